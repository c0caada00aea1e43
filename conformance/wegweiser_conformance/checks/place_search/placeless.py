"""Records without any place: left out, added, or alone, as `placeless` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import asked_places, place_maths
from wegweiser_conformance.checks.place_search.centres import around_postcode, asked_widely, far_and_wide
from wegweiser_conformance.checks.place_search.group import (
    GROUP,
    NEAR_WITH_PLACELESS,
    among,
    areas,
    expected_near,
    located,
    widely,
)
from wegweiser_conformance.model import Violation
from wegweiser_conformance.predicted import briefly, exactly
from wegweiser_conformance.scopes import COURSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.asked_places import Around
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("place-search/placeless-exclude")
def placeless_exclude(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = among(target, collection)
            if collection not in NEAR_WITH_PLACELESS:
                yield from _near(target, seen, scope, "")
            if asked_widely(target, collection):
                asked, wide = located(target, scope), widely(target, collection)
                yield from around_postcode(target, seen, wide, asked, far_and_wide(asked))
            if target.thorough(collection, 2):
                yield from _in_area(target, seen, scope, "" if target.turn(collection) else "exclude")


@check("place-search/placeless-include")
def placeless_include(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = among(target, collection)
            yield from _near(target, seen, scope, "include")
            if target.turn(collection) == 0:
                yield from _in_area(target, seen, scope, "include")


@check("place-search/placeless-only")
def placeless_only(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = among(target, collection)
            wide = widely(target, collection)
            yield from _near(target, seen, wide, "only", located(target, scope))
            if not wide.whole:
                yield from _only_placeless(target, seen, scope)


def _near(
    target: Target, seen: Seen, scope: Scope, value: str, asked: Around | None = None
) -> Iterator[Violation]:
    asked = asked or located(target, scope)
    params: dict[str, Any] = {**asked.by_postcode, **({"placeless": value} if value else {})}
    forecast = expected_near(target, scope, asked, params)
    yield from briefly(target, seen, scope, params, forecast, f"placeless {value or 'left out'}")


def _in_area(target: Target, seen: Seen, scope: Scope, value: str) -> Iterator[Violation]:
    area = areas(target, scope)[0]
    params: dict[str, Any] = {"ags": area, **({"placeless": value} if value else {})}
    forecast = asked_places.forecast_area(scope, area, value or "exclude")
    yield from exactly(target, seen, scope, params, forecast, f"placeless {value or 'left out'}, AGS {area}…")


def _only_placeless(target: Target, seen: Seen, scope: Scope) -> Iterator[Violation]:
    """Without any filter beside: the hits of the first page have no place."""
    if scope.collection == COURSES or scope.whole:
        return
    asked = located(target, scope)
    page = target.list_page(
        scope.collection, {"limit": target.max_limit, **asked.by_postcode, "placeless": "only"}
    )
    for place, record in enumerate(page.items):
        seen.judged()
        if not place_maths.placeless(record):
            yield Violation("only records without a place", record.get("id"), page.answer, f"/items/{place}")
            return
