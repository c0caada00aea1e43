"""Where German postcodes lie, roughly: enough to tell coordinates that cannot be right."""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FARTHEST_KM = 50
_EARTH_KM = 6371.0


def centre(postcode: str) -> tuple[float, float] | None:
    """Latitude and longitude of a postcode's centre, if the table knows it (large recipients have none)."""
    return _centres().get(postcode)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))


@cache
def _centres() -> Mapping[str, tuple[float, float]]:
    table = resources.files("wegweiser_conformance") / "data" / "postcode-centres.csv"
    with table.open(encoding="utf-8") as lines:
        return {row["postcode"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(lines)}
