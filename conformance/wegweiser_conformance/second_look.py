"""After the checks: every list that was read for whatever reason is held against the oracle once more.

What a check did not ask about may still be wrong in the answers it got: a total behind a filter, an order
under another language. Such a fault goes to the requirement that it breaks, as if its own check had seen it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wegweiser_conformance import oracle, schema_driven
from wegweiser_conformance.judging import told
from wegweiser_conformance.model import STATUS_OF_VIOLATION, Status, Unjudged, Violation
from wegweiser_conformance.steadiness import confirmed, intermittent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wegweiser_conformance.model import Finding, Result
    from wegweiser_conformance.oracle import Verdict
    from wegweiser_conformance.target import Target

MOST_SHOWN = 5
_SETTLED = {Status.FAILED, Status.WARNING, Status.NOTE, Status.ERROR}


def second_look(target: Target, results: Sequence[Result]) -> Iterator[Result]:
    """The results, with what the oracle and generated requests found besides; nothing is taken back."""
    found = _violations(target, {result.requirement.id for result in results if _binds(target, result)})
    looked = [_worse(target, result, found.get(result.requirement.id, [])) for result in results]
    yield from intermittent(looked)


def _binds(target: Target, result: Result) -> bool:
    """A tree of files need not come in the order that only `query` demands."""
    return {result.requirement.class_, *result.requirement.needs} <= target.classes


def _worse(target: Target, result: Result, found: list[Finding]) -> Result:
    if not found or result.status in _SETTLED:
        return result
    worse = replace(
        result,
        status=STATUS_OF_VIOLATION[result.level],
        reason=told(found),
        evidence=(*found[:MOST_SHOWN], *result.evidence),
    )
    return confirmed(target, worse, None)


def _violations(target: Target, judged: set[str]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    broken = [one for one in oracle.verdicts(target) if one.broken and one.requirement in judged]
    still: dict[tuple[object, ...], bool] = {}
    for one in broken:
        if _held_still(target, one, still):
            violation = Violation(one.expected, one.actual, one.answer, one.pointer, where=one.collection)
            found.setdefault(one.requirement, []).append(violation)
    for requirement, more in schema_driven.violations(target).items():
        if requirement in judged:
            found.setdefault(requirement, []).extend(more)
    return found


def _held_still(target: Target, verdict: Verdict, still: dict[tuple[object, ...], bool]) -> bool:
    """Before a difference is called a fault, what was known is read afresh: changed data excuse it."""
    try:
        if verdict.still is not None and not verdict.still():
            return False
    except Unjudged:
        return False
    if verdict.known is None:
        return True
    scope = verdict.known.scope
    if scope.name not in still:
        try:
            still[scope.name] = scope.held_still(target)
        except Unjudged:
            still[scope.name] = False
    return still[scope.name]
