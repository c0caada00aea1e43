"""Fills empty tables with records: their texts are written as they come, their indexes when all have come."""

from __future__ import annotations

import sqlite3
from itertools import chain
from typing import TYPE_CHECKING, Any

from .days import NEVER
from .gathering import Gathered
from .indexing import Indexing
from .interface import COURSES, SESSIONS, DataError
from .making import batches, told
from .rows import Writer
from .schema import FAMILY, FORMAT, TABLES, lookups
from .sheaves import Binder, Sheaf
from .spaces import family_space, space
from .terms import COLUMNS, INNER_KINDS, OTHER, OWN_UPDATED, STEM, TITLE, UPDATED, kinds_by_collection
from .texts import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_contract import Contract

    from .interface import Record
    from .making import Progress
    from .terms import Kind

FINGERPRINT_BITS = 128


def numbered_kinds(contract: Contract) -> dict[str, dict[Kind, int]]:
    """Every kind of term gets a number; courses have those of their sessions, too."""
    kinds = kinds_by_collection(contract)
    kinds[COURSES] = kinds.get(SESSIONS, ())
    every = dict.fromkeys(chain(INNER_KINDS, *kinds.values()))
    numbers = {kind: number for number, kind in enumerate(every, 1)}
    return {c: {k: numbers[k] for k in (*INNER_KINDS, *kinds.get(c, ()))} for c in TABLES}


class Filling:
    """Works through one connection, within the caller's transaction."""

    def __init__(
        self, connection: sqlite3.Connection, contract: Contract, progress: Progress | None = None
    ) -> None:
        self._connection = connection
        self._kinds = numbered_kinds(contract)
        self._binder = Binder(self._kinds, Writer(self._kinds, Reader(contract)))
        self._gathered = {collection: Gathered(self._kinds[collection]) for collection in TABLES}
        self._latest: dict[str, str] = {}
        self._sum = 0
        self._progress = progress

    def fill(self, records: Iterable[tuple[str, Record]]) -> None:
        for batch in told(batches(records, self._binder), self._progress):
            for collection, sheaf in batch.items():
                self._add(collection, Sheaf(*sheaf))
        self._complete()

    def _add(self, collection: str, sheaf: Sheaf) -> None:
        gathered, table = self._gathered[collection], TABLES[collection]
        first = gathered.count + 1
        try:
            self._many(
                f"INSERT INTO {table} VALUES (?,?,?,?,?,?,NULL,?)",
                ((n, *row) for n, row in enumerate(sheaf.main, first)),
            )
        except sqlite3.IntegrityError:
            repeated = self._repeated(table, [row[0] for row in sheaf.main])
            raise DataError(f"{collection}: {repeated} comes twice; ids are unique") from None
        self._many(f"INSERT INTO {table}_body VALUES (?,?)", enumerate(sheaf.bodies, first))
        gathered.join(sheaf)
        self._sum += sheaf.digest

    def _repeated(self, table: str, ids: list[str]) -> str:
        """The id that SQLite refused."""
        seen: set[str] = set()
        for one in ids:
            if (
                one in seen
                or self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (one,)).fetchone()
            ):
                break
            seen.add(one)
        return one

    def _complete(self) -> None:
        """Links sessions to courses, builds the indexes, notes what describes the whole."""
        self._script(FAMILY)
        for collection, gathered in self._gathered.items():
            latest = max((value for value in gathered.columns[UPDATED] if value != NEVER), default=None)
            self._latest |= {} if latest is None else {f"latest of {collection}": str(latest)}
        self._index_courses()
        for collection in TABLES:
            if collection != COURSES:
                self._index(collection)
        self._script(lookups())
        self._many(
            "INSERT INTO kind VALUES (?,?,?,?)",
            (
                (number, collection, kind.property, kind.match)
                for collection, kinds in self._kinds.items()
                for kind, number in kinds.items()
            ),
        )
        self._many("INSERT INTO meta VALUES (?,?)", self._latest.items())
        fingerprint = f"{self._sum % 2**FINGERPRINT_BITS:032x}"
        self._many("INSERT INTO meta VALUES (?,?)", (("format", FORMAT), ("fingerprint", fingerprint)))

    def _index_courses(self) -> None:
        """Found by what their sessions bear, and by their own words and changes."""
        kinds, sessions, courses = self._kinds[COURSES], self._gathered[SESSIONS], self._gathered[COURSES]
        made, of_sessions, of_courses = family_space(self._connection)
        indexing = Indexing(self._connection, COURSES, len(made.at), kinds)
        indexing.write_space(made)
        words = {kinds[kind] for kind in (TITLE, OTHER, STEM)}
        indexing.write_lists(courses, of_courses, words)
        indexing.write_lists(sessions, of_sessions, set(kinds.values()) - words)
        indexing.write_digits(courses.columns[UPDATED], of_courses, OWN_UPDATED)
        for column in COLUMNS:
            indexing.write_digits(sessions.columns[column], of_sessions, column)
        indexing.write_cells(sessions, of_sessions)

    def _index(self, collection: str) -> None:
        """What was gathered is let go again: memory is for the next collection."""
        kinds, gathered = self._kinds[collection], self._gathered.pop(collection)
        made, places = space(self._connection, TABLES[collection])
        indexing = Indexing(self._connection, collection, len(made.at), kinds)
        indexing.write_space(made)
        indexing.write_lists(gathered, places, set(kinds.values()))
        for column in COLUMNS:
            indexing.write_digits(gathered.columns[column], places, column)
        indexing.write_cells(gathered, places)

    def _script(self, statements: str) -> None:
        for statement in statements.split(";"):
            self._connection.execute(statement)

    def _many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._connection.executemany(statement, rows)
