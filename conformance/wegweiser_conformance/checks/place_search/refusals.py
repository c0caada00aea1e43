"""Contradictions about the place are refused, and places that nobody knows."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.checks.place_search.group import GROUP, areas, located
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
        with seen.part(collection):
            seen.judged()
            answer = target.ask(f"/{collection}", {"postcode": _NOWHERE})
            yield from refused(answer, 400, "unknown-place")


def _conflicting(target: Target, seen: Seen, *kinds: tuple[str, ...]) -> Iterator[Violation]:
    """Every combination in the first collection, one in each other, in turn."""
    places = _places(target)
    for number, collection in enumerate(target.collections):
        with seen.part(collection):
            turn = number % len(kinds)
            wanted = kinds if number == 0 else kinds[turn : turn + 1]
            if not any(places.keys() >= set(names) for names in wanted):
                raise NotTested("the records read name no postcode")
            for names in (names for names in wanted if places.keys() >= set(names)):
                seen.judged()
                answer = target.ask(f"/{collection}", {name: places[name] for name in names})
                yield from refused(answer, 400, "conflicting-parameters")


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
