"""The map in cells: which of them a circle touches, and which lie in it altogether."""

from __future__ import annotations

from array import array
from math import dist, floor
from typing import TYPE_CHECKING, NamedTuple

from .globe import box, chord_of, vector

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from .globe import Vector
    from .interface import Near

    Spots = tuple[array[int], Iterator[Vector]]

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


def packed(positions: array[int], vectors: array[float]) -> bytes:
    return positions.tobytes() + vectors.tobytes()


def unpacked(held: bytes) -> Spots:
    """Positions, and the point of each."""
    positions, coordinates = array("I"), array("d")
    count = len(held) // (positions.itemsize + COORDINATES * coordinates.itemsize)
    positions.frombytes(held[: count * positions.itemsize])
    coordinates.frombytes(held[count * positions.itemsize :])
    return positions, points(coordinates)


def points(coordinates: Iterable[float]) -> Iterator[Vector]:
    values = iter(coordinates)
    return zip(values, values, values, strict=True)


def cells(connection: sqlite3.Connection, table: str, circle: Circle) -> Iterator[tuple[int, Spots]]:
    """The cells that a circle may touch, and what lies in each."""
    statement = f"SELECT cell, held FROM {table}_cell WHERE cell BETWEEN ? AND ?"
    for row in circle.rows():
        for cell, held in connection.execute(statement, row):
            yield cell, unpacked(held)


def inside(connection: sqlite3.Connection, table: str, circle: Circle) -> Iterator[Iterable[int]]:
    """The positions of what lies in a circle, cell by cell."""
    centre, limit = circle.centre, circle.chord
    for cell, (positions, vectors) in cells(connection, table, circle):
        if circle.contains(cell):
            yield positions
        else:
            pairs = zip(positions, vectors, strict=True)
            yield [position for position, point in pairs if dist(point, centre) <= limit]


def nearest(spots: bytes, circle: Circle) -> float | None:
    """The shortest chord to one of a record's coordinates."""
    centre = circle.centre
    return min((dist(point, centre) for point in points(memoryview(spots).cast("d"))), default=None)
