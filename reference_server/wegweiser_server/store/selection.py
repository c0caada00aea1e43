"""A query as SQL: which rows hit, in which order, from where on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import placing
from .conditions import Condition, conditions, lists_all, since
from .interface import COURSES, SESSIONS, StoreError
from .schema import TABLES
from .words import match_expression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .conditions import Terms
    from .interface import Position, Query

# Farther than anything: records without coordinates stand last.
NOWHERE_KM = 1e9
# A word in the title weighs most, a mere form of it least.
WEIGHTS = "10.0, 3.0, 1.0"


@dataclass(frozen=True, slots=True)
class Selection:
    """What hits, to be counted or read page by page; `order` is None where the id alone gives the order."""

    heads: tuple[Condition, ...]
    tables: str
    conditions: tuple[Condition, ...]
    order: str | None
    kilometres: str

    def count(self, at_most: int) -> Condition:
        """How many hit; counting ends at a number, unless it is negative."""
        each = self._statement("SELECT 1", self.conditions)
        return Condition(f"SELECT count(*) FROM ({each.sql} LIMIT ?)", (*each.arguments, at_most))

    def page(self, after: Position | None, rows: int) -> Condition:
        """Rows `(n, id, km, order)` behind a position: the values of the order, then the id."""
        keys = [self.order, "r.id"] if self.order else ["r.id"]
        restricted = self.conditions
        if after is not None:
            restricted += (_behind(keys, after),)
        columns = f"SELECT r.n, r.id, {self.kilometres}, {self.order or 'NULL'}"
        statement = self._statement(columns, restricted)
        return Condition(f"{statement.sql} ORDER BY {', '.join(keys)} LIMIT ?", (*statement.arguments, rows))

    def _statement(self, select: str, restricted: tuple[Condition, ...]) -> Condition:
        head = f"WITH {', '.join(part.sql for part in self.heads)} " if self.heads else ""
        where = " AND ".join(part.sql for part in restricted)
        arguments = tuple(argument for part in (*self.heads, *restricted) for argument in part.arguments)
        return Condition(f"{head}{select} FROM {self.tables} WHERE {where}", arguments)


def _behind(keys: list[str], after: Position) -> Condition:
    if len(after) != len(keys):
        raise StoreError(f"the position {after!r} does not belong to this order")
    values = tuple(value for value in after if value is not None)
    return Condition(f"({', '.join(keys)}) > ({', '.join('?' * len(keys))})", values)


def selection(query: Query, terms: Mapping[str, Terms], *, counting: bool = False) -> Selection | None:
    """None if the words asked for hold no word at all: then nothing hits.

    For counting no distances are needed, and whoever stops early shall not have collected all before.
    """
    expression = match_expression(query.words) if query.words is not None else None
    if query.words is not None and expression is None:
        return None
    table = TABLES[query.collection]
    heads, joined, restricted = [], [f"{table} r"], _restricted(query, terms)
    wide = placing.wide_area(query, terms[query.collection])
    if wide:
        restricted.append(wide)
        hit = None
    else:
        hit = (_through_sessions if query.collection == COURSES else _own_place)(query, terms, counting)
    if hit:
        heads.append(_head(hit, counting))
        joined = [f"hit CROSS JOIN {table} r ON hit.n = r.n"] if counting else [*joined, "hit ON hit.n = r.n"]
    if expression and query.sort == "relevance":
        heads.append(_scored(table, expression))
        joined.append("scored ON scored.n = r.n")
    elif expression:
        restricted.append(_matching(table, expression))
    return Selection(
        heads=tuple(heads),
        tables=" JOIN ".join(joined),
        conditions=tuple(restricted),
        order=_order(query, hit is not None),
        kilometres="hit.km" if hit else "NULL",
    )


def _restricted(query: Query, terms: Mapping[str, Terms]) -> list[Condition]:
    """What the listed record itself must meet; the filters of courses are met by sessions."""
    restricted = [_listed(query)]
    if query.collection != COURSES:
        restricted += conditions(query.filters, terms[query.collection])
    if query.updated_since:
        restricted.append(since(query.updated_since))
    return restricted


def _matching(table: str, expression: str) -> Condition:
    return Condition(f"r.n IN (SELECT rowid FROM {table}_text WHERE {table}_text MATCH ?)", (expression,))


def _listed(query: Query) -> Condition:
    return Condition("r.until >= ?", (query.today.toordinal(),))


def _head(hit: Condition, counting: bool) -> Condition:
    how = "NOT MATERIALIZED" if counting else "MATERIALIZED"
    return Condition(f"hit (n, km) AS {how} ({hit.sql})", hit.arguments)


def _own_place(query: Query, terms: Mapping[str, Terms], counting: bool) -> Condition | None:
    if query.place is None:
        return None
    return placing.hits(query.place, query.placeless, terms[query.collection], counting)


def _through_sessions(query: Query, terms: Mapping[str, Terms], counting: bool) -> Condition | None:
    """„A course hits if one of its sessions meets them all“; the nearest such session gives the distance.

    None if nothing is asked that a session would have to meet: then courses without sessions are listed too.
    """
    asked = tuple(pair for pair in query.filters if pair[1] and not lists_all(*pair))
    if not asked and query.place is None:
        return None
    restricted = [_listed(query), Condition("r.parent IS NOT NULL"), *conditions(asked, terms[SESSIONS])]
    where = " AND ".join(part.sql for part in restricted)
    arguments = tuple(argument for part in restricted for argument in part.arguments)
    if query.place is None:
        return Condition(f"SELECT DISTINCT r.parent, NULL FROM session r WHERE {where}", arguments)
    near = placing.hits(query.place, query.placeless, terms[SESSIONS], counting)
    joined = f"({near.sql}) near CROSS JOIN session r ON r.n = near.n"
    if counting:
        sql = f"SELECT DISTINCT r.parent, NULL FROM {joined} WHERE {where}"
    else:
        sql = f"SELECT r.parent, min(near.km) FROM {joined} WHERE {where} GROUP BY r.parent"
    return Condition(sql, near.arguments + arguments)


def _scored(table: str, expression: str) -> Condition:
    sql = f"SELECT rowid, bm25({table}_text, {WEIGHTS}) FROM {table}_text WHERE {table}_text MATCH ?"
    return Condition(f"scored (n, score) AS MATERIALIZED ({sql})", (expression,))


def _order(query: Query, placed: bool) -> str | None:
    """Ascending, whatever the sort; the id follows as tie-breaker."""
    if query.sort == "date":
        return "r.turn"
    if query.sort == "relevance" and query.words is not None:
        return "scored.score"
    if query.sort == "distance" and placed:
        return f"coalesce(hit.km, {NOWHERE_KM})"
    return None
