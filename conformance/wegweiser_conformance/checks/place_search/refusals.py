"""Contradictions about the place are refused, and places that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.checks.place_search import contradictions
from wegweiser_conformance.checks.place_search.group import GROUP
from wegweiser_conformance.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen, Violation
    from wegweiser_conformance.target import Target

check = GROUP.check

_NOWHERE = "00000"  # no German postcode begins with 00


@check("place-search/one-kind-of-place")
def one_kind_of_place(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _everywhere(target, seen, contradictions.TWICE)


@check("place-search/lat-with-lon")
def lat_with_lon(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _everywhere(target, seen, contradictions.HALF)


@check("place-search/radius-needs-centre")
def radius_needs_centre(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _everywhere(target, seen, contradictions.RADIUS)


@check("place-search/placeless-needs-place")
def placeless_needs_place(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _everywhere(target, seen, contradictions.PLACELESS)


@check("place-search/unknown-place")
def unknown_place(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if target.turn(collection):
            continue
        with seen.part(collection):
            seen.judged()
            answer = target.ask(f"/{collection}", {"postcode": _NOWHERE})
            yield from refused(answer, 400, "unknown-place")


def _everywhere(target: Target, seen: Seen, rule: str) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            yield from contradictions.judge(target, seen, collection, rule)
