"""Which positions of a collection bear a term, hold a word, lie below a number or within a circle.

What was read is kept for a while: people ask for the same words and places again.
"""

from __future__ import annotations

from array import array
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from .bits import below, bits_of, bits_of_groups, every
from .cells import Circle, cells, inside
from .interface import StoreError
from .schema import TABLES
from .terms import START, UNTIL, asked_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wegweiser_server.latest import Latest

    from .catalogue import Catalogue
    from .connections import Connections
    from .terms import Kind

    Made = TypeVar("Made")
    # Chords, and the positions that are so far away.
    Ring = tuple[array[float], array[int]]

# Sorts behind everything that begins so.
LAST = "\U0010ffff"


class Index:
    """Of one collection. `own` are the positions of its records, `others` sessions under courses."""

    def __init__(
        self, connections: Connections, catalogue: Catalogue, collection: str, kept: Latest[Any]
    ) -> None:
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
        self._connections, self._kept = connections, kept

    def _once(self, make: Callable[..., Made], *arguments: Any) -> Made:
        key = (self._collection, make.__name__, arguments)
        made: Made | None = self._kept.get(key)
        if made is None:
            made = make(*arguments)
            self._kept.keep(key, made)
        return made

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
            bits |= self._once(self._held, number, value, value)
        return bits

    def beginning(self, kind: Kind, word: str) -> int:
        """Those that hold a word that begins so."""
        return self._once(self._held, self._number(kind), word, word + LAST)

    def _held(self, kind: int, first: str, last: str) -> int:
        statement = f"SELECT dense, held FROM {self.table}_list WHERE kind = ? AND value BETWEEN ? AND ?"
        with self._connections.reading() as connection:
            return union(connection.execute(statement, (kind, first, last)), self.size)

    def below(self, kind: Kind, limit: int) -> int:
        """Those whose number is known and smaller."""
        base = int(self._meta[f"base of {self._collection} {kind.property}"])
        return self._once(self._below, self._number(kind), limit - base)

    def known(self, kind: Kind) -> int:
        return self._once(self._below, self._number(kind), None)

    def _below(self, kind: int, limit: int | None) -> int:
        statement = f"SELECT value, held FROM {self.table}_list WHERE kind = ?"
        with self._connections.reading() as connection:
            rows = connection.execute(statement, (kind,))
            digits = {int(bit): int.from_bytes(held, "little") for bit, held in rows}
        known = 0
        for held in digits.values():
            known |= held
        return known if limit is None else below(limit, digits, known)

    def listed(self, day: int) -> int:
        """Records that have not ended; of courses, their sessions."""
        return (self.others or self.own) & ~self.below(UNTIL, day)

    def ended(self, day: int) -> int:
        return self.below(UNTIL, day).bit_count()

    def begun(self, day: int) -> int:
        return self.below(START, day).bit_count()

    def around(self, circle: Circle) -> int:
        return self._once(self._around, circle)

    def _around(self, circle: Circle) -> int:
        with self._connections.reading() as connection:
            return bits_of_groups(inside(connection, self.table, circle), self.size)

    def ring(self, circle: Circle) -> Ring:
        """What lies in a circle, nearest first; each position once."""
        return self._once(self._ring, circle)

    def _ring(self, circle: Circle) -> Ring:
        with self._connections.reading() as connection:
            held = [
                spot for _, spots in cells(connection, self.table, circle) for spot in spots.within(circle)
            ]
        held.sort(key=itemgetter(0))
        chords, positions = array("d"), array("I")
        for chord, found in held:
            chords.extend(repeat(chord, len(found)))
            positions.extend(found)
        return _once_each(chords, positions)


def _once_each(chords: array[float], positions: array[int]) -> Ring:
    """The nearest of each position."""
    nearest = dict(zip(reversed(positions), reversed(chords), strict=True))
    if len(nearest) == len(positions):
        return chords, positions
    ordered = array("I", dict.fromkeys(positions))
    return array("d", map(nearest.__getitem__, ordered)), ordered


def union(lists: Iterable[tuple[int, bytes]], size: int) -> int:
    bits, few = 0, bytearray((size >> 3) + 1)
    for dense, held in lists:
        if dense:
            bits |= int.from_bytes(held, "little")
        else:
            for position in memoryview(held).cast("I"):
                few[position >> 3] |= 1 << (position & 7)
    return bits | int.from_bytes(few, "little")
