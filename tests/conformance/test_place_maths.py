"""Distances, the free edge, and which records a place must find."""

from __future__ import annotations

from typing import Any

import pytest

from wegweiser_conformance import place_maths
from wegweiser_conformance.place_maths import Point

BERLIN, MUNICH = Point(52.5163, 13.3777), Point(48.1372, 11.5755)


def job(*places: dict[str, Any]) -> dict[str, Any]:
    return {"id": "j-1", "locations": list(places)}


def at(kilometres_north: float) -> dict[str, Any]:
    """A place so far north of Munich, on its meridian."""
    return {"lat": MUNICH.lat + kilometres_north / 111.195, "lon": MUNICH.lon}


def test_distance_is_that_of_the_great_circle() -> None:
    """From the Brandenburg Gate to the Marienplatz it is some 504 km."""
    assert BERLIN.kilometres_to(MUNICH) == pytest.approx(504, abs=1)
    assert BERLIN.kilometres_to(BERLIN) == 0


@pytest.mark.parametrize(
    ("kilometres", "found"), [(9.4, True), (9.6, None), (10.4, None), (10.6, False), (0, True)]
)
def test_the_edge_is_free(kilometres: float, found: bool | None) -> None:
    """Half a kilometre on both sides of a radius of 10 km is neither required nor forbidden."""
    assert place_maths.within(job(at(kilometres)), MUNICH, 10) is found


def test_the_edge_of_a_large_radius_is_one_per_cent() -> None:
    """At 200 km the edge is 2 km wide."""
    assert place_maths.within(job(at(198.5)), MUNICH, 200) is None
    assert place_maths.within(job(at(197.5)), MUNICH, 200) is True


def test_the_nearest_location_counts() -> None:
    """One location within the radius is enough, wherever it stands in the list."""
    assert place_maths.within(job(at(300), at(1)), MUNICH, 10) is True
    assert place_maths.distance(job(at(300), at(1)), MUNICH) == pytest.approx(1, abs=0.01)


def test_the_asked_postcode_always_hits() -> None:
    """However far its coordinates are, and without any."""
    assert place_maths.within(job({**at(300), "postcode": "01067"}), MUNICH, 0, "01067") is True
    assert place_maths.within(job({"postcode": "01067"}), MUNICH, 0, "01067") is True
    assert place_maths.within(job({"postcode": "01067"}), MUNICH, 200, "80331") is False


def test_only_records_without_postcode_ags_and_coordinates_are_placeless() -> None:
    """A town's name alone is no place."""
    assert place_maths.placeless({"id": "j-1", "remote": True})
    assert place_maths.placeless(job({"town": "Musterstadt"}))
    assert not place_maths.placeless(job({"ags": "09162000"}))


@pytest.mark.parametrize(
    ("office", "ags", "found"),
    [
        ({"areaServed": ["09162"]}, "09", True),
        ({"areaServed": ["09162"]}, "09162000", True),
        ({"areaServed": ["09162"]}, "09163", False),
        ({}, "09162", True),
        ({}, "08", False),
        ({"areaServed": []}, "09", None),
    ],
)
def test_area_served_contains_the_asked_one_or_lies_in_it(
    office: dict[str, Any], ags: str, found: bool | None
) -> None:
    """Without an area served the address counts; an empty list of areas is left open."""
    record = {"location": {"ags": "09162000"}, **office}
    assert place_maths.serves(record, ags) is found


def test_odd_coordinates_are_none() -> None:
    """Text, booleans and half a point are no coordinates."""
    for odd in ({"lat": "48", "lon": "11"}, {"lat": True, "lon": 1}, {"lat": 48.1}, {"lat": 1e9, "lon": 1}):
        assert place_maths.point(odd) is None
