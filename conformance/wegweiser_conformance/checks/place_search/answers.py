"""What an answer says of the place: echoed on every page, never without a place; distances are true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import asked_places, expect, place_maths, postcodes, routes, sightings
from wegweiser_conformance.checks.place_search.group import (
    GROUP,
    PLACE_NAMES,
    among,
    areas,
    first_page,
    nearby,
    pointed,
)
from wegweiser_conformance.model import Violation
from wegweiser_conformance.postcodes import FARTHEST_KM
from wegweiser_conformance.scopes import COURSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.place_maths import Point
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

check = GROUP.check

_SAME_POINT_KM = 0.5
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")


@check("place-search/echo")
def echo(target: Target, seen: Seen) -> Iterator[Violation]:
    _ask_places(target, seen)
    for page in sightings.pages(target):
        asked = routes.asked(page.answer.url)
        if PLACE_NAMES & asked.keys():
            seen.judged(where=page.collection)
            place = page.answer.object.get("place")
            if not isinstance(place, dict):
                yield Violation("the place as understood", "no place", page.answer, "/place")
            else:
                yield from _echoed(page, place, {name: values[0] for name, values in asked.items()})


@check("place-search/no-echo-without-place")
def no_echo_without_place(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in sightings.pages(target):
        if PLACE_NAMES & routes.asked(page.answer.url).keys():
            continue
        seen.judged(where=page.collection)
        if "place" in page.answer.object:
            yield Violation("no place, as none was asked", "a place", page.answer, "/place")
        for number, record in enumerate(page.items):
            if "distanceKm" in record:
                pointer = f"/items/{number}/distanceKm"
                yield Violation(
                    "no distanceKm, as no place was asked", record["distanceKm"], page.answer, pointer
                )
                break


@check("place-search/distance-true")
def distance_true(target: Target, seen: Seen) -> Iterator[Violation]:
    _ask_places(target, seen)
    for page in sightings.pages(target):
        centre = asked_places.echoed_centre(page)
        if centre is not None and page.collection != COURSES:
            for number, record in enumerate(page.items):
                if place_maths.points(record):
                    seen.judged(where=page.collection)
                    fault = wrong_distance(record.get("distanceKm"), place_maths.distance(record, centre))
                    if fault:
                        yield Violation(*fault, page.answer, f"/items/{number}/distanceKm")
                        break


def wrong_distance(stated: Any, true: float | None) -> tuple[str, str] | None:
    """What was expected and what was found, if they differ by more than the contract leaves free."""
    if true is None:
        return None
    wanted = f"about {true:.1f}"
    if not isinstance(stated, int | float) or isinstance(stated, bool):
        return wanted, "none" if stated is None else repr(stated)
    return (wanted, str(stated)) if abs(stated - true) > place_maths.edge(true) else None


def _ask_places(target: Target, seen: Seen) -> None:
    """One of each kind of place in each collection: the very requests that other checks send."""
    for collection in target.collections:
        with seen.part(collection):
            scope = among(target, collection)
            first_page(target, scope, nearby(target, scope))
            pages = first_page(target, scope, pointed(target, scope)[0])
            if pages.next_url:
                target.list_at(collection, pages.next_url)
            first_page(target, scope, {"ags": areas(target, scope)[0]})


def _echoed(page: ListPage, place: dict[str, Any], asked: dict[str, str]) -> Iterator[Violation]:
    for name in ("label", "precision"):
        if not isinstance(place.get(name), str) or not place[name]:
            yield Violation(f"a {name}", place.get(name, "none"), page.answer, f"/place/{name}")
    if "ags" in asked:
        yield from _echoed_area(page, place, asked["ags"])
    else:
        yield from _echoed_centre(page, place, asked)


def _echoed_area(page: ListPage, place: dict[str, Any], ags: str) -> Iterator[Violation]:
    if place.get("ags") != ags:
        yield Violation(ags, place.get("ags", "none"), page.answer, "/place/ags")
    for name in ("centre", "radiusKm"):
        if name in place:
            yield Violation(f"no {name} under ags", place[name], page.answer, f"/place/{name}")


def _echoed_centre(page: ListPage, place: dict[str, Any], asked: dict[str, str]) -> Iterator[Violation]:
    centre = place_maths.point(place.get("centre"))
    if centre is None:
        yield Violation(
            "a centre with lat and lon", place.get("centre", "none"), page.answer, "/place/centre"
        )
    elif _asked_point(asked) is not None and _far_from(centre, asked):
        wanted = f"the asked point {asked['lat']}, {asked['lon']}"
        yield Violation(wanted, f"{centre.lat}, {centre.lon}", page.answer, "/place/centre")
    elif (far := _far_from_postcode(centre, asked)) > FARTHEST_KM:
        wanted = f"within {FARTHEST_KM} km of the centre of {asked['postcode']}"
        yield Violation(wanted, f"{far:.0f} km away", page.answer, "/place/centre")
    radius = asked.get("radiusKm", "25")
    if str(expect.at(place, "/radiusKm")) != radius:
        yield Violation(radius, place.get("radiusKm", "none"), page.answer, "/place/radiusKm")


def _far_from(centre: Point, asked: dict[str, str]) -> bool:
    point = _asked_point(asked)
    return point is not None and centre.kilometres_to(point) > _SAME_POINT_KM


def _far_from_postcode(centre: Point, asked: dict[str, str]) -> float:
    """0 where the table does not know the postcode."""
    known = postcodes.centre(asked.get("postcode", ""))
    return postcodes.distance_km(known, (centre.lat, centre.lon)) if known else 0.0


def _asked_point(asked: dict[str, str]) -> Point | None:
    """The point of the request, if it was asked in the right form."""
    lat, lon = asked.get("lat", ""), asked.get("lon", "")
    right = _DEGREES.fullmatch(lat) and _DEGREES.fullmatch(lon)
    return place_maths.point({"lat": float(lat), "lon": float(lon)}) if right else None
