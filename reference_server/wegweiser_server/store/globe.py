"""Points on the globe: a point is kept as a unit vector, and compared by the chord between two of them.

The chord grows with the great-circle distance; only what is shown becomes kilometres.
"""

from __future__ import annotations

from math import asin, cos, degrees, isclose, pi, radians, sin

EARTH_RADIUS_KM = 6371.0088

Vector = tuple[float, float, float]
Box = tuple[float, float, float, float]


def vector(lat: float, lon: float) -> Vector:
    phi, lam = radians(lat), radians(lon)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def squared_chord(radius_km: float) -> float:
    return chord_of(radius_km) ** 2


def chord_of(radius_km: float) -> float:
    return 2 * sin(min(radius_km / EARTH_RADIUS_KM, pi) / 2)


def kilometres(chord: float) -> float:
    """With two decimals, as they are shown and sorted."""
    return round(2 * EARTH_RADIUS_KM * asin(min(1.0, chord / 2)), 2)


def box(lat: float, lon: float, radius_km: float) -> Box:
    """South, north, west, east of all points within the radius; the whole circle of longitudes near a pole
    or across the 180th meridian."""
    angle = radius_km / EARTH_RADIUS_KM
    spread = degrees(angle) + 1e-6
    south, north = lat - spread, lat + spread
    if south <= -90 or north >= 90 or isclose(cos(radians(lat)), 0):
        return south, north, -180.0, 180.0
    sideways = degrees(asin(min(1.0, sin(angle) / cos(radians(lat))))) + 1e-6
    west, east = lon - sideways, lon + sideways
    return (south, north, west, east) if west >= -180 and east <= 180 else (south, north, -180.0, 180.0)
