"""The group, and the places that its checks ask: the same ones, so that equal requests are sent once."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import asked_places, borders, chosen_values, place_maths, refusals
from wegweiser_conformance.checks.filters.group import match_of, parameters
from wegweiser_conformance.columns import Columns
from wegweiser_conformance.model import Violation
from wegweiser_conformance.place_maths import Point
from wegweiser_conformance.predicted import faulty, refused
from wegweiser_conformance.registry import Group
from wegweiser_conformance.scopes import Scope, everything, scope_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wegweiser_conformance.asked_places import Around
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.scopes import Forecast
    from wegweiser_conformance.target import Target

GROUP = Group("place-search")

PLACE_NAMES = frozenset({"postcode", "lat", "lon", "ags"})
# Jobs, which may have several places, are asked by postcode and by point without more.
NEAR_WITH_PLACELESS = frozenset({"courses", "offices"})
_POINTS_WITH_PLACELESS = frozenset({"course-sessions", "offices"})
_POSTCODES_TRIED = 3
# What narrows a short list: filters whose hits are beyond doubt, and how many records they leave at best.
_NARROWING = frozenset({"equals", "three-valued"})
_SHARE, _ENOUGH, _FILTERS_TRIED = 0.6, 4, 2
_LARGEST_POSTCODE_KM = 30.0


def expected_near(target: Target, scope: Scope, asked: Around, params: Mapping[str, Any]) -> Forecast:
    """What a postcode must find, measured from the centre that the answer echoes.

    Where a postcode has its centre is the server's to say. If it does not, a record that bears the postcode
    stands for it, with as much left free as postcodes are large.
    """
    answer = target.ask(f"/{scope.collection}", scope.query(target, params))
    refusal = refused(answer, scope.forecast(lambda _: True))
    if refusal is not None:
        raise refusal
    centre = asked_places.echoed_centre(first_page(target, scope, params))
    radius, placeless = int(params["radiusKm"]), str(params.get("placeless", "exclude"))
    blur = 0.0 if centre else _LARGEST_POSTCODE_KM
    return asked_places.forecast(scope, centre or asked.point, radius, asked.postcode, placeless, blur)


def located(target: Target, scope: Scope) -> Around:
    """A postcode of the records that the server can locate; one that it cannot is no fault yet."""
    return target.once(("located", *scope.name), lambda: _located(target, scope))


def _located(target: Target, scope: Scope) -> Around:
    offered = asked_places.around(scope, with_postcode=True)
    distinct = list({one.postcode: one for one in reversed(offered)}.values())[::-1]
    wide = widely(target, scope.collection)
    for asked in distinct[:_POSTCODES_TRIED]:
        query = wide.query(target, {"postcode": asked.postcode})
        if not target.thorough(scope.collection, 2):
            query = scope.query(target, nearby_at(asked, scope))
        answer = target.ask(f"/{scope.collection}", query)
        if not _is_unknown(answer):
            return asked
    raise Violation("a place for a postcode that its own records bear", answer.outcome, answer)


def _is_unknown(answer: Exchange) -> bool:
    return answer.status == 400 and "unknown-place" in refusals.codes(answer)


def pinpoint(target: Target, scope: Scope, asked: Around) -> tuple[Scope, Around]:
    """Radius 0, best round a postcode that some record bears without coordinates; and where that is asked."""
    for inside in (scope, widely(target, scope.collection)):
        for bare in asked_places.borne_without_coordinates(inside)[:1]:
            answer = target.ask(f"/{scope.collection}", inside.query(target, bare.by_postcode))
            if not _is_unknown(answer):
                return inside, bare
    return scope, replace(asked, radius=0)


def pointed(target: Target, scope: Scope) -> tuple[dict[str, Any], Point, Forecast]:
    """Coordinates to ask over two pages; the point that they name; what must be found."""
    asked = target.once(("pointed", *scope.name), lambda: asked_places.around(scope, with_postcode=False)[0])
    params = asked.by_point
    point = Point(float(params["lat"]), float(params["lon"]))
    more: dict[str, Any] = {"placeless": "include"} if scope.collection in _POINTS_WITH_PLACELESS else {}
    forecast = asked_places.forecast(scope, point, asked.radius, "", more.get("placeless", "exclude"))
    limit = target.max_limit
    if target.thorough(scope.collection, 2):
        limit = min(borders.two_pages(_distances(scope, point, forecast)), limit)
    return {**params, **more, "limit": limit, "sort": "distance"}, point, forecast


def _distances(scope: Scope, point: Point, forecast: Forecast) -> list[float]:
    """Of what is found, the nearest first; a course is as near as the nearest of its sessions."""
    nearest: dict[str, float] = {}
    for record in scope.records:
        for owner in scope.owners([record]) & forecast.required:
            far = place_maths.distance(record, point)
            nearest[owner] = min(nearest.get(owner, inf), inf if far is None else far)
    return sorted(nearest.values())


def areas(target: Target, scope: Scope, lengths: tuple[int, ...] = (2,)) -> list[str]:
    """Areas to ask, one for each length of AGS."""
    return target.once(("areas", lengths, *scope.name), lambda: asked_places.areas(scope, lengths))


def among(target: Target, collection: str) -> Scope:
    """Where places are asked: in the window; in a list too short to need one, beside a filter as well."""
    scope = scope_of(target, collection)
    if not scope.whole:
        return scope
    return target.once(("among", *scope.name), lambda: _narrowed(target, scope))


def _narrowed(target: Target, scope: Scope) -> Scope:
    """Beside the filter that leaves every kind of place, hits and misses most evenly; it must work alone."""
    offered = [
        condition
        for parameter in parameters(target, scope.collection)
        if match_of(parameter) in _NARROWING and parameter.name != "courseId"
        for ask in (chosen_values.common, chosen_values.conditions)
        for condition in ask(scope, parameter)
    ]
    inside = {one: Columns(tuple(filter(one.met_by, scope.records))) for one in offered}
    located = [one for one in offered if _well_located(inside[one].records)]
    located.sort(key=lambda one: _worth(scope, inside[one].records), reverse=True)
    for one in located[:_FILTERS_TRIED]:
        if faulty(target, scope, one.params, scope.meeting(one)) is None:
            return Scope(scope.collection, replace(scope.window, params=one.params, held=inside[one]))
    return scope


def _well_located(inside: Sequence[Mapping[str, Any]]) -> bool:
    return len(inside) >= _ENOUGH and any(map(place_maths.points, inside))


def _worth(scope: Scope, inside: Sequence[Mapping[str, Any]]) -> tuple[int, float]:
    """How many kinds of place are left, and how near to the best their share is."""
    kinds = (
        any(map(place_maths.placeless, inside)),
        any(len(place_maths.points(record)) > 1 for record in inside),
        any("areaServed" in record for record in inside),
        any("areaServed" not in record for record in inside),
    )
    return sum(kinds), -abs(len(inside) / len(scope.records) - _SHARE)


def widely(target: Target, collection: str) -> Scope:
    """Where a place is asked with no filter beside it: the whole list, if it is known to its end."""
    whole = everything(target, collection)
    return whole if whole is not None and whole.listed else scope_of(target, collection)


def nearby(target: Target, scope: Scope) -> dict[str, Any]:
    """A postcode with a radius; in two collections with those that have no place besides."""
    return nearby_at(located(target, scope), scope)


def nearby_at(asked: Around, scope: Scope) -> dict[str, Any]:
    params = asked.by_postcode
    return {**params, "placeless": "include"} if scope.collection in NEAR_WITH_PLACELESS else params


def first_page(target: Target, scope: Scope, params: Mapping[str, Any]) -> ListPage:
    return target.list_page(scope.collection, scope.query(target, params))
