"""One record, one content: whatever list or item shows it; and the same facts in every language.

Only `distanceKm` depends on the question. Where the data changed during the run nothing is compared.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import facts, observed, sightings
from wegweiser_conformance.oracle.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

SAME_RECORD = "records/item-equals-entry"
SAME_FACTS = "languages/facts-independent"
_SHOWN = 3


def contradictions(target: Target) -> Iterator[Verdict]:
    """The first few of each kind in each collection."""
    told: dict[tuple[str, str], int] = {}
    steady = _steady(target)
    for found in _all(one for one in observed.records_so_far(target) if one.collection in steady):
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


def _all(records: Iterable[Observed]) -> Iterator[Verdict]:
    named = [one for one in records if isinstance(one.value.get("id"), str)]
    for _, same in groupby(sorted(named, key=_identity), key=_identity):
        yield from _of_one(list(same))


def _identity(record: Observed) -> tuple[str, str]:
    return record.collection, str(record.value["id"])


def _of_one(seen: list[Observed]) -> Iterator[Verdict]:
    """Against the first time that it was seen in the language, and the first time at all."""
    by_language: dict[str, Observed] = {}
    for one in seen:
        before = by_language.setdefault(one.language, one)
        differing = _differing(before.value, one.value)
        if differing:
            yield _told(SAME_RECORD, before, one, f"/{differing}", "the same members as")
    first, *others = by_language.values()
    for other in others:
        pointer = facts.differing(facts.of(first.value), facts.of(other.value))
        if pointer:
            yield _told(SAME_FACTS, first, other, pointer, "the same facts as, in another language,")


def _differing(one: dict[str, Any], other: dict[str, Any]) -> str:
    names = sorted({*one, *other} - {"distanceKm"})
    return next((name for name in names if one.get(name) != other.get(name)), "")


def _told(requirement: str, before: Observed, here: Observed, pointer: str, wanted: str) -> Verdict:
    return Verdict(
        requirement,
        here.collection,
        here.answer,
        f"{wanted} answer #{before.answer.number} shows of {here.value['id']}",
        f"another {pointer}",
        observed.pointed(here, pointer),
    )
