"""Wrong searches around a centre."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Refusal
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


def _distance(p: Publisher, change: Callable[..., float]) -> None:
    p.distance = change


@fault("places/degrees", "distance in degrees times 111, whatever the latitude")
def _(p: Publisher) -> None:
    _distance(p, lambda a, b: 111.2 * math.hypot(a[0] - b[0], a[1] - b[1]))


@fault("places/miles", "distance in miles")
def _(p: Publisher) -> None:
    instead(p, "distance", lambda inner, a, b: inner(a, b) / 1.609)


@fault("places/miles-shown", "distanceKm in miles, the circle in kilometres")
def _(p: Publisher) -> None:
    def shown(inner: Any, c: str, record: Any, lang: str, km: Any) -> Any:
        return inner(c, record, lang, None if km is None else km / 1.609)

    instead(p, "shown", shown)


@fault("places/metres", "distanceKm in metres")
def _(p: Publisher) -> None:
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, None if km is None else km * 1000))


@fault("places/swapped", "lat and lon of the request are swapped")
def _(p: Publisher) -> None:
    def place_of(inner: Any, values: Any) -> Any:
        made = inner(values)
        if "lat" in values:
            made["centre"] = made["centre"][::-1]
        return made

    instead(p, "place_of", place_of)


@fault("places/swapped-inside", "lat and lon are swapped in the distance only")
def _(p: Publisher) -> None:
    instead(p, "distance", lambda inner, a, b: inner(a[::-1], b[::-1]))


@fault("places/box", "a box instead of a circle")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        lat, lon = place["centre"]
        high = place["radiusKm"] / 111.2
        wide = high / math.cos(math.radians(lat))
        box = [
            one
            for one in places
            if "lat" in one and abs(one["lat"] - lat) <= high and abs(one["lon"] - lon) <= wide
        ]
        return inner(places, place | ({"radiusKm": 9e9} if box else {}))

    instead(p, "near", near)


@fault("places/first-location", "only the first place of a job is looked at")
def _(p: Publisher) -> None:
    instead(p, "places_of", lambda inner, record: inner(record)[:1])


@fault("places/first-location-distance", "the distance is that of the first place, the circle regards all")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        found = inner(places, place)
        if found is None or "lat" not in places[0]:
            return found
        return p.distance(place["centre"], (places[0]["lat"], places[0]["lon"]))

    instead(p, "near", near)


@fault("places/bearing-unlocated", "what bears the postcode without coordinates is not found")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        return inner(places, place) if any("lat" in one for one in places) else None

    instead(p, "near", near)


@fault("places/radius-ignored", "radiusKm is always 25")
def _(p: Publisher) -> None:
    instead(p, "near", lambda inner, places, place: inner(places, place | {"radiusKm": 25}))


@fault("places/radius-default-50", "without radiusKm the circle has 50 km")
def _(p: Publisher) -> None:
    p.radius = lambda: 50


@fault("places/radius-default-hidden", "without radiusKm the circle has 50 km, and 25 is echoed")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        return inner(places, place | {"radiusKm": 50 if place["radiusKm"] == 25 else place["radiusKm"]})

    instead(p, "near", near)


@fault("places/radius-capped", "a radius above 100 is cut to 100")
def _(p: Publisher) -> None:
    instead(
        p,
        "near",
        lambda inner, places, place: inner(places, place | {"radiusKm": min(100, place["radiusKm"])}),
    )


@fault("places/radius-zero", "radiusKm=0 means without limit")
def _(p: Publisher) -> None:
    instead(
        p, "near", lambda inner, places, place: inner(places, place | {"radiusKm": place["radiusKm"] or 9e9})
    )


@fault("places/radius-zero-default", "radiusKm=0 means the default (value or 25)")
def _(p: Publisher) -> None:
    def place_of(inner: Any, values: Any) -> Any:
        return inner({k: v for k, v in values.items() if k != "radiusKm" or v})

    instead(p, "place_of", place_of)


@fault("places/postcode-equality", "postcode finds the records of this postcode only")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        if "postcode" in place and not any(one.get("postcode") == place["postcode"] for one in places):
            return None
        return inner(places, place)

    instead(p, "near", near)


@fault("places/postcode-without-coordinates", "a record without coordinates is not found by its postcode")
def _(p: Publisher) -> None:
    instead(
        p,
        "near",
        lambda inner, places, place: inner(places, place) if any("lat" in one for one in places) else None,
    )


@fault("places/leading-zero", "postcode is a number: 04109 is unknown")
def _(p: Publisher) -> None:
    def place_of(inner: Any, values: Any) -> Any:
        if values.get("postcode", "9").startswith("0"):
            raise Refusal(400, "unknown-place", [])
        return inner(values)

    instead(p, "place_of", place_of)


@fault("places/unknown-is-empty", "a postcode that is not known gives all records")
def _(p: Publisher) -> None:
    def place_of(inner: Any, values: Any) -> Any:
        try:
            return inner(values)
        except Refusal:
            return None

    instead(p, "place_of", place_of)
