"""The place that was asked for: what the store is asked, and what is echoed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..data.places import label_of
from ..problems.refusals import BadParameters, Fault
from ..store.interface import Area, Near

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..data.places import Spot
    from .asked import Asked

DEFAULT_RADIUS = 25


@dataclass(frozen=True, slots=True)
class Place:
    search: Near | Area
    echo: dict[str, Any]

    @property
    def has_centre(self) -> bool:
        return isinstance(self.search, Near)


def place_of(asked: Asked, locate: Callable[[str], Spot | None]) -> Place | None:
    postcode, lat, lon, ags = (asked.one(name) for name in ("postcode", "lat", "lon", "ags"))
    radius = int(asked.one("radiusKm") or DEFAULT_RADIUS)
    if ags:
        return Place(Area(ags), {"label": label_of(ags), "precision": "municipality", "ags": ags})
    if postcode:
        return _postcode(postcode, locate(postcode), radius)
    if lat and lon:
        return _point(float(lat), float(lon), radius)
    return None


def _postcode(postcode: str, spot: Spot | None, radius: int) -> Place:
    if spot is None:
        raise BadParameters([Fault("postcode", "unknown-place", "unknown-place")])
    label = postcode if spot.town == postcode else f"{postcode} {spot.town}"
    return Place(
        Near(spot.lat, spot.lon, radius, postcode), _echo(label, spot.lat, spot.lon, radius, "postcode")
    )


def _point(lat: float, lon: float, radius: int) -> Place:
    return Place(Near(lat, lon, radius), _echo(f"{lat:g}, {lon:g}", lat, lon, radius, "address"))


def _echo(label: str, lat: float, lon: float, radius: int, precision: str) -> dict[str, Any]:
    centre = {"lat": lat, "lon": lon}
    return {"label": label, "centre": centre, "radiusKm": radius, "precision": precision}
