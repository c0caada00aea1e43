"""Nearest first: circles grow until one holds a full page; whatever lies outside is farther than all within.

A later page begins with a circle a little wider than the last distance shown. Few hits are looked at one by
one, and so are those that bear the postcode that was asked for but lie outside of the widest circle.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from .bits import ascending, held_bytes
from .cells import Circle, circle_of, nearest
from .choosing import owners
from .globe import chord_of, kilometres
from .interface import Near
from .terms import LOCATED, TRUE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from .choosing import Chosen
    from .index import Index
    from .interface import Query

# Farther than anything: records without coordinates stand last.
NOWHERE_KM = 1e9
FIRST_KM = 1.0
GROWTH = 3.0
# Distances are compared as they are shown, with two decimals.
ROUNDING_KM = 0.01
# So few hits are looked at one by one; or more, if circles would hold more others for each hit of a page.
FEW = 50

# Distance, and the place in the order by id.
Key = tuple[float, int]


def with_distance(query: Query, index: Index, chosen: Chosen) -> int:
    """The hits that have one."""
    if not isinstance(query.place, Near):
        return 0
    located = chosen.members & index.bearing(LOCATED, TRUE)
    return chosen.hits & (owners(located, index) if index.others else located)


def nearest_first(
    connection: sqlite3.Connection, index: Index, query: Query, chosen: Chosen, first: Key
) -> list[int]:
    """The positions of a page and one more, from a distance and a rank on; only of hits with a distance."""
    hits = with_distance(query, index, chosen)
    if not (hits and isinstance(query.place, Near)):
        return []
    circle, wanted = circle_of(query.place), query.limit + 1
    search = Search(connection, index, circle, hits, chosen.members, first)
    if rare(hits.bit_count(), index.around(circle).bit_count(), wanted):
        return placed(index, sorted(search.one_by_one(hits)), wanted)
    for radius in radii(first[0], circle.radius_km):
        keys = search.within(radius, wanted)
        if len(keys) == wanted and keys[-1][0] < radius - ROUNDING_KM:
            return placed(index, keys, wanted)
    near = index.around(circle) & chosen.members
    outside = hits & ~(owners(near, index) if index.others else near)
    keys = [*search.within(circle.radius_km, wanted), *search.one_by_one(outside)]
    return placed(index, sorted(keys), wanted)


def rare(hits: int, around: int, wanted: int) -> bool:
    """Whether the hits are fewer than what circles would hold until they hold a page of hits."""
    return hits <= max(FEW, min(around, around * wanted * GROWTH**2 / hits) / 4)


def placed(index: Index, keys: list[Key], wanted: int) -> list[int]:
    return [index.space.ranked[rank] for _, rank in keys[:wanted]]


def radii(reached_km: float, radius_km: float) -> Iterator[float]:
    radius = max(FIRST_KM, reached_km * 1.25)
    while radius < radius_km:
        yield radius
        radius *= GROWTH


class Search:
    """For one page."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        index: Index,
        circle: Circle,
        hits: int,
        members: int,
        first: Key,
    ) -> None:
        self._connection, self._index, self._circle, self._first = connection, index, circle, first
        self._hits = held_bytes(hits, index.size)
        self._members = held_bytes(members, index.size) if index.others else self._hits

    def within(self, radius_km: float, wanted: int) -> list[Key]:
        """As many as are wanted, nearest first."""
        keys: list[Key] = []
        for key in self._walk(radius_km):
            if key >= self._first:
                keys.append(key)
                if len(keys) == wanted:
                    break
        return keys

    def _walk(self, radius_km: float) -> Iterator[Key]:
        """Distance and rank of hits, each once; a course stands where its nearest session is."""
        space = self._index.space
        chords, positions = self._index.ring(self._circle._replace(radius_km=radius_km))
        reached = chord_of(max(self._first[0] - ROUNDING_KM, 0.0))
        start = 0 if space.owner else bisect_left(chords, reached)
        found = self._hitting(zip(chords[start:], positions[start:], strict=True))
        for km, alike in groupby(found, key=itemgetter(0)):
            yield from ((km, rank) for rank in sorted(rank for _, rank in alike))

    def _hitting(self, ring: Iterable[tuple[float, int]]) -> Iterator[Key]:
        """Nearest first, by the distance that is shown."""
        space = self._index.space
        seen: set[int] = set()
        for chord, position in ring:
            if not self._members[position >> 3] >> (position & 7) & 1:
                continue
            if space.owner:
                position = space.owner[position]
                if position in seen or not self._hits[position >> 3] >> (position & 7) & 1:
                    continue
                seen.add(position)
            yield kilometres(chord), space.rank[space.at[position]]

    def one_by_one(self, hits: int) -> list[Key]:
        space, keys = self._index.space, []
        for position in ascending(hits):
            chord = shortest(self._connection, self._index, self._circle, self._members, position)
            if chord is not None:
                keys.append((kilometres(chord), space.rank[space.at[position]]))
        return [key for key in keys if key >= self._first]


def shortest(
    connection: sqlite3.Connection, index: Index, circle: Circle, members: bytes, position: int
) -> float | None:
    """The chord to a record's nearest coordinates; to those of the sessions that hit, if it is a course."""
    space = index.space
    if not index.others:
        return _shortest(connection, index.table, circle, space.at[position])
    found, place = [], position - 1
    while place >= 0 and space.owner[place] == position:
        if members[place >> 3] >> (place & 7) & 1:
            found.append(_shortest(connection, "session", circle, space.at[place]))
        place -= 1
    return min((chord for chord in found if chord is not None), default=None)


def _shortest(connection: sqlite3.Connection, table: str, circle: Circle, n: int) -> float | None:
    spots = connection.execute(f"SELECT spots FROM {table} WHERE n = ?", (n,)).fetchone()[0]
    return nearest(spots, circle)
