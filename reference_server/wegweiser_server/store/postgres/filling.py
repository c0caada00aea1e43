"""Fills empty tables with records by COPY, in batches: memory stays bounded however many there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from psycopg import DataError as UnfitError
from psycopg import errors

from wegweiser_server.store.interface import DataError
from wegweiser_server.store.making import batches, told
from wegweiser_server.store.rows import Rows, Writer, plain
from wegweiser_server.store.schema import TABLES
from wegweiser_server.store.terms import kinds_by_collection
from wegweiser_server.store.texts import Reader, wordings

from .lexemes import stored_lexemes
from .schema import FAMILY, FORMAT, INDEXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_contract import Contract
    from wegweiser_server.store.interface import Record
    from wegweiser_server.store.making import Progress
    from wegweiser_server.store.terms import Kind

    from .connecting import Connection

FINGERPRINT_BITS = 128
MAIN = ("n", "id", "turn", "until", "start_day", "published_day", "updated", "course", "terms", "words")


def numbered_kinds(contract: Contract) -> dict[str, dict[Kind, int]]:
    """Every kind of term of every collection gets a number of its own."""
    kinds = kinds_by_collection(contract)
    numbers: dict[str, dict[Kind, int]] = {collection: {} for collection in TABLES}
    every = [(collection, kind) for collection in TABLES for kind in kinds.get(collection, ())]
    for number, (collection, kind) in enumerate(every, 1):
        numbers[collection][kind] = number
    return numbers


class Filling:
    """Works through one connection, within the caller's transaction, in the schema that is set there."""

    def __init__(self, connection: Connection, contract: Contract, progress: Progress | None = None) -> None:
        self._connection = connection
        self._kinds = numbered_kinds(contract)
        self._writer = Writer(self._kinds, Reader(contract))
        self._count = dict.fromkeys(TABLES, 0)
        self._sum = 0
        self._progress = progress

    def fill(self, records: Iterable[tuple[str, Record]]) -> str:
        """The fingerprint of the records: equal for equal ones, in whatever order they come."""
        for batch in told(batches(records, self._rows), self._progress):
            for collection, rows in batch.items():
                self._add(collection, [Rows(*row) for row in rows])
        return self._complete()

    def _rows(self, collection: str, records: list[Record]) -> tuple[tuple[Any, ...], ...]:
        return tuple(plain(self._writer.rows(collection, record)) for record in records)

    def _add(self, collection: str, rows: list[Rows]) -> None:
        numbered = list(enumerate(rows, self._count[collection] + 1))
        self._count[collection] += len(rows)
        self._sum += sum(row.digest for row in rows)
        table = TABLES[collection]
        try:
            self._copy(
                table,
                MAIN,
                ((n, *r.main, _terms(r), stored_lexemes(*wordings(*r.texts))) for n, r in numbered),
            )
            self._copy(f"{table}_body", ("n", "body"), ((n, r.body.decode()) for n, r in numbered))
        except (UnfitError, UnicodeError, errors.ProgramLimitExceeded):
            raise DataError(f"{collection}: a text holds what PostgreSQL cannot store, such as NUL") from None
        spots = ((n, lat, lon, *vector) for n, r in numbered for lat, lon, vector in r.spots)
        self._copy(f"{table}_spot", ("n", "lat", "lon", "x", "y", "z"), spots)

    def _copy(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        # Frozen, for nobody sees them before all are there: no later pass has to mark them as seen by all.
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN WITH (FREEZE)"
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def _complete(self) -> str:
        """Builds the indexes, notes what describes the whole."""
        for collection, table in TABLES.items():
            try:
                self._connection.execute(INDEXES.format(t=table))
            except errors.UniqueViolation as error:
                raise DataError(f"{collection}: {_repeated(error)} comes twice; ids are unique") from None
        self._connection.execute(FAMILY)
        kinds = (
            (number, collection, kind.property, kind.match)
            for collection, kinds in self._kinds.items()
            for kind, number in kinds.items()
        )
        self._copy("kind", ("kind", "collection", "property", "match"), kinds)
        fingerprint = f"{self._sum % 2**FINGERPRINT_BITS:032x}"
        counts = ((table, str(self._count[collection])) for collection, table in TABLES.items())
        self._copy("meta", ("name", "value"), [("format", FORMAT), ("fingerprint", fingerprint), *counts])
        return fingerprint


def _terms(rows: Rows) -> list[str]:
    return [f"{kind}:{value}" for kind, value in rows.terms]


def _repeated(error: errors.UniqueViolation) -> str:
    """The id that PostgreSQL names: `Key (id)=(j-1) is duplicated.`"""
    found = re.search(r"\(id\)=\((.*)\)", error.diag.message_detail or "")
    return found[1] if found else "an id"
