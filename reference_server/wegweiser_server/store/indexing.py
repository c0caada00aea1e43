"""Writes what was gathered as lists, digits and cells over the positions of a collection."""

from __future__ import annotations

from array import array
from itertools import groupby
from typing import TYPE_CHECKING

from .bits import bits_of, slices
from .cells import by_point, packed
from .days import NEVER
from .schema import TABLES
from .spaces import NOWHERE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping

    from .cells import Spots
    from .gathering import Gathered
    from .spaces import Space
    from .terms import Kind

# A list with more than one record in so many is kept as bits.
SPARSE = 256


class Indexing:
    """Of one collection: `kinds` numbers its kinds of terms."""

    def __init__(
        self, connection: sqlite3.Connection, collection: str, size: int, kinds: Mapping[Kind, int]
    ) -> None:
        self._connection, self._collection, self._table = connection, collection, TABLES[collection]
        self._size, self._kinds = size, kinds

    def write_space(self, space: Space) -> None:
        rows = ((self._collection, name, numbers.tobytes()) for name, numbers in space.arrays().items())
        self._connection.executemany("INSERT INTO numbers VALUES (?,?,?)", rows)

    def write_lists(self, gathered: Gathered, places: array[int], only: Collection[int]) -> None:
        """Those of some kinds."""
        rows = (
            (kind, value, *self._list(places, numbers))
            for (kind, value), numbers in gathered.lists.items()
            if kind in only
        )
        self._connection.executemany(f"INSERT INTO {self._table}_list VALUES (?,?,?,?)", rows)

    def _list(self, places: array[int], numbers: array[int]) -> tuple[bool, bytes]:
        held = array("I", [place for n in numbers if (place := places[n]) != NOWHERE])
        if len(held) * SPARSE <= self._size:
            return False, held.tobytes()
        return True, bits_of(held, self._size).to_bytes((self._size >> 3) + 1, "little")

    def write_digits(self, column: array[int], places: array[int], kind: Kind) -> None:
        """The numbers of a column: how far each is above the smallest, counted from 1; unknown is 0."""
        base = min((value for value in column if value != NEVER), default=1) - 1
        placed = array("q", bytes(8 * self._size))
        for n, value in enumerate(column, 1):
            if value != NEVER and places[n] != NOWHERE:
                placed[places[n]] = value - base
        self._connection.execute(
            "INSERT INTO meta VALUES (?,?)", (f"base of {self._collection} {kind.property}", str(base))
        )
        rows = (
            (self._kinds[kind], f"{bit:02}", True, held.to_bytes((self._size >> 3) + 1, "little"))
            for bit, held in slices(placed)
        )
        self._connection.executemany(f"INSERT INTO {self._table}_list VALUES (?,?,?,?)", rows)

    def write_cells(self, gathered: Gathered, places: array[int]) -> None:
        rows = ((cell, packed(spots)) for cell, spots in _by_cell(gathered, places))
        self._connection.executemany(f"INSERT INTO {self._table}_cell VALUES (?,?)", rows)


def _by_cell(gathered: Gathered, places: array[int]) -> Iterator[tuple[int, Spots]]:
    cells, owners, vectors = gathered.cells, gathered.owners, gathered.vectors
    ordered = array("I", sorted(range(len(cells)), key=cells.__getitem__))
    for cell, spots in groupby(ordered, key=cells.__getitem__):
        placed = ((places[owners[spot]], spot) for spot in spots)
        yield (
            cell,
            by_point(
                (place, (vectors[3 * spot], vectors[3 * spot + 1], vectors[3 * spot + 2]))
                for place, spot in placed
                if place != NOWHERE
            ),
        )
