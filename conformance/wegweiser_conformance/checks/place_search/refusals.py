"""Contradictions about the place are refused, and places that nobody knows."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.checks.place_search.group import GROUP, NO_CENTRE, areas, by_turns, located
from wegweiser_conformance.model import NotTested, Unjudged, Violation
from wegweiser_conformance.refusals import refused
from wegweiser_conformance.scopes import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check

_BAVARIA = "09"
_NOWHERE = "00000"  # no German postcode begins with 00


@check("place-search/one-kind-of-place")
def one_kind_of_place(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _conflicting(
        target, seen, ("postcode", "ags"), ("postcode", "lat", "lon"), ("lat", "lon", "ags")
    )


@check("place-search/lat-with-lon")
def lat_with_lon(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _conflicting(target, seen, ("lat",), ("lon",))


@check("place-search/radius-needs-centre")
def radius_needs_centre(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _conflicting(target, seen, ("radiusKm",), ("ags", "radiusKm"))


@check("place-search/unknown-place")
def unknown_place(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if target.turn(collection) > 1:
            continue
        with seen.part(collection):
            seen.judged()
            answer = target.ask(f"/{collection}", {"postcode": _NOWHERE})
            yield from refused(answer, 400, "unknown-place")


def _conflicting(target: Target, seen: Seen, *kinds: tuple[str, ...]) -> Iterator[Violation]:
    """The combinations by turns; a collection that none is left for is asked all that is wrong at once."""
    places = _places(target)
    for collection in target.collections:
        with seen.part(collection):
            wanted = [
                {name: places[name] for name in names} for names in kinds if places.keys() >= set(names)
            ]
            if not wanted:
                raise NotTested("the records read name no postcode")
            for params in by_turns(target, collection, wanted) or [_at_once(places, *kinds)]:
                seen.judged()
                yield from refused(target.ask(f"/{collection}", params), 400, "conflicting-parameters")


def _at_once(places: dict[str, Any], *kinds: tuple[str, ...]) -> dict[str, Any]:
    """Several kinds of place, or what lacks one."""
    if any("postcode" in names for names in kinds):
        return {name: places[name] for name in ("postcode", "lat", "lon", "ags") if name in places}
    return NO_CENTRE


def _places(target: Target) -> dict[str, Any]:
    """Right values, postcode and area from the records: only their meeting is wrong."""
    values: dict[str, Any] = {"lat": "51.000", "lon": "10.000", "radiusKm": 25}
    for collection in target.collections:
        with suppress(Unjudged, Violation):
            scope = scope_of(target, collection)
            values.setdefault("ags", areas(target, scope)[0])
        with suppress(Unjudged, Violation):
            values.setdefault("postcode", located(target, scope_of(target, collection)).postcode)
    # An area is well-formed whether it holds records or not; a postcode might not be located.
    return {"ags": _BAVARIA, **values}
