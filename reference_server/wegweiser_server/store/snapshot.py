"""One state of a database: what was loaded at once is read here, by as many threads as like."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache, partial
from hashlib import blake2b
from sys import getsizeof
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from wegweiser_server.data.days import berlin_today
from wegweiser_server.latest import Latest

from .catalogue import Catalogue, read_catalogue
from .choosing import choose
from .connections import Connections
from .days import EPOCH
from .facts import with_facts
from .index import Index
from .interface import COURSES, SESSIONS, Found, Hit, StoreError
from .orders import Reader, distance, following, position
from .schema import TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from .interface import Query, Record
    from .orders import Standing
    from .terms import Kind


# Records that were asked for last; as objects they take about four times the room of their text.
ROOM = 16 * 2**20
INDEX_ROOM = 48 * 2**20
OBJECTS, OVERHEAD = 4, 512


class Row(NamedTuple):
    record: Record
    turn: int
    length: int


class Snapshot:
    """Its data never change."""

    def __init__(self, uri: str, name: str) -> None:
        self._connections = Connections(uri, name)
        with self._connections.reading() as connection:
            self._catalogue: Catalogue = read_catalogue(connection, name)
        catalogue = self._catalogue
        kept: Latest[Any] = Latest(INDEX_ROOM, sizeof)
        self._indexes = {one: Index(self._connections, catalogue, one, kept) for one in TABLES}
        self._read: Latest[Row] = Latest(ROOM, _size)
        # Of a function, not a method: it keeps no snapshot alive that nobody reads any more.
        self._version = lru_cache(maxsize=16)(partial(_versioned, catalogue.fingerprint, self._indexes))

    def knows(self, kinds: Mapping[str, Collection[Kind]]) -> bool:
        """Whether the records can be found by all these kinds of terms."""
        known = self._catalogue.kinds
        return all(known[collection].keys() >= set(wanted) for collection, wanted in kinds.items())

    def _index(self, collection: str) -> Index:
        _table(collection)
        return self._indexes[collection]

    def search(self, query: Query) -> Found:
        index = self._index(query.collection)
        chosen = choose(query, index)
        if chosen is None:
            return Found((), 0, more=False)
        with self._connections.reading() as connection:
            reader = Reader(connection, index, query, chosen)
            found = following(reader)
            hits = [self._hit(reader, standing) for standing in found[: query.limit]]
        return Found(tuple(hits), chosen.hits.bit_count(), more=len(found) > query.limit)

    def _hit(self, reader: Reader, standing: Standing) -> Hit:
        connection, query = reader.connection, reader.query
        n = reader.index.space.at[standing.position]
        record, turn = self._row(connection, query.collection, n, query.today)
        kilometres = distance(reader, standing.position)
        return Hit(record, kilometres, position(query, standing, turn, kilometres, record["id"]))

    def _row(
        self, connection: sqlite3.Connection, collection: str, n: int, today: date
    ) -> tuple[Record, int]:
        """The record, and where it stands in the order by date."""
        read = self._read.get((collection, n))
        if read is None:
            table = _table(collection)
            statement = f"SELECT body, turn FROM {table}_body JOIN {table} USING (n) WHERE n = ?"
            body, turn = connection.execute(statement, (n,)).fetchone()
            read = Row(orjson.loads(body), turn, len(body))
            self._read.keep((collection, n), read)
        record = with_facts(connection, read.record, n, today) if collection == COURSES else read.record
        return record, read.turn

    def get(self, collection: str, record_id: str, today: date) -> Record | None:
        statement = f"SELECT n FROM {_table(collection)} WHERE id = ? AND until >= ?"
        with self._connections.reading() as connection:
            row = connection.execute(statement, (record_id, today.toordinal())).fetchone()
            return self._row(connection, collection, row[0], today)[0] if row else None

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
        index = self._index(collection)
        listed = index.own if index.others else index.listed(today.toordinal())
        return listed.bit_count()

    def updated_at(self, collection: str) -> datetime | None:
        _table(collection)
        latest = self._catalogue.meta.get(f"latest of {collection}")
        return None if latest is None else EPOCH + timedelta(microseconds=int(latest))

    def data_version(self, today: date | None = None) -> str:
        return self._version(today or berlin_today())

    def close(self) -> None:
        self._connections.close()


def sizeof(made: int | tuple[Any, ...]) -> int:
    """Of a set of positions, or of several arrays."""
    parts = made if isinstance(made, tuple) else (made,)
    return sum(getsizeof(part) for part in parts) + OVERHEAD


def _size(read: Row) -> int:
    return read.length * OBJECTS + OVERHEAD


def _versioned(fingerprint: str, indexes: Mapping[str, Index], today: date) -> str:
    """Of the data and of what the day makes of them: what has ended, and which sessions have begun."""
    day = today.toordinal()
    counts = [index.ended(day) for collection, index in indexes.items() if collection != COURSES]
    counts.append(indexes[SESSIONS].begun(day))
    return blake2b(f"{fingerprint} {counts}".encode(), digest_size=8).hexdigest()


def _table(collection: str) -> str:
    try:
        return TABLES[collection]
    except KeyError:
        raise StoreError(f"no collection {collection!r}; there are {', '.join(TABLES)}") from None
