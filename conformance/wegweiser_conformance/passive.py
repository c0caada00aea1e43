"""Holds one rule against every record seen, and tells a fault that many records share as one.

A rule is a function of one observed record. It yields `None` for every comparison that came out right and a
`Fault` for every one that did not; a record to which the rule does not apply yields nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import observed
from wegweiser_conformance.model import NotApplicable, NotTested, Suspected, Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

    type_of_rule = Callable[[Observed], Iterator["Fault | None"]]

_SHOWN = 4
_INDEX = re.compile(r"/\d+(?=/|$)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a record has against the rule; `pointer` leads from the record to it."""

    expected: str
    actual: str
    pointer: str = ""
    certain: bool = True

    @property
    def cause(self) -> tuple[str, str, bool]:
        """Faults of one cause differ in record, index and value only."""
        return self.expected if len(self.expected) < 60 else "", _INDEX.sub("/*", self.pointer), self.certain


def outcome(faults: list[Fault]) -> Iterator[Fault | None]:
    """What a rule yields for one comparison that can show several faults."""
    if not faults:
        yield None
    yield from faults


@dataclass(slots=True)
class Tally:
    """The faults found so far, by collection and cause."""

    found: dict[Any, list[tuple[Fault, Observed]]] = field(default_factory=dict)

    def add(self, fault: Fault, record: Observed) -> None:
        self.found.setdefault((record.collection, *fault.cause), []).append((fault, record))

    def findings(self, judged: dict[str, int]) -> Iterator[Finding]:
        """Of every cause the first, then the second …: no cause crowds out another."""
        for place in range(_SHOWN):
            for same in self.found.values():
                if place < len(same):
                    yield _finding(*same[place], same if place == 0 else [], judged)


def judge(
    target: Target,
    seen: Seen,
    rule: type_of_rule,
    *,
    nothing: str,
    collections: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """Every record of every collection (or of these); `nothing` names what no record was seen to have."""
    chosen = collections or target.collections
    tally, judged = _hold(target, rule, chosen)
    complete = {name for name in chosen if not judged[name] and observed.read_to_its_end(target, name)}
    if complete:
        tally, judged = _hold(target, rule, chosen)
    for collection, count in judged.items():
        with seen.part(collection):
            seen.judged(count)
            if not count:
                raise _absence(target, collection, nothing, collection in complete)
    yield from tally.findings(judged)


def _hold(target: Target, rule: type_of_rule, chosen: tuple[str, ...]) -> tuple[Tally, dict[str, int]]:
    tally, judged = Tally(), dict.fromkeys(chosen, 0)
    for record in observed.records(target):
        if record.collection in judged:
            for found in rule(record):
                judged[record.collection] += record.times
                if found is not None:
                    tally.add(found, record)
    return tally, judged


def _absence(target: Target, collection: str, nothing: str, complete: bool) -> NotApplicable | NotTested:
    """What a whole collection does not have is not there; what a part of it does not show may be."""
    records = observed.records(target)
    count = len({str(one.value.get("id")) for one in records if one.collection == collection})
    reason = f"{nothing} in the {count} records read of {collection}"
    return NotApplicable(reason) if count and complete else NotTested(reason)


def _finding(
    fault: Fault, record: Observed, same: list[tuple[Fault, Observed]], judged: dict[str, int]
) -> Finding:
    kind = Violation if fault.certain else Suspected
    actual = fault.actual
    if len(same) > 1:
        times = sum(other.times for _, other in same)
        actual = f"{actual} ({times} times among {judged.get(record.collection, times)} compared)"
    pointer = observed.pointed(record, fault.pointer)
    return kind(fault.expected, actual, record.answer, pointer, where=record.collection)
