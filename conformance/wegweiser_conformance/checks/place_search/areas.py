"""Under `ags`: a record by its own AGS, an office by the areas it serves, or else by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import asked_places, place_maths
from wegweiser_conformance.checks.place_search.group import GROUP, among, areas, widely
from wegweiser_conformance.faulty_requests import judge_faults, odd_requests
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.predicted import briefly, exactly, in_pages
from wegweiser_conformance.scopes import Forecast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

check = GROUP.check

LENGTHS = (2, 3, 5, 8)
OFFICES = "offices"


@check("place-search/ags")
def ags(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.claimed("jobs", "course-sessions", "courses"):
        with seen.part(collection):
            scope = among(target, collection)
            known = areas(target, scope, LENGTHS)
            for area in known if target.turn(collection) == 0 else [known[0], *_beside(scope, known[-1])]:
                params, forecast = _asked(target, scope, area)
                yield from exactly(target, seen, scope, params, forecast, f"AGS {area}…")


@check("place-search/ags-lengths")
def ags_lengths(target: Target, seen: Seen) -> Iterator[Violation]:
    """Every right length in one collection, three digits in the others; wrong ones beside other faults."""
    for collection in target.collections:
        with seen.part(collection):
            beside, alone = among(target, collection), widely(target, collection)
            known = areas(target, beside, LENGTHS)
            every = known if target.turn(collection) == 0 else []
            short = known[1:2] if target.thorough(collection, 1) else []
            for scope, area in [*((beside, one) for one in every), *((alone, one) for one in short)]:
                params, forecast = _asked(target, scope, area)
                yield from briefly(target, seen, scope, params, forecast, f"AGS {area}…")
            rows = odd_requests(target, target.operation(collection))
            yield from judge_faults(target, seen, f"/{collection}", rows, of="ags")


def _asked(target: Target, scope: Scope, area: str) -> tuple[dict[str, Any], Forecast]:
    """A district is asked over two pages in one collection, all else on one."""
    forecast = asked_places.forecast_area(scope, area, "exclude")
    paged = len(area) == 5 and target.turn(scope.collection) == 0
    return {"ags": area, **({"limit": in_pages(forecast)} if paged else {})}, forecast


def _beside(scope: Scope, area: str) -> list[str]:
    """A municipality that no record bears, in a district that some do: a well-formed area without records."""
    held = {ags for record in scope.records for ags in place_maths.notations(record, "ags")}
    offered = (f"{area[:5]}{number:03}" for number in range(1, 1000))
    return [one for one in offered if one not in held][:1] if len(area) == LENGTHS[-1] else []


@check("place-search/offices-area-served")
def offices_area_served(target: Target, seen: Seen) -> Iterator[Violation]:
    scope = among(target, OFFICES)
    serving = [record for record in scope.records if record.get("areaServed")]
    if not serving:
        raise NotApplicable(f"none of the {len(scope.records)} offices read names the area that it serves")
    for area in _areas_to_ask(serving):
        yield from _among(target, seen, scope, area, serving=True)


@check("place-search/offices-address-without-area")
def offices_address_without_area(target: Target, seen: Seen) -> Iterator[Violation]:
    scope = among(target, OFFICES)
    held = {
        held
        for record in scope.records
        if "areaServed" not in record
        for held in place_maths.notations(record, "ags")
    }
    if not held:
        raise NotApplicable(f"none of the {len(scope.records)} offices read has an AGS and no area served")
    chosen = sorted(held, key=lambda one: (not one.startswith("0"), one))[0]
    for area in dict.fromkeys((chosen[:2], chosen[:5])):
        yield from _among(target, seen, scope, area, serving=False)


def _areas_to_ask(serving: list[dict[str, Any]]) -> list[str]:
    """Larger than an area served, smaller than one, and an address that is not served.

    Smaller ones lie in an area that is not the first of its office, and in one of two digits.
    """
    served = sorted({str(area) for record in serving for area in record["areaServed"]}, key=_short_then_zero)
    longest = served[-1]
    first = {str(record["areaServed"][0]) for record in serving}
    smaller = sorted((area for area in served if len(area) == 5), key=lambda area: area in first)
    held = sorted({ags for record in serving for ags in place_maths.notations(record, "ags")})
    in_a_state = [ags for ags in held if ags[:2] in served]
    addresses = [
        held[:5]
        for record in serving
        for held in place_maths.notations(record, "ags")
        if place_maths.serves(record, held[:5]) is False
    ]
    smallest = [f"{area}000" for area in smaller[:1]] + in_a_state[:1]
    return list(dict.fromkeys([longest[:2], longest[:5], *smallest, *sorted(addresses)[:1]]))


def _short_then_zero(area: str) -> tuple[int, bool, str]:
    return len(area), area.startswith("0"), area


def _among(target: Target, seen: Seen, scope: Scope, area: str, *, serving: bool) -> Iterator[Violation]:
    """Only the offices that the rule is about are judged; the others are left to the other rule."""
    whole = asked_places.forecast_area(scope, area, "exclude")
    others = frozenset(
        record["id"] for record in scope.records if ("areaServed" in record) != serving and "id" in record
    )
    forecast = Forecast(whole.required - others, whole.allowed | others)
    told = f"{'with' if serving else 'without'} area, AGS {area}…"
    yield from exactly(target, seen, scope, {"ags": area}, forecast, told)
