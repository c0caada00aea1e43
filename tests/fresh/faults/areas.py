"""Wrong searches by area, wrong echoes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.asked import Asked, Given
    from tests.fresh.publisher import Publisher


@fault("places/ags-equality", "ags is compared whole")
def _(p: Publisher) -> None:
    instead(p, "in_area", lambda inner, c, record, ags: -1.0 if any(
        one.get("ags") == ags for one in p.places_of(record)) else None)  # fmt: skip


@fault("places/ags-first-location", "ags looks at the first place of a job")
def _(p: Publisher) -> None:
    def in_area(inner: Any, c: str, record: Any, ags: str) -> Any:
        return inner(c, record | {"locations": (record.get("locations") or [])[:1]}, ags)

    instead(p, "in_area", in_area)


@fault("places/area-served-ignored", "offices are found by their address, not by the area that they serve")
def _(p: Publisher) -> None:
    instead(p, "in_area", lambda inner, c, record, ags: inner("x", record, ags))


@fault("places/area-one-way", "an office that serves a state is not found under a district in it")
def _(p: Publisher) -> None:
    def in_area(inner: Any, c: str, record: Any, ags: str) -> Any:
        if c == "offices" and record.get("areaServed"):
            return -1.0 if any(one.startswith(ags) for one in record["areaServed"]) else None
        return inner(c, record, ags)

    instead(p, "in_area", in_area)


@fault(
    "places/area-or-address",
    "an office is found by its address too, though it states the area that it serves",
)
def _(p: Publisher) -> None:
    def in_area(inner: Any, c: str, record: Any, ags: str) -> Any:
        own = inner("x", record, ags)
        return own if own is not None else inner(c, record, ags)

    def spoil(record: Any) -> None:
        if "areaServed" in record and "location" in record:
            record["areaServed"] = ["09564"]

    for number, one in enumerate(p.world.collections["offices"].values()):
        if number % 4 == 0:
            spoil(one)
    instead(p, "in_area", in_area)


@fault("places/area-under-centre", "areaServed makes offices hits of a circle")
def _(p: Publisher) -> None:
    def placed(inner: Any, c: str, record: Any, place: Any, placeless: str) -> Any:
        if c == "offices" and "centre" in place and placeless == "exclude" and any(
            len(one) == 2 for one in record.get("areaServed") or []):  # fmt: skip
            return -1.0
        return inner(c, record, place, placeless)

    instead(p, "placed", placed)


@fault("places/placeless-included", "records without place are found beside a place")
def _(p: Publisher) -> None:
    instead(p, "placed", lambda inner, c, r, place, placeless: inner(
        c, r, place, "include" if placeless == "exclude" else placeless))  # fmt: skip


@fault("places/placeless-include-ignored", "placeless=include adds nothing")
def _(p: Publisher) -> None:
    instead(p, "placed", lambda inner, c, r, place, placeless: inner(
        c, r, place, "exclude" if placeless == "include" else placeless))  # fmt: skip


@fault("places/placeless-only-adds", "placeless=only is the same as include")
def _(p: Publisher) -> None:
    instead(p, "placed", lambda inner, c, r, place, placeless: inner(
        c, r, place, "include" if placeless == "only" else placeless))  # fmt: skip


@fault(
    "places/placeless-without-coordinates", "a record with postcode but no coordinates counts as placeless"
)
def _(p: Publisher) -> None:
    def placed(inner: Any, c: str, record: Any, place: Any, placeless: str) -> Any:
        if "centre" in place and not any("lat" in one for one in p.places_of(record)):
            return -1.0 if placeless != "exclude" else None
        return inner(c, record, place, placeless)

    instead(p, "placed", placed)


@fault("places/placeless-under-ags", "under ags records without place are always left out")
def _(p: Publisher) -> None:
    def placed(inner: Any, c: str, record: Any, place: Any, placeless: str) -> Any:
        return inner(c, record, place, "exclude" if "ags" in place and placeless == "include" else placeless)

    instead(p, "placed", placed)


@fault("places/filters-ignored", "beside a place filters are ignored")
def _(p: Publisher) -> None:
    def hit(inner: Any, c: str, record: Any, values: Any, place: Any) -> Any:
        return inner(c, record, {"placeless": values.get("placeless")} if place else values, place)

    instead(p, "hit", hit)


@fault("places/no-echo", "place is not echoed")
def _(p: Publisher) -> None:
    instead(p, "listed", lambda inner, asked, c: _without(inner(asked, c), "place"))


def _without(given: Given, name: str) -> Given:
    given.document.pop(name, None)
    return given


@fault("places/echo-always", "place is echoed without any place (the whole country)")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        given: Given = inner(asked, c)
        given.document.setdefault("place", {"label": "Deutschland", "precision": "municipality"})
        return given

    instead(p, "listed", list_)


@fault("places/echo-radius-default", "the echoed radius is always 25")
def _(p: Publisher) -> None:
    instead(p, "echo", lambda inner, place: inner(place) | ({"radiusKm": 25} if "centre" in place else {}))


@fault("places/echo-rounded", "the echoed centre has one decimal, the search the exact one")
def _(p: Publisher) -> None:
    def echo(inner: Any, place: Any) -> Any:
        made = inner(place)
        if "centre" in made:
            made["centre"] = {name: round(one, 1) for name, one in made["centre"].items()}
        return made

    instead(p, "echo", echo)


@fault("places/distance-everywhere", "distanceKm stands in answers without a centre")
def _(p: Publisher) -> None:
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, 0.0 if km is None else km))


@fault("places/distance-missing", "distanceKm is missing")
def _(p: Publisher) -> None:
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, None))


@fault("places/distance-of-courses", "the distance of a course is that of its first session")
def _(p: Publisher) -> None:
    def hit(inner: Any, c: str, record: Any, values: Any, place: Any) -> Any:
        found = inner(c, record, values, place)
        if c != "courses" or not place or found is None or "centre" not in place:
            return found
        for one in p.world.sessions_of(record["id"]):
            km = p.placed("course-sessions", one, place, "exclude") if p.alive(one) else None
            if km is not None:
                return km
        return found

    instead(p, "hit", hit)


@fault("places/distance-any-session", "the distance of a course regards sessions that miss the filters")
def _(p: Publisher) -> None:
    def hit(inner: Any, c: str, record: Any, values: Any, place: Any) -> Any:
        found = inner(c, record, values, place)
        if c != "courses" or not place or found is None or "centre" not in place:
            return found
        bare = inner(c, record, {"placeless": values.get("placeless")}, place)
        return bare if bare is not None else found

    instead(p, "hit", hit)


def _contradictory(p: Publisher, name: str) -> None:
    instead(
        p,
        "contradictions",
        lambda inner, values, faults: [one for one in inner(values, faults) if one.parameter != name],
    )


@fault("places/radius-alone", "radiusKm without a centre is ignored")
def _(p: Publisher) -> None:
    _contradictory(p, "radiusKm")


@fault("places/placeless-alone", "placeless without a place is ignored")
def _(p: Publisher) -> None:
    _contradictory(p, "placeless")


@fault("places/postcode-beats-ags", "of two kinds of place one is taken")
def _(p: Publisher) -> None:
    instead(
        p,
        "contradictions",
        lambda inner, values, faults: [] if {"postcode", "ags"} <= set(values) else inner(values, faults),
    )


@fault("places/decimal-comma", "a comma in lat is read as a point")
def _(p: Publisher) -> None:
    def known(inner: Any, c: str) -> Any:
        made = inner(c)
        return made | {name: replace(made[name], understands=lambda text: float(text.replace(",", ".")))
                       for name in ("lat", "lon")}  # fmt: skip

    instead(p, "known", known)


@fault("places/ags-any-length", "an ags of four digits is understood")
def _(p: Publisher) -> None:
    from tests.fresh.asked import pattern

    instead(
        p,
        "known",
        lambda inner, c: (
            (made := inner(c)) | {"ags": replace(made["ags"], understands=pattern("[0-9]{1,8}"))}
        ),
    )
