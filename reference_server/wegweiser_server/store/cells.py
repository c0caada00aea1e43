"""The map in cells: which of them a circle touches, and which lie in it altogether."""

from __future__ import annotations

from array import array
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from .globe import box, squared_chord, vector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .globe import Vector

    Spots = tuple[array[int], array[float]]

# About 6.7 by 6.4 kilometres in the middle of Germany.
HEIGHT, WIDTH = 0.06, 0.09
ROW = 8192  # more than the cells of one row
COORDINATES = 3
# A cell counts as inside only if it is so beyond any doubt of rounding.
DOUBT = 1 - 1e-9


class Circle(NamedTuple):
    """Where a circle is; `limit` is the square of the longest chord from its centre."""

    lat: float
    lon: float
    radius_km: float

    @property
    def limit(self) -> float:
        return squared_chord(self.radius_km)

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
        centre, limit = self.centre, self.limit * DOUBT
        corners = ((south + up, west + right) for up in (0, HEIGHT) for right in (0, WIDTH))
        return all(chord(centre, vector(*corner)) < limit for corner in corners)


def chord(one: Vector, other: Vector) -> float:
    """Its square."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2


def line(lat: float) -> int:
    return floor((lat + 90) / HEIGHT)


def column(lon: float) -> int:
    return floor((lon + 180) / WIDTH)


def cell_of(lat: float, lon: float) -> int:
    return line(lat) * ROW + column(lon)


def packed(positions: array[int], vectors: array[float]) -> bytes:
    return positions.tobytes() + vectors.tobytes()


def unpacked(held: bytes) -> Spots:
    """Positions, and three coordinates for each."""
    positions, vectors = array("I"), array("d")
    count = len(held) // (positions.itemsize + COORDINATES * vectors.itemsize)
    positions.frombytes(held[: count * positions.itemsize])
    vectors.frombytes(held[count * positions.itemsize :])
    return positions, vectors
