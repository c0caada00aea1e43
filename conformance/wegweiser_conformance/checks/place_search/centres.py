"""Around a centre: exactly what lies within the radius, or bears the postcode that was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import asked_places, expect, place_maths
from wegweiser_conformance.checks.place_search import contradictions
from wegweiser_conformance.checks.place_search.contradictions import LARGEST_RADIUS
from wegweiser_conformance.checks.place_search.group import (
    GROUP,
    NEAR_WITH_PLACELESS,
    among,
    expected_near,
    first_page,
    located,
    nearby,
    pinpoint,
    pointed,
    widely,
)
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.place_maths import Point
from wegweiser_conformance.predicted import briefly, exactly, refused
from wegweiser_conformance.scopes import COURSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.asked_places import Around
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

check = GROUP.check

DEFAULT_RADIUS = 25
_FAR: dict[str, Any] = {"lat": "-33.448", "lon": "-70.669", "radiusKm": 1}
_FAR_POINT = Point(float(_FAR["lat"]), float(_FAR["lon"]))


@check("place-search/postcode")
def postcode(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = among(target, collection)
            asked = located(target, scope)
            yield from around_postcode(target, seen, scope, asked, nearby(target, scope))
            if target.one_of_two(collection):
                inside, smallest = pinpoint(target, scope, asked)
                yield from around_postcode(target, seen, inside, smallest, smallest.by_postcode)
            if target.thorough(collection, 2):
                yield from _hits_lie_near(target, seen, collection, asked)


@check("place-search/coordinates")
def coordinates(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = among(target, collection)
            params, point, forecast = pointed(target, scope)
            told = f"within {params['radiusKm']} km of {point.lat}, {point.lon}"
            yield from exactly(target, seen, scope, params, forecast, told)
            if not target.thorough(collection, 1):
                continue
            if collection != COURSES:
                yield from _beyond(target, seen, collection)
            elif target.turn(collection) == 0:
                yield from _beyond_all(target, seen, scope)


@check("place-search/radius-default")
def radius_default(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if not target.thorough(collection, 2):
            continue
        with seen.part(collection):
            scope = widely(target, collection)
            asked = located(target, among(target, collection))
            params: dict[str, Any] = {"postcode": asked.postcode}
            page = first_page(target, scope, params)
            echoed = expect.at(page.answer.object, "/place/radiusKm")
            seen.judged()
            if echoed != DEFAULT_RADIUS:
                yield Violation(f"{DEFAULT_RADIUS}", echoed, page.answer, "/place/radiusKm")
            centre = asked_places.echoed_centre(page)
            if centre is not None:
                forecast = asked_places.forecast(scope, centre, DEFAULT_RADIUS, asked.postcode, "exclude")
                yield from briefly(target, seen, scope, params, forecast, "within 25 km")


@check("place-search/radius-bounds")
def radius_bounds(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = among(target, collection)
            asked = located(target, scope)
            for around, place, params in _smallest_and_largest(target, scope, asked):
                yield from around_postcode(target, seen, around, place, params)
                answer = first_page(target, around, params).answer
                echoed = expect.at(answer.object, "/place/radiusKm")
                if echoed != params["radiusKm"]:
                    yield Violation(f"{params['radiusKm']}, as asked", echoed, answer, "/place/radiusKm")
            yield from contradictions.judge(target, seen, collection, contradictions.TOO_FAR)


def _smallest_and_largest(
    target: Target, scope: Scope, asked: Around
) -> Iterator[tuple[Scope, Around, dict[str, Any]]]:
    if target.one_of_two(scope.collection):
        inside, smallest = pinpoint(target, scope, asked)
        yield inside, smallest, smallest.by_postcode
    if asked_widely(target, scope.collection):
        yield widely(target, scope.collection), asked, far_and_wide(asked)


def asked_widely(target: Target, collection: str) -> bool:
    """Where nothing else leaves out what has no place; and in one list more."""
    wanted = collection in NEAR_WITH_PLACELESS or target.turn(collection) == 0
    return wanted and not target.frugal


def far_and_wide(asked: Around) -> dict[str, Any]:
    """The largest radius, and what it is to leave out said aloud."""
    return {**asked.by_postcode, "radiusKm": LARGEST_RADIUS, "placeless": "exclude"}


def _beyond(target: Target, seen: Seen, collection: str) -> Iterator[Violation]:
    """South of the equator and west of Greenwich, with no filter beside: whatever is found must lie there."""
    refusal = refused(target.ask(f"/{collection}", _FAR), among(target, collection).forecast(lambda _: True))
    if refusal is not None:
        yield refusal
        return
    page = target.list_page(collection, _FAR)
    seen.judged()
    for place, record in enumerate(page.items):
        if place_maths.within(record, _FAR_POINT, 1, "") is False:
            where = _how_far(record, _FAR_POINT)
            yield Violation("within 1 km of a place far away", where, page.answer, f"/items/{place}")
            return


def _beyond_all(target: Target, seen: Seen, scope: Scope) -> Iterator[Violation]:
    """As courses do not say where they are, their window tells what must be found there: nothing."""
    forecast = asked_places.forecast(scope, _FAR_POINT, 1, "", "exclude")
    yield from exactly(target, seen, scope, _FAR, forecast, "within 1 km of a place far away")


def around_postcode(
    target: Target, seen: Seen, scope: Scope, asked: Around, params: dict[str, Any]
) -> Iterator[Violation]:
    forecast = expected_near(target, scope, asked, params)
    told = f"{asked.postcode} or within {params['radiusKm']} km"
    yield from briefly(target, seen, scope, params, forecast, told)


def _hits_lie_near(target: Target, seen: Seen, collection: str, asked: Around) -> Iterator[Violation]:
    """Without any filter beside: the hits of the first page lie where they must."""
    query = widely(target, collection).query(target, {"postcode": asked.postcode})
    if query.keys() - {"limit", "lang", "postcode"}:
        query = {"limit": target.max_limit, "postcode": asked.postcode}
    answer = target.ask(f"/{collection}", query)
    refusal = refused(answer, among(target, collection).forecast(lambda _: True))
    if refusal is not None:
        yield refusal
        return
    page = target.list_page(collection, query)
    centre = asked_places.echoed_centre(page)
    if centre is None or collection == COURSES:
        raise NotTested(f"{answer.what} does not say from where to measure its hits")
    for place, record in enumerate(page.items):
        seen.judged()
        if place_maths.within(record, centre, DEFAULT_RADIUS, asked.postcode) is False:
            where = _how_far(record, centre)
            yield Violation(f"within {DEFAULT_RADIUS} km", where, answer, f"/items/{place}")
            return


def _how_far(record: dict[str, Any], centre: Point) -> str:
    kilometres = place_maths.distance(record, centre)
    where = "without coordinates" if kilometres is None else f"{kilometres:.1f} km away"
    return f"{record.get('id')} {where}"
