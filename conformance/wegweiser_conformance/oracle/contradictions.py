"""One record, one content: whatever list or item shows it; and the same facts in every language.

Only `distanceKm` depends on the question. Where the data changed during the run nothing is compared.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import facts, observed, sightings
from wegweiser_conformance.oracle.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

SAME_RECORD = "records/item-equals-entry"
SAME_FACTS = "languages/facts-independent"
_SHOWN = 3


def contradictions(target: Target) -> Iterator[Verdict]:
    """The first few of each kind in each collection."""
    told: dict[tuple[str, str], int] = {}
    steady = _steady(target)
    for found in _all(target, (one for one in observed.records_so_far(target) if one.collection in steady)):
        key = (found.requirement, found.collection)
        told[key] = told.get(key, 0) + 1
        if told[key] <= _SHOWN:
            yield found


def _steady(target: Target) -> set[str]:
    """The collections whose every page told of one and the same state."""
    states: dict[str, set[str | None]] = {}
    for page in sightings.pages(target, target.client.traffic):
        states.setdefault(page.collection, set()).add(page.data_version)
    return {collection for collection, versions in states.items() if len(versions) == 1}


def _all(target: Target, records: Iterable[Observed]) -> Iterator[Verdict]:
    named = [one for one in records if isinstance(one.value.get("id"), str) and one.in_language_asked]
    for _, same in groupby(sorted(named, key=_identity), key=_identity):
        yield from _of_one(target, list(same))


def _identity(record: Observed) -> tuple[str, str]:
    return record.collection, str(record.value["id"])


def _of_one(target: Target, seen: list[Observed]) -> Iterator[Verdict]:
    """Against the first time that it was seen in the language, and the first time at all."""
    by_language: dict[str, Observed] = {}
    for one in seen:
        before = by_language.setdefault(one.language, one)
        differing = _differing(before.value, one.value)
        if differing:
            told = f"the same members as answer #{before.answer.number} shows of {one.value['id']}"
            yield _verdict(SAME_RECORD, told, one, f"/{differing}", _again(target, before, one, _differing))
    first, *others = by_language.values()
    for other in others:
        pointer = _other_facts(first.value, other.value)
        if pointer:
            told = f"the facts of {other.value['id']} of answer #{first.answer.number}, in another language"
            yield _verdict(SAME_FACTS, told, other, pointer, _again(target, first, other, _other_facts))


def _differing(one: dict[str, Any], other: dict[str, Any]) -> str:
    names = sorted({*one, *other} - {"distanceKm"})
    return next((name for name in names if one.get(name) != other.get(name)), "")


def _other_facts(one: dict[str, Any], other: dict[str, Any]) -> str:
    return facts.differing(facts.of(one), facts.of(other))


def _again(
    target: Target, before: Observed, here: Observed, differ: Callable[[dict[str, Any], dict[str, Any]], str]
) -> Callable[[], bool]:
    """Both answers asked afresh: whether they still contradict each other."""

    def still() -> bool:
        one, other = _afresh(target, before), _afresh(target, here)
        return one is not None and other is not None and bool(differ(one, other))

    return still


def _afresh(target: Target, seen: Observed) -> dict[str, Any] | None:
    """The record as the same request shows it now; None if it no longer does."""
    old = seen.answer
    answer = target.client.ask(old.url, headers=dict(old.sent), auth=bool(old.credential), fresh=True)
    shown = sightings.records_in(target, answer)
    return next((one.record for one in shown if one.record.get("id") == seen.value["id"]), None)


def _verdict(
    requirement: str, wanted: str, here: Observed, pointer: str, still: Callable[[], bool]
) -> Verdict:
    found = f"another {pointer}"
    at = observed.pointed(here, pointer)
    return Verdict(requirement, here.collection, here.answer, wanted, found, at, still=still)
