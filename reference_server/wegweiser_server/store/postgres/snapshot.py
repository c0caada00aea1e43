"""One load of a database, read by as many threads as like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import orjson

from wegweiser_server.data.days import berlin_today
from wegweiser_server.store.days import EPOCH
from wegweiser_server.store.interface import COURSES, Found, Hit, StoreError
from wegweiser_server.store.schema import TABLES

from .catalogue import read_catalogue
from .circles import circles
from .connecting import Connections
from .counting import counted, is_large, listed
from .selection import selection

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from wegweiser_server.store.interface import Position, Query, Record
    from wegweiser_server.store.terms import Kind

    from .address import Address
    from .conditions import Condition
    from .connecting import Connection
    from .selection import Selection

TOTALS_KEPT = 4096
FACTS = (
    "SELECT course, count(*), min(start_day) FILTER (WHERE start_day >= %s) FROM session"
    " WHERE course = ANY(%s) AND until >= %s GROUP BY course"
)


class Snapshot:
    """Its data never change."""

    def __init__(self, address: Address, schema: str) -> None:
        self._connections = Connections(address, schema)
        with self._connections.reading() as connection:
            self._catalogue = read_catalogue(connection, address.name)
        # Of functions, not methods: they keep no snapshot alive that nobody reads any more.
        held = (self._connections, self._catalogue)
        self._count = lru_cache(maxsize=TOTALS_KEPT)(partial(counted, *held))
        self._version = lru_cache(maxsize=16)(
            partial(_versioned, self._connections, self._catalogue.fingerprint)
        )

    def knows(self, kinds: Mapping[str, Collection[Kind]]) -> bool:
        """Whether the records can be found by all these kinds of terms."""
        known = self._catalogue.terms
        return all(known[collection].numbers.keys() >= set(wanted) for collection, wanted in kinds.items())

    def search(self, query: Query) -> Found:
        _table(query.collection)
        chosen = selection(query, self._catalogue.terms)
        if chosen is None:
            return Found((), 0, more=False)
        total, exact = self._count(replace(query, limit=0, after=None, sort="id"))
        with self._connections.reading() as connection:
            rows = self._rows(connection, query, chosen) if total else []
            shown = rows[: query.limit]
            records = _records(connection, query.collection, [row[0] for row in shown], query.today)
        hits = tuple(
            Hit(records[n], kilometres, (*values, record_id)) for n, record_id, kilometres, *values in shown
        )
        return Found(hits, total, more=len(rows) > query.limit, exact=exact)

    def _rows(self, connection: Connection, query: Query, chosen: Selection) -> list[tuple[Any, ...]]:
        """Those of the page and one more, if there is one."""
        wanted = query.limit + 1
        for smaller, trusted in circles(query) if is_large(query, self._catalogue) else ():
            within = selection(smaller, self._catalogue.terms)
            rows = _all(connection, within.page(query.after, wanted)) if within else []
            if len(rows) == wanted and rows[-1][3] < trusted:
                return rows
        if query.sort == "relevance" and chosen.lexemes and query.place is None:
            return _by_rank(connection, chosen, query.after, wanted)
        return _all(connection, chosen.page(query.after, wanted))

    def get(self, collection: str, record_id: str, today: date) -> Record | None:
        statement = f"SELECT n FROM {_table(collection)} WHERE id = %s AND until >= %s"
        if not _storable(record_id):
            return None
        with self._connections.reading() as connection:
            row = connection.execute(statement, (record_id, today.toordinal())).fetchone()
            return _records(connection, collection, [row[0]], today)[row[0]] if row else None

    def removed(self, collection: str, record_id: str, today: date | None = None) -> bool:
        day = (today or berlin_today()).toordinal()
        statement = (
            f"SELECT 1 FROM {_table(collection)} WHERE id = %s AND until < %s"
            " UNION ALL SELECT 1 FROM gone WHERE collection = %s AND id = %s"
        )
        if not _storable(record_id):
            return False
        with self._connections.reading() as connection:
            found = connection.execute(statement, (record_id, day, collection, record_id)).fetchone()
        return found is not None

    def total(self, collection: str, today: date) -> int:
        _table(collection)
        return listed(self._connections, self._catalogue, collection, today)

    def updated_at(self, collection: str) -> datetime | None:
        latest = self._one(f"SELECT max(updated) FROM {_table(collection)}")
        return None if latest is None else EPOCH + timedelta(microseconds=latest)

    def data_version(self, today: date | None = None) -> str:
        return self._version(today or berlin_today())

    def _one(self, statement: str, *arguments: object) -> Any:
        with self._connections.reading() as connection:
            row = connection.execute(statement, arguments).fetchone()
            return row[0] if row else None

    def close(self) -> None:
        self._connections.close()


def _by_rank(
    connection: Connection, chosen: Selection, after: Position | None, wanted: int
) -> list[tuple[Any, ...]]:
    """One rank after the other, until the page is full: a word may stand in very many records."""
    rows: list[tuple[Any, ...]] = []
    reached = int(after[0] or 0) if after else 0
    for rank, part in chosen.ranks():
        if rank >= reached and len(rows) < wanted:
            behind = after[1:] if after and rank == reached else None
            found = _all(connection, part.page(behind, wanted - len(rows)))
            rows += [(n, record_id, km, rank, *values) for n, record_id, km, *values in found]
    return rows


def _all(connection: Connection, statement: Condition) -> list[tuple[Any, ...]]:
    return connection.execute(statement.sql, statement.arguments).fetchall()


def _records(connection: Connection, collection: str, numbers: list[int], today: date) -> dict[int, Record]:
    statement = f"SELECT n, body FROM {_table(collection)}_body WHERE n = ANY(%s)"
    found: dict[int, Record] = {
        n: orjson.loads(body) for n, body in connection.execute(statement, (numbers,))
    }
    if collection == COURSES:
        _add_facts(connection, found.values(), today.toordinal())
    return found


def _add_facts(connection: Connection, courses: Collection[Record], day: int) -> None:
    """`sessionCount` and, where a session starts today or later, `nextStartDate`."""
    ids = [course["id"] for course in courses]
    facts = {course: told for course, *told in connection.execute(FACTS, (day, ids, day))}
    for course in courses:
        course["sessionCount"], following = facts.get(course["id"], (0, None))
        course.pop("nextStartDate", None)
        if following is not None:
            course["nextStartDate"] = date.fromordinal(following).isoformat()


def _versioned(connections: Connections, fingerprint: str, today: date) -> str:
    """Of the data and of what the day makes of them: what has ended, and which sessions have begun."""
    day = today.toordinal()
    passed = [f"SELECT count(*) FROM {table} WHERE until < {day}" for table in TABLES.values()]
    passed.append(f"SELECT count(*) FROM session WHERE start_day < {day}")
    with connections.reading() as connection:
        counts = [connection.execute(statement).fetchall()[0][0] for statement in passed]
    return blake2b(f"{fingerprint} {counts}".encode(), digest_size=8).hexdigest()


def _storable(record_id: str) -> bool:
    """Anything may be asked for; what PostgreSQL cannot even be asked is not there."""
    try:
        return b"\0" not in record_id.encode()
    except UnicodeError:
        return False


def _table(collection: str) -> str:
    try:
        return TABLES[collection]
    except KeyError:
        raise StoreError(f"no collection {collection!r}; there are {', '.join(TABLES)}") from None
