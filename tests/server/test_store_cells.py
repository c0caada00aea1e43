"""Circles found by cells hold just the points within the radius."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from tests.server.store_lists import great_circle

from wegweiser_server.store import Near, Query, load

if TYPE_CHECKING:
    from wegweiser_server.store import SqliteStore

TODAY = date(2026, 11, 22)
CENTRES = [
    (52.52, 13.405),
    (48.0, 11.25),
    (0.0, 0.0),
    (-33.9, 18.4),
    (10.0, 179.97),
    (10.0, -180.0),
    (89.9, 5.0),
]
RADII = (0, 0.5, 5, 30, 120, 200)


def scattered(dice: Random) -> list[tuple[float, float]]:
    """Around the centres, on the lines between cells, and anywhere."""
    points = [*CENTRES]
    for lat, lon in CENTRES:
        points += [(lat + dice.gauss(0, 0.7), lon + dice.gauss(0, 0.7)) for _ in range(150)]
    points += [(48 + 0.06 * i, 11.25 + 0.09 * j) for i in range(-3, 4) for j in range(-3, 4)]
    points += [(dice.uniform(-90, 90), dice.uniform(-180, 180)) for _ in range(200)]
    return [(max(-90.0, min(90.0, lat)), (lon + 180) % 360 - 180) for lat, lon in points]


def stored(points: list[tuple[float, float]]) -> SqliteStore:
    records: list[tuple[str, dict[str, Any]]] = [
        ("offices", {"id": f"o{number:04}", "location": {"lat": lat, "lon": lon}})
        for number, (lat, lon) in enumerate(points)
    ]
    return load(records)


@pytest.mark.parametrize("sort", ["id", "distance"])
def test_a_circle_holds_what_is_near_enough(sort: Any) -> None:
    """At the equator, at a pole, across the 180th meridian, and between the cells of the map."""
    points = scattered(Random(5))
    store = stored(points)
    for lat, lon in CENTRES:
        for radius in RADII:
            away = {f"o{i:04}": great_circle(point, (lat, lon)) for i, point in enumerate(points)}
            query = Query("offices", TODAY, 1000, place=Near(lat, lon, radius), sort=sort)
            found = store.search(query)
            near = {one for one, km in away.items() if km <= radius}
            doubtful = {one for one, km in away.items() if abs(km - radius) < 1e-6}
            assert {hit.record["id"] for hit in found.hits} ^ near <= doubtful, (lat, lon, radius)
            assert found.total == len(found.hits)
            if sort == "distance":
                keys = [(hit.distance_km, hit.record["id"]) for hit in found.hits]
                assert keys == sorted(keys)
    store.close()
