"""A query as SQL: which rows hit, in which order, from where on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wegweiser_server.store.interface import COURSES, SESSIONS, Area, Near, StoreError
from wegweiser_server.store.schema import TABLES

from . import placing
from .conditions import Condition, asking, condition, since
from .lexemes import asked_lexemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_server.store.interface import Position, Query

    from .conditions import Terms
    from .lexemes import Lexemes

# Farther than anything: records without coordinates stand last.
NOWHERE_KM = 1e9
MATCHING = "r.words @@ %s::tsquery"
# How relevant: the title says all words, or begins words so, or they are said elsewhere; then by date.
RANK = f"CASE WHEN {MATCHING} THEN 0 WHEN {MATCHING} THEN 1 ELSE 2 END"


@dataclass(frozen=True, slots=True)
class Selection:
    """What hits, to be counted or read page by page; after the values of `order` the id decides."""

    tables: Condition
    conditions: tuple[Condition, ...]
    order: tuple[Condition, ...]
    kilometres: str
    lexemes: Lexemes | None

    def count(self, at_most: int | None) -> Condition:
        """How many hit; counting ends at a number, if there is one."""
        each = self._statement(Condition("SELECT 1"))
        return Condition(f"SELECT count(*) FROM ({each.sql} LIMIT %s) every", (*each.arguments, at_most))

    def page(self, after: Position | None, rows: int) -> Condition:
        """Rows `(n, id, km, …)` behind a position: the values of the order, then the id."""
        values = [f"value{place}" for place in range(len(self.order))]
        named = "".join(f", {one.sql} AS {value}" for one, value in zip(self.order, values, strict=True))
        arguments = tuple(argument for one in self.order for argument in one.arguments)
        each = self._statement(Condition(f"SELECT r.n, r.id, {self.kilometres} AS km{named}", arguments))
        keys, shown = ", ".join([*values, "id"]), ", ".join(["n", "id", "km", *values])
        behind = _behind(keys, after)
        sql = f"SELECT {shown} FROM ({each.sql}) every {behind.sql} ORDER BY {keys} LIMIT %s"
        return Condition(sql, (*each.arguments, *behind.arguments, rows))

    def ranks(self) -> Iterator[tuple[int, Selection]]:
        """What hits by relevance, the most relevant first: each part is read in the order by date."""
        _, beginning, entire = self.lexemes or ("", "", "")
        without = f"{MATCHING} AND NOT {MATCHING}"
        parts = (
            Condition(MATCHING, (entire,)),
            Condition(without, (beginning, entire)),
            Condition(f"NOT {MATCHING}", (beginning,)),
        )
        for rank, part in enumerate(parts):
            yield rank, replace(self, conditions=(*self.conditions, part), order=self.order[1:])

    def _statement(self, columns: Condition) -> Condition:
        where = " AND ".join(part.sql for part in self.conditions)
        parts = (columns, self.tables, *self.conditions)
        arguments = tuple(argument for part in parts for argument in part.arguments)
        return Condition(f"{columns.sql} FROM {self.tables.sql} WHERE {where}", arguments)


def _behind(keys: str, after: Position | None) -> Condition:
    if after is None:
        return Condition("")
    if len(after) != len(keys.split(", ")) or None in after:
        raise StoreError(f"the position {after!r} does not belong to this order")
    return Condition(f"WHERE ({keys}) > ({', '.join(['%s'] * len(after))})", after)


def selection(query: Query, terms: Mapping[str, Terms]) -> Selection | None:
    """None if the words asked for hold no word at all: then nothing hits."""
    lexemes = asked_lexemes(query.words) if query.words is not None else None
    if query.words is not None and lexemes is None:
        return None
    restricted = [_listed(query)]
    if query.updated_since:
        restricted.append(since(query.updated_since))
    if lexemes:
        restricted.append(Condition(MATCHING, (lexemes.anywhere,)))
    if query.collection == COURSES:
        restricted += _evidence(query, terms[SESSIONS])
        hit, key = _through_sessions(query, terms[SESSIONS]), "id"
    else:
        restricted += _met(query, terms[query.collection])
        hit, key = _around(query, terms[query.collection]), "n"
    table = Condition(f"{TABLES[query.collection]} r")
    if hit and lexemes:
        table, restricted = _first(table, restricted), [Condition("true")]
    if hit:
        joined = f"{table.sql} JOIN ({hit.sql}) hit ON hit.{key} = r.{key}"
        table = Condition(joined, (*table.arguments, *hit.arguments))
    order = _order(query, lexemes, centred=hit is not None and isinstance(query.place, Near))
    return Selection(table, tuple(restricted), order, "hit.km" if hit else placing.UNKNOWN, lexemes)


def _first(table: Condition, restricted: list[Condition]) -> Condition:
    """Words beside a place come first: the planner takes places for few and would read each record there."""
    where = " AND ".join(part.sql for part in restricted)
    arguments = tuple(argument for part in restricted for argument in part.arguments)
    return Condition(f"(SELECT * FROM {table.sql} WHERE {where} OFFSET 0) r", arguments)


def _listed(query: Query) -> Condition:
    return Condition("r.until >= %s", (query.today.toordinal(),))


def _met(query: Query, terms: Terms) -> list[Condition]:
    """What filters and areas demand of a record."""
    met = [condition(judged, values, terms) for judged, values in asking(query.filters)]
    if isinstance(query.place, Area):
        met.append(placing.within(query.place, query.placeless, terms))
    return met


def _around(query: Query, terms: Terms) -> Condition | None:
    return placing.around(query.place, query.placeless, terms) if isinstance(query.place, Near) else None


def _through_sessions(query: Query, terms: Terms) -> Condition | None:
    """Courses with a session that meets everything; the nearest such session gives the distance."""
    near = _around(query, terms)
    if near is None:
        return None
    restricted = [_listed(query), Condition("r.course IS NOT NULL"), *_met(query, terms)]
    where = " AND ".join(part.sql for part in restricted)
    arguments = tuple(argument for part in restricted for argument in part.arguments)
    tables = f"({near.sql}) near JOIN session r ON r.n = near.n"
    sql = f"SELECT r.course AS id, min(near.km) AS km FROM {tables} WHERE {where} GROUP BY r.course"
    return Condition(sql, (*near.arguments, *arguments))


def _evidence(query: Query, terms: Terms) -> list[Condition]:
    """„A course hits if one of its sessions meets them all“; without a centre any such session will do.

    Nothing if nothing is asked that a session would have to meet: courses without sessions are listed then.
    """
    met = _met(query, terms)
    if not met or isinstance(query.place, Near):
        return []
    restricted = [_listed(query), *met]
    where = " AND ".join(part.sql for part in restricted)
    arguments = tuple(argument for part in restricted for argument in part.arguments)
    # The inner `r` is the session.
    return [Condition(f"r.id IN (SELECT r.course FROM session r WHERE {where})", arguments)]


def _order(query: Query, lexemes: Lexemes | None, *, centred: bool) -> tuple[Condition, ...]:
    """Ascending, whatever the sort; the id follows as tie-breaker."""
    if query.sort == "date":
        return (Condition("r.turn"),)
    if query.sort == "relevance" and lexemes:
        return (Condition(RANK, (lexemes.entire, lexemes.beginning)), Condition("r.turn"))
    if query.sort == "distance" and centred:
        return (Condition(f"coalesce(hit.km, {NOWHERE_KM!r}::float8)"),)
    return ()
