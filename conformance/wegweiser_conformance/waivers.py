"""Waivers: findings that a publisher knows, with a reason and an end. They hide nothing; they unblock.

[[waiver]]
requirement = "records/average-size"
reason = "the old export; mended with release 4"
until = 2027-03-31
hash = "3f2a91c07b1e"    # for a suspicion of personal data: the value that a human has looked at
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.model import Level, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from wegweiser_conformance.model import Result

    type_of_clean = Callable[[str], str]

_WAIVABLE = frozenset({Status.FAILED, Status.SUSPECTED, Status.NOT_TESTED, Status.WARNING})
_MEMBERS = frozenset({"requirement", "reason", "until", "hash"})
_HASH = re.compile(r"sha256 ([0-9a-f]{12})")
_SHORTEST_REASON = 10


class WaiverError(Exception):
    """A waiver cannot be used as it stands; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """`until` is the last day on which it holds; `hash` restricts it to one suspected value."""

    requirement: str
    reason: str
    until: date
    hash: str = ""

    def told(self) -> str:
        return f"waived until {self.until}: {self.reason}"


def waiver_of(entry: Any, known: Iterable[str]) -> Waiver:
    """From an entry of the configuration."""
    if not isinstance(entry, dict):
        raise WaiverError("[[waiver]] must be a table with requirement, reason and until")
    strange = sorted(set(entry) - _MEMBERS)
    if strange:
        raise WaiverError(f"[[waiver]] knows {', '.join(sorted(_MEMBERS))}, not {', '.join(strange)}")
    requirement, reason, until = (entry.get(name) for name in ("requirement", "reason", "until"))
    if requirement not in set(known):
        raise WaiverError(
            f"[[waiver]] requirement = {requirement!r}: there is none; `wegweiser explain` lists them"
        )
    if not isinstance(reason, str) or len(reason.strip()) < _SHORTEST_REASON:
        raise WaiverError(f"[[waiver]] {requirement}: give a reason that a reviewer understands")
    if type(until) is not date:
        raise WaiverError(f"[[waiver]] {requirement}: until must be a day such as 2027-03-31, without quotes")
    digest = entry.get("hash", "")
    if not isinstance(digest, str) or (digest and not re.fullmatch("[0-9a-f]{12}", digest)):
        raise WaiverError(f"[[waiver]] {requirement}: hash is the 12 signs that the report shows")
    return Waiver(str(requirement), reason.strip(), until, digest)


def waived(
    results: Iterable[Result], waivers: Sequence[Waiver], today: date, clean: type_of_clean
) -> list[Result]:
    """The results; whatever a waiver that still holds covers is waived, and says why."""
    valid = [one for one in waivers if one.until >= today]
    return [_after(result, valid, clean) for result in results]


def _after(result: Result, waivers: Sequence[Waiver], clean: type_of_clean) -> Result:
    own = [one for one in waivers if one.requirement == result.requirement.id]
    if not own or result.status not in _WAIVABLE or not _covers(result, own, clean):
        return result
    reason = "; ".join([*(one.told() for one in own), f"{result.status.value}: {result.reason}"])
    return replace(result, status=Status.WAIVED, reason=reason)


def _covers(result: Result, waivers: Sequence[Waiver], clean: type_of_clean) -> bool:
    """A waiver without hash covers all; those with one cover a suspicion if each of its values is named."""
    if any(not one.hash for one in waivers):
        return True
    if result.status is not Status.SUSPECTED:
        return False
    named = {one.hash for one in waivers}
    return all(set(_HASH.findall(clean(finding.actual))) & named for finding in result.evidence)


def complaints(results: Iterable[Result], waivers: Sequence[Waiver], today: date) -> Iterator[str]:
    """What is wrong with the waivers themselves: past their end, or for what is no longer broken."""
    by_id = {result.requirement.id: result for result in results}
    for waiver in waivers:
        result = by_id.get(waiver.requirement)
        if waiver.until < today:
            yield f"the waiver of {waiver.requirement} ended on {waiver.until}"
        elif result is not None and result.status is Status.PASSED:
            level = "" if result.level is Level.MUST else f" ({result.level})"
            yield f"the waiver of {waiver.requirement}{level} is no longer needed: it passed"
