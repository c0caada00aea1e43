"""Where records are: their points, postcodes and areas; distances as the crow flies; and the free edge."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect

if TYPE_CHECKING:
    from collections.abc import Mapping

    type_of_record = Mapping[str, Any]

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    lat: float
    lon: float

    def kilometres_to(self, other: Point) -> float:
        """Great-circle distance by the haversine."""
        phi, other_phi = radians(self.lat), radians(other.lat)
        across = sin(radians(other.lon - self.lon) / 2) ** 2
        along = sin((other_phi - phi) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(along + cos(phi) * cos(other_phi) * across)))


def edge(kilometres: float) -> float:
    """How wide the edge is that the contract leaves free: the greater of 1 % and 0.5 km."""
    return max(0.01 * kilometres, 0.5)


def point(coordinates: Any) -> Point | None:
    """The point of an object with `lat` and `lon`; None for anything else."""
    if not isinstance(coordinates, dict):
        return None
    lat, lon = _degrees(coordinates.get("lat")), _degrees(coordinates.get("lon"))
    return None if lat is None or lon is None else Point(lat, lon)


def places(record: type_of_record) -> list[dict[str, Any]]:
    """Its `location`, or its `locations` in their order."""
    held = [*expect.values(record, "location"), *expect.values(record, "locations[]")]
    return [place for place in held if isinstance(place, dict)]


def points(record: type_of_record) -> list[Point]:
    return [found for found in map(point, places(record)) if found is not None]


def notations(record: type_of_record, name: str) -> list[str]:
    """Its postcodes, or its AGS, in the order of the places."""
    return [place[name] for place in places(record) if isinstance(place.get(name), str)]


def placeless(record: type_of_record) -> bool:
    """No postcode, no AGS, no coordinates."""
    return not (points(record) or notations(record, "postcode") or notations(record, "ags"))


def distance(record: type_of_record, centre: Point) -> float | None:
    """To the nearest of its places; None without coordinates."""
    return min((one.kilometres_to(centre) for one in points(record)), default=None)


def within(
    record: type_of_record, centre: Point, radius: float, postcode: str = "", blur: float = 0.0
) -> bool | None:
    """Whether the record must be found around the centre; None at the edge, where it is free.

    `blur` says by how many kilometres the centre itself may be elsewhere.
    """
    if postcode and postcode in notations(record, "postcode"):
        return True
    far = distance(record, centre)
    free = edge(radius) + blur
    if far is None or far >= radius + free:
        return False
    return True if far <= radius - free else None


def in_area(record: type_of_record, ags: str) -> bool:
    return any(held.startswith(ags) for held in notations(record, "ags"))


def serves(record: type_of_record, ags: str) -> bool | None:
    """Whether an office must be found under the area; None where the contract leaves it open.

    An area served counts instead of the address; whether an office that has no address at all is `placeless`
    although it serves an area is left open, and so is an empty list of areas.
    """
    served = record.get("areaServed")
    if served is None:
        return in_area(record, ags)
    areas = [area for area in served if isinstance(area, str)] if isinstance(served, list) else []
    if not areas or placeless(record):
        return None
    return any(area.startswith(ags) or ags.startswith(area) for area in areas)


def _degrees(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 180
    return float(value) if number else None
