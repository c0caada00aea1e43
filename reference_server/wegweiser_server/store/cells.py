"""The map in cells: which of them a circle touches, and which lie in it altogether."""

from __future__ import annotations

from array import array
from itertools import accumulate, chain, repeat
from math import dist, floor
from typing import TYPE_CHECKING, NamedTuple

from .globe import box, chord_of, vector

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from .globe import Vector
    from .interface import Near

# About 3.3 by 3.2 kilometres in the middle of Germany.
HEIGHT, WIDTH = 0.03, 0.045
ROW = 8192  # more than the cells of one row: 8000, and what lies on the 180th meridian
COORDINATES = 3
# A cell counts as inside only if it is so beyond any doubt of rounding.
DOUBT = 1 - 1e-9


class Circle(NamedTuple):
    """Where a circle is."""

    lat: float
    lon: float
    radius_km: float

    @property
    def chord(self) -> float:
        """The longest from its centre."""
        return chord_of(self.radius_km)

    @property
    def centre(self) -> Vector:
        return vector(self.lat, self.lon)

    def rows(self) -> Iterator[tuple[int, int]]:
        """First and last cell of each row that the circle may touch."""
        south, north, west, east = box(*self)
        first, last = column(max(west, -180.0)), column(min(east, 180.0))
        for row in range(line(max(south, -90.0)), line(min(north, 90.0)) + 1):
            yield row * ROW + first, row * ROW + last

    def contains(self, cell: int) -> bool:
        row, place = divmod(cell, ROW)
        south, west = row * HEIGHT - 90, place * WIDTH - 180
        centre, limit = self.centre, self.chord * DOUBT
        corners = ((south + up, west + right) for up in (0, HEIGHT) for right in (0, WIDTH))
        return all(dist(centre, vector(*corner)) < limit for corner in corners)


def circle_of(place: Near) -> Circle:
    return Circle(place.lat, place.lon, place.radius_km)


def line(lat: float) -> int:
    return floor((lat + 90) / HEIGHT)


def column(lon: float) -> int:
    return floor((lon + 180) / WIDTH)


def cell_of(lat: float, lon: float) -> int:
    return line(lat) * ROW + column(lon)


class Spots(NamedTuple):
    """The points of a cell, and the positions of what lies at each, up to an end among all positions.

    Many records lie at one point, the middle of a postcode or of a municipality.
    """

    positions: array[int]
    ends: array[int]
    coordinates: array[float]

    def within(self, circle: Circle) -> Iterator[tuple[float, array[int]]]:
        """What lies in a circle, and by which chord from its centre."""
        limit, start = circle.chord, 0
        chords = map(dist, points(self.coordinates), repeat(circle.centre))
        for chord, end in zip(chords, self.ends, strict=True):
            if chord <= limit:
                yield chord, self.positions[start:end]
            start = end


def by_point(spots: Iterable[tuple[int, Vector]]) -> Spots:
    """Positions by their points."""
    at: dict[Vector, array[int]] = {}
    for position, point in spots:
        at.setdefault(point, array("I")).append(position)
    ends = array("I", accumulate(map(len, at.values())))
    return Spots(array("I", chain.from_iterable(at.values())), ends, array("d", chain.from_iterable(at)))


def packed(spots: Spots) -> bytes:
    """Behind the number of points."""
    return array("I", [len(spots.ends)]).tobytes() + b"".join(part.tobytes() for part in spots[::-1])


def unpacked(held: bytes) -> Spots:
    positions, ends, coordinates = array("I"), array("I"), array("d")
    start = positions.itemsize
    (count,) = memoryview(held[:start]).cast("I")
    middle = start + count * COORDINATES * coordinates.itemsize
    end = middle + count * ends.itemsize
    coordinates.frombytes(held[start:middle])
    ends.frombytes(held[middle:end])
    positions.frombytes(held[end:])
    return Spots(positions, ends, coordinates)


def points(coordinates: Iterable[float]) -> Iterator[Vector]:
    values = iter(coordinates)
    return zip(values, values, values, strict=True)


def cells(connection: sqlite3.Connection, table: str, circle: Circle) -> Iterator[tuple[int, Spots]]:
    """The cells that a circle may touch, and what lies in each."""
    statement = f"SELECT cell, held FROM {table}_cell WHERE cell BETWEEN ? AND ?"
    for row in circle.rows():
        for cell, held in connection.execute(statement, row):
            yield cell, unpacked(held)


def inside(connection: sqlite3.Connection, table: str, circle: Circle) -> Iterator[Sequence[int]]:
    """The positions of what lies in a circle, in parts."""
    for cell, spots in cells(connection, table, circle):
        if circle.contains(cell):
            yield spots.positions
        else:
            yield from (positions for _, positions in spots.within(circle))


def nearest(spots: bytes, circle: Circle) -> float | None:
    """The shortest chord to one of a record's coordinates."""
    centre = circle.centre
    return min((dist(point, centre) for point in points(memoryview(spots).cast("d"))), default=None)
