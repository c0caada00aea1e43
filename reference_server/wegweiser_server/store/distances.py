"""Nearest first: circles grow until one holds a full page; whatever lies outside is farther than all within.

A later page begins with a circle a little wider than the last distance shown. Who bears the postcode that was
asked for may lie outside of the widest circle: those are looked at one by one.
"""

from __future__ import annotations

from heapq import nsmallest
from math import asin, inf, sqrt
from typing import TYPE_CHECKING

from .bits import ascending, held_bytes
from .cells import Circle
from .choosing import owners
from .globe import EARTH_RADIUS_KM
from .index import nearest, spots_within
from .interface import Near
from .terms import LOCATED, TRUE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from .choosing import Chosen
    from .index import Index
    from .interface import Query

# Farther than anything: records without coordinates stand last.
NOWHERE_KM = 1e9
FIRST_KM = 1.0
GROWTH = 3.0
# Distances are compared as they are shown, with two decimals.
ROUNDING_KM = 0.01
# So few are looked at one by one.
FEW = 200

Key = tuple[float, int]


def kilometres(chord: float) -> float:
    """Of a squared chord, with two decimals."""
    return round(2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord) / 2)), 2)


def circle_of(place: Near) -> Circle:
    return Circle(place.lat, place.lon, place.radius_km)


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
    search = Search(connection, index, circle_of(query.place), hits, chosen.members)
    if hits.bit_count() <= FEW:
        return search.sorted(search.one_by_one(hits), first, query.limit)
    for radius in radii(first[0], query.place.radius_km):
        found = search.sorted(search.within(radius), first, query.limit)
        if len(found) > query.limit and search.last_km < radius - ROUNDING_KM:
            return found
    return search.sorted(search.everywhere(), first, query.limit)


def radii(reached_km: float, radius_km: float) -> Iterator[float]:
    radius = max(FIRST_KM, reached_km * 1.25)
    while radius < radius_km:
        yield radius
        radius *= GROWTH


class Search:
    """One page; chords by the position of the record."""

    def __init__(
        self, connection: sqlite3.Connection, index: Index, circle: Circle, hits: int, members: int
    ) -> None:
        self.last_km = inf
        self._connection, self._index, self._circle, self._hits = connection, index, circle, hits
        self._members = held_bytes(members if index.others else hits, index.size)
        self._held = held_bytes(hits, index.size)

    def within(self, radius_km: float) -> dict[int, float]:
        circle, owner = self._circle._replace(radius_km=radius_km), self._index.space.owner
        chords: dict[int, float] = {}
        for place, chord in spots_within(self._connection, self._index.table, circle, self._members):
            position = owner[place] if owner else place
            if chord < chords.get(position, inf) and self._held[position >> 3] >> (position & 7) & 1:
                chords[position] = chord
        return chords

    def everywhere(self) -> dict[int, float]:
        chords = self.within(self._circle.radius_km)
        return chords | self.one_by_one(self._hits, known=chords)

    def one_by_one(self, hits: int, known: dict[int, float] | None = None) -> dict[int, float]:
        chords = {}
        for position in ascending(hits):
            if known is None or position not in known:
                chord = shortest(self._connection, self._index, self._circle, self._members, position)
                if chord is not None:
                    chords[position] = chord
        return chords

    def sorted(self, chords: dict[int, float], first: Key, limit: int) -> list[int]:
        space = self._index.space
        keys = ((kilometres(chord), space.rank[space.at[position]]) for position, chord in chords.items())
        chosen = nsmallest(limit + 1, (key for key in keys if key >= first))
        self.last_km = chosen[-1][0] if chosen else inf
        return [space.ranked[rank] for _, rank in chosen]


def shortest(
    connection: sqlite3.Connection, index: Index, circle: Circle, members: bytes, position: int
) -> float | None:
    """The square of the chord to a record's nearest coordinates; to those of the sessions that hit, if it is
    a course."""
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
