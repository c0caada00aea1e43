"""Judges one requirement: runs its check and says what became of it.

The one place where a level becomes a status, where a check that compared nothing is kept from passing, and
where a fault of the suite is told from a fault of the server.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from wegweiser_conformance import drift
from wegweiser_conformance.model import (
    STATUS_OF_VIOLATION,
    Drifted,
    Finding,
    Level,
    NotApplicable,
    NotTested,
    Result,
    Seen,
    Status,
    Suspected,
    Unjudged,
)
from wegweiser_conformance.steadiness import confirmed

if TYPE_CHECKING:
    from wegweiser_conformance.model import Check
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Requirement

MOST_FINDINGS = 20
NEVER_AROSE = "its condition never arose in this run"
NOTHING_COMPARED = "the check found nothing that it could compare"


def judge(check: Check, requirement: Requirement, target: Target) -> Result:
    """Run the check, unless the requirement does not hold for this target in the first place."""
    reason = (_unclaimed if check.on_request else _exemption)(requirement, target)
    if reason:
        return Result(requirement, Status.NOT_APPLICABLE, reason)
    result = _judged(check, requirement, target)
    if not (result.evidence or result.drifted):
        return result
    if requirement.judged == "passive":
        return confirmed(target, result, None)
    result = _unless_changed(check, requirement, target, result)
    return confirmed(target, result, lambda: _judged_afresh(check, requirement, target))


def _judged_afresh(check: Check, requirement: Requirement, target: Target) -> Result:
    with target.client.forgetting():
        return _judged(check, requirement, target.afresh())


def _unless_changed(check: Check, requirement: Requirement, target: Target, result: Result) -> Result:
    """What was found, unless the data changed meanwhile: then it is looked for in ever smaller windows."""
    collections = result.drifted or drift.concerned(target, result.evidence)
    now = drift.now(target, collections)
    changed = sorted(result.drifted) or drift.between(target, drift.first_read(target), now)
    for times in range(1, drift.TIMES + 1) if changed else ():
        before, afresh = now, target.afresh(times)
        with target.client.forgetting():
            result = _judged(check, requirement, afresh)
            now = drift.now(target, collections) if result.evidence else before
        changed = sorted(result.drifted) or drift.between(target, before, now)
        if not (changed and (result.evidence or result.drifted)):
            return result
    if not changed:
        return result
    reason = f"the data of {', '.join(changed)} changed again and again while they were judged"
    return Result(requirement, Status.NOT_TESTED, reason)


def _judged(check: Check, requirement: Requirement, target: Target) -> Result:
    seen = Seen()
    findings: list[Finding] = []
    ended: Unjudged | None = None
    try:
        for finding in check.run(target, seen) or ():
            finding.where = finding.where or seen.current
            findings.append(finding)
            if len(findings) >= MOST_FINDINGS:
                break
    except Finding as raised:
        findings.append(raised)
    except Unjudged as unjudged:
        ended = unjudged
    except Exception as fault:
        return Result(requirement, Status.ERROR, _fault(fault))
    return _conclude(requirement, seen, findings, ended)


def exempt(requirement: Requirement, target: Target) -> Result | None:
    """The result of a requirement that needs no check to be judged here, if it is one."""
    reason = _exemption(requirement, target)
    return Result(requirement, Status.NOT_APPLICABLE, reason) if reason else None


def _exemption(requirement: Requirement, target: Target) -> str:
    if reason := _unclaimed(requirement, target):
        return reason
    if requirement.judged == "declared":
        return _why_untested(requirement) or "it cannot be seen from outside"
    return _why_untested(requirement)


def _unclaimed(requirement: Requirement, target: Target) -> str:
    for name in (requirement.class_, *requirement.needs):
        if name not in target.classes:
            return f"the class {name} is not claimed"
    return ""


def _why_untested(requirement: Requirement) -> str:
    return (requirement.not_tested or {}).get("en", "")


def _conclude(
    requirement: Requirement, seen: Seen, findings: list[Finding], ended: Unjudged | None
) -> Result:
    status, reason = _status(requirement, seen, findings, ended)
    return Result(
        requirement,
        status,
        reason,
        evidence=tuple(findings),
        compared=seen.compared,
        places=tuple(sorted(seen.places.items())),
        remainder=tuple((part, unjudged.reason) for part, unjudged in seen.remainder),
        cells=_cells(seen),
        drifted=_drifted(seen, ended) if status is Status.NOT_TESTED else frozenset(),
    )


def _drifted(seen: Seen, ended: Unjudged | None) -> frozenset[str]:
    """The collections whose changing data kept the check from judging."""
    obstacles = (ended, *(unjudged for _, unjudged in seen.remainder))
    return frozenset(one.collection for one in obstacles if isinstance(one, Drifted))


def _cells(seen: Seen) -> int:
    """The places that the rule has here: those judged, and those that should have been but were not."""
    left = {part for part, unjudged in seen.remainder if isinstance(unjudged, NotTested)}
    return len({place for place, count in seen.places.items() if count} | left)


def _status(
    requirement: Requirement, seen: Seen, findings: list[Finding], ended: Unjudged | None
) -> tuple[Status, str]:
    certain = [finding for finding in findings if not isinstance(finding, Suspected)]
    if certain:
        return STATUS_OF_VIOLATION[Level(requirement.level)], told(certain)
    if findings:
        return Status.SUSPECTED, told(findings)
    if ended is not None:
        return _status_of(ended), ended.reason
    if seen.compared:
        return Status.PASSED, ""
    return _nothing_compared(requirement, seen)


def _nothing_compared(requirement: Requirement, seen: Seen) -> tuple[Status, str]:
    """n = 0 is never a pass: not applicable if every part says so, else not tested."""
    if requirement.judged == "conditional" and not seen.remainder:
        return Status.NOT_APPLICABLE, NEVER_AROSE
    reasons = "; ".join(dict.fromkeys(unjudged.reason for _, unjudged in seen.remainder))
    if seen.remainder and all(isinstance(unjudged, NotApplicable) for _, unjudged in seen.remainder):
        return Status.NOT_APPLICABLE, reasons
    return Status.NOT_TESTED, reasons or NOTHING_COMPARED


def _status_of(unjudged: Unjudged) -> Status:
    return Status.NOT_TESTED if isinstance(unjudged, NotTested) else Status.NOT_APPLICABLE


def told(findings: list[Finding]) -> str:
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"expected {findings[0].expected}, found {findings[0].actual}{more}"


def _fault(fault: Exception) -> str:
    return f"fault of the suite: {type(fault).__name__}: {str(fault)[:200]} ({location_of(fault)})"


def location_of(fault: Exception) -> str:
    """File and line in the suite, for whoever reports it."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
