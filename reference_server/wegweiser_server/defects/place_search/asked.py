"""What the wrong places have in common: kinds of places asked, and where records are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..model import Request
    from ..wrong_lists import Record

PLACE = ("postcode", "lat", "lon", "ags", "radiusKm", "placeless")


def by_postcode(request: Request) -> bool:
    return request.value("postcode") is not None


def by_point(request: Request) -> bool:
    return request.value("lat") is not None


def by_area(request: Request) -> bool:
    return request.value("ags") is not None


def places(record: Record) -> list[dict[str, Any]]:
    return [*record.get("locations", []), *([record["location"]] if "location" in record else [])]


def kilometres(place: dict[str, Any], centre: tuple[float, float]) -> float:
    """Far away where there are no coordinates."""
    if "lat" not in place:
        return 1e9
    phi, other = radians(place["lat"]), radians(centre[0])
    across = sin(radians(centre[1] - place["lon"]) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(sin((other - phi) / 2) ** 2 + cos(phi) * cos(other) * across))
