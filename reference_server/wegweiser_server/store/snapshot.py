"""One state of a database: what was loaded at once is read here, by as many threads as like."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from wegweiser_server.data.days import berlin_today

from .bounds import COUNTED, NO_BOUND, circles, is_large, is_plain
from .catalogue import Catalogue, read_catalogue
from .connections import Connections
from .days import EPOCH
from .facts import with_facts
from .interface import COURSES, Found, Hit, StoreError
from .schema import TABLES
from .selection import selection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from .conditions import Condition
    from .interface import Position, Query, Record
    from .selection import Selection
    from .terms import Kind

TOTALS_KEPT = 4096


class Snapshot:
    """Its data never change."""

    def __init__(self, uri: str, name: str) -> None:
        self._connections = Connections(uri, name)
        with self._connections.reading() as connection:
            self._catalogue: Catalogue = read_catalogue(connection, name)
        # Of functions, not methods: they keep no snapshot alive that nobody reads any more.
        self._count = lru_cache(maxsize=TOTALS_KEPT)(partial(_counted, self._connections, self._catalogue))
        self._version = lru_cache(maxsize=16)(partial(_versioned, self._connections, self._catalogue))

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
            hits = [
                self._hit(connection, query, row, placed=chosen.order is not None)
                for row in rows[: query.limit]
            ]
        return Found(tuple(hits), total, more=len(rows) > query.limit, exact=exact)

    def _rows(self, connection: sqlite3.Connection, query: Query, chosen: Selection) -> list[tuple[Any, ...]]:
        """Those of the page and one more, if there is one."""
        wanted = query.limit + 1
        for smaller, trusted in circles(query, self._catalogue):
            within = selection(smaller, self._catalogue.terms)
            rows = _all(connection, within.page(query.after, wanted)) if within else []
            if len(rows) == wanted and rows[-1][3] < trusted:
                return rows
        return _all(connection, chosen.page(query.after, wanted))

    def _hit(self, connection: sqlite3.Connection, query: Query, row: tuple[Any, ...], placed: bool) -> Hit:
        n, record_id, kilometres, order = row
        position: Position = (order, record_id) if placed else (record_id,)
        return Hit(self._record(connection, query.collection, n, query.today), kilometres, position)

    def _record(self, connection: sqlite3.Connection, collection: str, n: int, today: date) -> Record:
        statement = f"SELECT body FROM {_table(collection)}_body WHERE n = ?"
        record: Record = json.loads(connection.execute(statement, (n,)).fetchone()[0])
        return with_facts(connection, record, n, today) if collection == COURSES else record

    def get(self, collection: str, record_id: str, today: date) -> Record | None:
        statement = f"SELECT n FROM {_table(collection)} WHERE id = ? AND until >= ?"
        with self._connections.reading() as connection:
            row = connection.execute(statement, (record_id, today.toordinal())).fetchone()
            return self._record(connection, collection, row[0], today) if row else None

    def removed(self, collection: str, record_id: str, today: date | None = None) -> bool:
        day = (today or berlin_today()).toordinal()
        statement = (
            f"SELECT 1 FROM {_table(collection)} WHERE id = ? AND until < ?"
            " UNION ALL SELECT 1 FROM gone WHERE collection = ? AND id = ?"
        )
        with self._connections.reading() as connection:
            found = connection.execute(statement, (record_id, day, collection, record_id)).fetchone()
        return found is not None

    def total(self, collection: str, today: date) -> int:
        statement = f"SELECT count(*) FROM {_table(collection)} WHERE until >= ?"
        with self._connections.reading() as connection:
            return int(connection.execute(statement, (today.toordinal(),)).fetchone()[0])

    def updated_at(self, collection: str) -> datetime | None:
        statement = f"SELECT max(updated) FROM {_table(collection)}"
        with self._connections.reading() as connection:
            latest = connection.execute(statement).fetchone()[0]
        return None if latest is None else EPOCH + timedelta(microseconds=latest)

    def data_version(self, today: date | None = None) -> str:
        return self._version(today or berlin_today())

    def close(self) -> None:
        self._connections.close()


def _counted(connections: Connections, catalogue: Catalogue, query: Query) -> tuple[int, bool]:
    """How many hit, and whether these are all."""
    chosen = selection(query, catalogue.terms, counting=True)
    if chosen is None:
        return 0, True
    bounded = is_large(query, catalogue) and not is_plain(query)
    with connections.reading() as connection:
        count = int(_all(connection, chosen.count(COUNTED + 1 if bounded else NO_BOUND))[0][0])
    return (COUNTED, False) if bounded and count > COUNTED else (count, True)


def _versioned(connections: Connections, catalogue: Catalogue, today: date) -> str:
    """Of the data and of what the day makes of them: what has ended, and which sessions have begun."""
    day = today.toordinal()
    passed = [f"SELECT count(*) FROM {table} WHERE until < {day}" for table in TABLES.values()]
    passed.append(f"SELECT count(*) FROM session WHERE start_day < {day}")
    with connections.reading() as connection:
        counts = [connection.execute(statement).fetchone()[0] for statement in passed]
    return blake2b(f"{catalogue.fingerprint} {counts}".encode(), digest_size=8).hexdigest()


def _table(collection: str) -> str:
    try:
        return TABLES[collection]
    except KeyError:
        raise StoreError(f"no collection {collection!r}; there are {', '.join(TABLES)}") from None


def _all(connection: sqlite3.Connection, statement: Condition) -> list[tuple[Any, ...]]:
    return connection.execute(statement.sql, statement.arguments).fetchall()
