"""Requests in which several things are wrong that do not hide each other: each rule finds its own there.

A right server names them all. What an answer does not name is asked again alone, so that a server that stops
at its first fault costs requests, not its verdict.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.checks.place_search.group import among, located
from wegweiser_conformance.faulty_requests import names
from wegweiser_conformance.model import Unjudged, Violation
from wegweiser_conformance.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

HALF, TWICE, RADIUS = "lat-with-lon", "one-kind-of-place", "radius-needs-centre"
PLACELESS, SORT = "placeless-needs-place", "missing-sort-key"
TOO_FAR, TOO_MANY, TOO_LONG = "radius-bounds", "limit-out-of-bounds", "length"

LONGEST, LARGEST_RADIUS = 200, 200
_CONFLICT, _INVALID = "conflicting-parameters", "invalid-parameter"
_LAT, _LON = {"lat": "51.000"}, {"lon": "10.000"}
# An area is well-formed whether it holds records or not; a postcode might not be located.
_AREA = {"ags": "09"}
_KINDS = (frozenset(["postcode"]), frozenset(["lat", "lon"]), frozenset(["ags"]))
_VARIANTS = 4


@dataclass(frozen=True, slots=True)
class Wrong:
    """What breaks one rule; which code must be given, and for which parameter where that is not free.

    An answer to several faults has seen it if it names one parameter of each of `groups`.
    """

    rule: str
    params: Mapping[str, Any]
    code: str = ""
    parameter: str = ""
    groups: tuple[frozenset[str], ...] = ()

    def named_by(self, answer: Exchange) -> bool:
        named = {name for name, code in names(answer) if self.code in {"", code}}
        groups = self.groups or (frozenset([self.parameter] if self.parameter else self.params),)
        return all(named & group for group in groups)


type_of_wrong = list[Wrong]


def judge(target: Target, seen: Seen, collection: str, rule: str) -> Iterator[Violation]:
    """Violations unless the collection refuses all that breaks the rule, together or alone."""
    for request in _requests(target, collection, rule):
        wanted = [one for one in request if one.rule == rule]
        answer = target.ask(f"/{collection}", _together(request)) if wanted else None
        for one in wanted:
            seen.judged()
            if answer is None or not one.named_by(answer):
                alone = target.ask(f"/{collection}", one.params)
                yield from refused(alone, 400, one.code, one.parameter)


def _requests(target: Target, collection: str, rule: str) -> Iterator[type_of_wrong]:
    """Four variants go around the collections. Only what needs a postcode looks for one."""
    for variant in range(target.turn(collection), _VARIANTS, len(target.collections)):
        yield _without_centre(target, collection, variant)
        if "place-search" not in target.classes:
            yield [_sort(collection, variant)]
            continue
        if variant == 0:
            yield [Wrong(HALF, _LAT, _CONFLICT), _sort(collection, variant)]
        if variant == 1:
            yield [Wrong(HALF, _LON, _CONFLICT), _sort(collection, variant)]
        if variant == 2:
            beside = {**_AREA, "sort": "distance"}
            yield [
                Wrong(RADIUS, {**_AREA, "radiusKm": 25}, _CONFLICT, groups=(frozenset(["radiusKm"]),)),
                Wrong(SORT, beside),
            ]
        if rule in {HALF, TWICE, TOO_FAR} or (rule == SORT and variant > 1):
            yield _two_places(target, collection, variant)


def _without_centre(target: Target, collection: str, variant: int) -> type_of_wrong:
    request = [Wrong(SORT, {"sort": "distance"})]
    if "place-search" in target.classes:
        value = ("include", "only", "exclude")[variant % 3]
        request.append(Wrong(RADIUS, {"radiusKm": 25}, _CONFLICT, "radiusKm"))
        request.append(Wrong(PLACELESS, {"placeless": value}))
    if variant == 0 and "maxLimit" in target.limits:
        beyond = {"limit": target.limits["maxLimit"] + 1}
        request.append(Wrong(TOO_MANY, beyond, _INVALID, "limit"))
    if variant == 0 and "text-search" in target.classes:
        # Characters are counted, not bytes: the letter asked takes two.
        request.append(Wrong(TOO_LONG, {"q": "ü" * (LONGEST + 1)}, _INVALID, "q"))
    return request


def _sort(collection: str, variant: int) -> Wrong:
    """A sort that lacks its words, or that the list does not know."""
    unknown = "date" if collection == "offices" else "title"
    return Wrong(SORT, {"sort": unknown if variant % 2 else "relevance"})


def _two_places(target: Target, collection: str, variant: int) -> type_of_wrong:
    """Two kinds of place, once beside half a point, a third one; which of them is called wrong is free."""
    postcode, point = _postcode(target), {**_LAT, **_LON}
    kinds = [{**point, **_AREA}]
    if postcode:
        kinds = [{**postcode, **point}, {**point, **_AREA}, {**postcode, **_AREA}]
    wrong = kinds[min(variant, len(kinds) - 1)]
    groups = tuple(one & wrong.keys() for one in _KINDS if one & wrong.keys())
    request = [Wrong(TWICE, wrong, _CONFLICT, groups=groups)]
    if variant > 1 and postcode:
        half = [Wrong(HALF, _LON, _CONFLICT)] if variant % 2 else []
        request += [*half, _sort(collection, variant)]
    if variant == 0:
        too_far = {**point, "radiusKm": LARGEST_RADIUS + 1}
        request.append(Wrong(TOO_FAR, too_far, _INVALID, "radiusKm"))
    return request


def _postcode(target: Target) -> dict[str, str]:
    """A postcode that the server can locate; none if the records name none."""
    return target.once(("a located postcode",), lambda: _located(target))


def _located(target: Target) -> dict[str, str]:
    for collection in target.collections:
        with suppress(Unjudged, Violation):
            return {"postcode": located(target, among(target, collection)).postcode}
    return {}


def _together(request: Sequence[Wrong]) -> dict[str, Any]:
    return {name: value for one in request for name, value in one.params.items()}
