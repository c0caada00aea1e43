"""Which positions of a collection bear a term, hold a word, lie below a number or within a circle.

What was read is kept for a while: people ask for the same words and places again.
"""

from __future__ import annotations

from array import array
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from .bits import below, bits_of, every
from .cells import Circle, unpacked
from .interface import StoreError
from .schema import TABLES
from .terms import START, UNTIL, asked_value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from .catalogue import Catalogue
    from .cells import Spots
    from .connections import Connections
    from .terms import Kind

LISTS_KEPT, CIRCLES_KEPT = 256, 64
# Sorts behind everything that begins so.
LAST = "\U0010ffff"


class Index:
    """Of one collection. `own` are the positions of its records, `others` sessions under courses."""

    def __init__(self, connections: Connections, catalogue: Catalogue, collection: str) -> None:
        self.table = TABLES[collection]
        self.space = catalogue.spaces[collection]
        self.size = len(self.space.at)
        # In the order by date.
        self.stands: Sequence[int] = range(self.size)
        self.own, self.others = every(self.size), 0
        if self.space.owner:
            self.stands = array("I", sorted(self.space.ranked))
            self.own = bits_of(self.stands, self.size)
            self.others = every(self.size) ^ self.own
        self._collection, self._kinds, self._meta = collection, catalogue.kinds[collection], catalogue.meta
        # Of functions, not methods: they keep no index alive that nobody reads any more.
        self._held = lru_cache(LISTS_KEPT)(partial(_held, connections, self.table, self.size))
        self._below = lru_cache(LISTS_KEPT)(partial(_below, connections, self.table, self.size))
        self._circle = lru_cache(CIRCLES_KEPT)(partial(_circle, connections, self.table, self.size))

    def _number(self, kind: Kind) -> int:
        try:
            return self._kinds[kind]
        except KeyError:
            raise StoreError(
                f"the store was loaded without the filter {kind.property} ({kind.match}); load the data anew"
            ) from None

    def bearing(self, kind: Kind, *values: str) -> int:
        """Those that bear one of the terms."""
        number, bits = self._number(kind), 0
        for value in dict.fromkeys(asked_value(kind, value) for value in values):
            bits |= self._held(number, value, value)
        return bits

    def beginning(self, kind: Kind, word: str) -> int:
        """Those that hold a word that begins so."""
        return self._held(self._number(kind), word, word + LAST)

    def below(self, kind: Kind, limit: int) -> int:
        """Those whose number is known and smaller."""
        base = int(self._meta[f"base of {self._collection} {kind.property}"])
        return self._below(self._number(kind), limit - base)

    def known(self, kind: Kind) -> int:
        return self._below(self._number(kind), None)

    def listed(self, day: int) -> int:
        """Records that have not ended; of courses, their sessions."""
        return (self.others or self.own) & ~self.below(UNTIL, day)

    def ended(self, day: int) -> int:
        return self.below(UNTIL, day).bit_count()

    def begun(self, day: int) -> int:
        return self.below(START, day).bit_count()

    def around(self, lat: float, lon: float, radius_km: float) -> int:
        return self._circle(Circle(lat, lon, radius_km))


def _held(connections: Connections, table: str, size: int, kind: int, first: str, last: str) -> int:
    statement = f"SELECT dense, held FROM {table}_list WHERE kind = ? AND value BETWEEN ? AND ?"
    with connections.reading() as connection:
        return _union(connection.execute(statement, (kind, first, last)), size)


def _union(lists: Iterable[tuple[int, bytes]], size: int) -> int:
    bits, few = 0, bytearray((size >> 3) + 1)
    for dense, held in lists:
        if dense:
            bits |= int.from_bytes(held, "little")
        else:
            for position in memoryview(held).cast("I"):
                few[position >> 3] |= 1 << (position & 7)
    return bits | int.from_bytes(few, "little")


def _below(connections: Connections, table: str, size: int, kind: int, limit: int | None) -> int:
    statement = f"SELECT value, held FROM {table}_list WHERE kind = ?"
    with connections.reading() as connection:
        rows = connection.execute(statement, (kind,))
        digits = {int(bit): int.from_bytes(held, "little") for bit, held in rows}
    known = 0
    for held in digits.values():
        known |= held
    return known if limit is None else below(limit, digits, known)


def cells(connection: sqlite3.Connection, table: str, circle: Circle) -> Iterator[tuple[int, Spots]]:
    """The cells that a circle may touch, and what lies in each."""
    statement = f"SELECT cell, held FROM {table}_cell WHERE cell BETWEEN ? AND ?"
    for row in circle.rows():
        for cell, held in connection.execute(statement, row):
            yield cell, unpacked(held)


def spots_within(
    connection: sqlite3.Connection, table: str, circle: Circle, held: bytes
) -> Iterator[tuple[int, float]]:
    """Positions among those held, and the square of the chord to the centre."""
    cx, cy, cz = circle.centre
    limit = circle.limit
    for _, (positions, vectors) in cells(connection, table, circle):
        coordinates = iter(vectors)
        for position, x, y, z in zip(positions, coordinates, coordinates, coordinates, strict=True):
            if held[position >> 3] >> (position & 7) & 1:
                chord = (x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2
                if chord <= limit:
                    yield position, chord


def _circle(connections: Connections, table: str, size: int, circle: Circle) -> int:
    inside = bytearray((size >> 3) + 1)
    cx, cy, cz = circle.centre
    limit = circle.limit
    with connections.reading() as connection:
        for cell, (positions, vectors) in cells(connection, table, circle):
            if circle.contains(cell):
                within: Iterable[int] = positions
            else:
                coordinates = iter(vectors)
                within = (
                    position
                    for position, x, y, z in zip(
                        positions, coordinates, coordinates, coordinates, strict=True
                    )
                    if (x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2 <= limit
                )
            for position in within:
                inside[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(inside, "little")


def nearest(spots: bytes, circle: Circle) -> float | None:
    """The square of the shortest chord to one of a record's coordinates."""
    cx, cy, cz = circle.centre
    values = iter(memoryview(spots).cast("d"))
    chords = (
        (x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2 for x, y, z in zip(values, values, values, strict=True)
    )
    return min(chords, default=None)
