"""The group, and the places that its checks ask: the same ones, so that equal requests are sent once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import asked_places, refusals
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.place_maths import Point
from wegweiser_conformance.predicted import refused
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.asked_places import Around
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.scopes import Forecast, Scope
    from wegweiser_conformance.target import Target

GROUP = Group("place-search")

PLACE_NAMES = frozenset({"postcode", "lat", "lon", "ags"})
_POSTCODES_TRIED = 3


def asked_centre(target: Target, scope: Scope, params: Mapping[str, Any], forecast: Forecast) -> Point:
    """The centre that the answer echoes, without which nothing can be measured."""
    answer = target.ask(f"/{scope.collection}", scope.query(target, params))
    refusal = refused(answer, forecast)
    if refusal is not None:
        raise refusal
    centre = asked_places.echoed_centre(target.list_page(scope.collection, scope.query(target, params)))
    if centre is None:
        raise NotTested(f"{answer.what} echoes no centre")
    return centre


def located(target: Target, scope: Scope) -> Around:
    """A postcode of the records that the server can locate; one that it cannot is no fault yet."""
    offered = asked_places.around(scope, with_postcode=True)
    distinct = list({one.postcode: one for one in reversed(offered)}.values())[::-1]
    for asked in distinct[:_POSTCODES_TRIED]:
        answer = target.ask(f"/{scope.collection}", scope.query(target, asked.by_postcode))
        if answer.status != 400 or "unknown-place" not in refusals.codes(answer):
            return asked
    raise Violation("a place for a postcode that its own records bear", answer.outcome, answer)


def pointed(scope: Scope) -> tuple[Around, Point]:
    """Coordinates to ask, and the point that they name with three decimals."""
    asked = asked_places.around(scope, with_postcode=False)[0]
    params = asked.by_point
    return asked, Point(float(params["lat"]), float(params["lon"]))


def first_page(target: Target, scope: Scope, params: Mapping[str, Any]) -> ListPage:
    return target.list_page(scope.collection, scope.query(target, params))
