"""Points on the globe: distances without trigonometry for each row.

A point is kept as a unit vector. The square of the chord between two points grows with their great-circle
distance, so „within the radius“ is a comparison of sums of squares; only what is shown becomes kilometres.
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
    angle = min(radius_km / EARTH_RADIUS_KM, pi)
    return float((2 * sin(angle / 2)) ** 2)


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
