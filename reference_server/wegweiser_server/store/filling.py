"""Fills empty tables with records, in batches: memory stays bounded however many there are."""

from __future__ import annotations

import sqlite3
from itertools import islice
from typing import TYPE_CHECKING, Any

from .interface import DataError
from .rows import Writer, checked_id
from .schema import FORMAT, TABLES, completion
from .terms import kinds_by_collection
from .texts import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wegweiser_contract import Contract

    from .interface import Record
    from .rows import Rows
    from .terms import Kind

BATCH = 1000
# Terms that more records bear than this are tested record by record, all others lead to their records.
FREQUENT = 5000
FINGERPRINT_BITS = 128


def numbered_kinds(contract: Contract) -> dict[str, dict[Kind, int]]:
    """Every kind of term of every collection gets a number of its own."""
    kinds = kinds_by_collection(contract)
    numbers: dict[str, dict[Kind, int]] = {collection: {} for collection in TABLES}
    every = [(collection, kind) for collection in TABLES for kind in kinds.get(collection, ())]
    for number, (collection, kind) in enumerate(every, 1):
        numbers[collection][kind] = number
    return numbers


class Filling:
    """Works through one connection, within the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, contract: Contract) -> None:
        self._connection = connection
        self._kinds = numbered_kinds(contract)
        self._writer = Writer(self._kinds, Reader(contract))
        self._count = dict.fromkeys(TABLES, 0)
        self._spots = dict.fromkeys(TABLES, 0)
        self._sum = 0

    def fill(self, records: Iterable[tuple[str, Record]]) -> None:
        remaining = iter(records)
        while batch := list(islice(remaining, BATCH)):
            by_collection: dict[str, list[Rows]] = {}
            for collection, record in batch:
                checked_id(collection, record)
                by_collection.setdefault(collection, []).append(self._writer.rows(collection, record))
            for collection, rows in by_collection.items():
                self._add(collection, rows)
        self._complete()

    def _add(self, collection: str, rows: list[Rows]) -> None:
        numbered = list(enumerate(rows, self._count[collection] + 1))
        self._count[collection] += len(rows)
        self._sum += sum(row.digest for row in rows)
        table = TABLES[collection]
        try:
            self._many(
                f"INSERT INTO {table} VALUES (?,?,?,?,?,?,?,?,NULL)", ((n, *r.main) for n, r in numbered)
            )
        except sqlite3.IntegrityError:
            raise DataError(
                f"{collection}: {self._repeated(table, rows)} comes twice; ids are unique"
            ) from None
        self._many(f"INSERT INTO {table}_body VALUES (?,?)", ((n, r.body) for n, r in numbered))
        self._many(
            f"INSERT INTO {table}_term VALUES (?,?,?)",
            ((kind, value, n) for n, r in numbered for kind, value in r.terms),
        )
        self._many(
            f"INSERT INTO {table}_text (rowid, title, other, stems) VALUES (?,?,?,?)",
            ((n, *r.text) for n, r in numbered),
        )
        self._add_spots(collection, numbered)

    def _add_spots(self, collection: str, numbered: list[tuple[int, Rows]]) -> None:
        table = TABLES[collection]
        spots = [(n, *spot) for n, rows in numbered for spot in rows.spots]
        first = self._spots[collection] + 1
        self._spots[collection] += len(spots)
        self._many(
            f"INSERT INTO {table}_spot VALUES (?,?,?,?,?)",
            ((spot, n, *vector) for spot, (n, _, _, vector) in enumerate(spots, first)),
        )
        self._many(
            f"INSERT INTO {table}_box VALUES (?,?,?,?,?)",
            ((spot, lat, lat, lon, lon) for spot, (_, lat, lon, _) in enumerate(spots, first)),
        )

    def _repeated(self, table: str, rows: list[Rows]) -> str:
        """The id that SQLite refused."""
        seen: set[Any] = set()
        for row in rows:
            known = self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", row.main[:1]).fetchone()
            if row.main[0] in seen or known:
                break
            seen.add(row.main[0])
        return str(row.main[0])

    def _complete(self) -> None:
        """Links sessions to courses, builds the indexes, notes what describes the whole."""
        for statement in completion().split(";"):
            self._connection.execute(statement)
        self._many(
            "INSERT INTO kind VALUES (?,?,?,?)",
            (
                (number, collection, kind.property, kind.match)
                for collection, kinds in self._kinds.items()
                for kind, number in kinds.items()
            ),
        )
        for collection, table in TABLES.items():
            self._connection.execute(
                f"INSERT INTO frequent SELECT ?, kind, value FROM {table}_term"
                " GROUP BY kind, value HAVING count(*) > ?",
                (collection, FREQUENT),
            )
        fingerprint = f"{self._sum % 2**FINGERPRINT_BITS:032x}"
        self._many("INSERT INTO meta VALUES (?,?)", self._meta(fingerprint).items())

    def _meta(self, fingerprint: str) -> Mapping[str, str]:
        return {"format": FORMAT, "fingerprint": fingerprint}

    def _many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._connection.executemany(statement, rows)
