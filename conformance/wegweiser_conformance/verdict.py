"""From results to a verdict, an exit code, and one verdict per class."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Level, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wegweiser_conformance.model import Result


class Verdict(StrEnum):
    """What can be said of a whole server, or of one of its classes."""

    CONFORMANT = "conformant"
    CONFORMANT_WITH_WAIVERS = "conformant-with-waivers"
    NOT_FULLY_CHECKED = "not-fully-checked"
    NOT_CONFORMANT = "not-conformant"
    SUITE_FAULT = "suite-fault"


EXIT_CODES: Mapping[Verdict, int] = {
    Verdict.CONFORMANT: 0,
    Verdict.CONFORMANT_WITH_WAIVERS: 0,
    Verdict.NOT_CONFORMANT: 1,
    Verdict.NOT_FULLY_CHECKED: 2,
    Verdict.SUITE_FAULT: 4,
}
NOT_CHECKABLE = 3
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class ClassVerdict:
    """One claimed class: how its requirements fared."""

    class_: str
    verdict: Verdict
    counts: Mapping[Status, int]


def verdict_of(results: Iterable[Result]) -> Verdict:
    """Of the exit codes 4, 3, 1, 2 the first that applies wins; without a judgement nothing was checked."""
    held = list(results)
    if not held:
        return Verdict.NOT_FULLY_CHECKED
    if any(result.status is Status.ERROR for result in held):
        return Verdict.SUITE_FAULT
    if any(result.status is Status.FAILED for result in held):
        return Verdict.NOT_CONFORMANT
    if any(_blocks(result) for result in held):
        return Verdict.NOT_FULLY_CHECKED
    if any(result.status is Status.WAIVED for result in held):
        return Verdict.CONFORMANT_WITH_WAIVERS
    return Verdict.CONFORMANT


def _blocks(result: Result) -> bool:
    """A SHOULD that fails is a warning and does not block; neither does a SHOULD that could not be tested."""
    if result.status is Status.SUSPECTED:
        return True
    return result.status is Status.NOT_TESTED and result.level is Level.MUST


def by_class(results: Iterable[Result], classes: Iterable[str]) -> tuple[ClassVerdict, ...]:
    held = list(results)
    return tuple(_class_verdict(name, held) for name in classes)


def _class_verdict(name: str, results: list[Result]) -> ClassVerdict:
    own = [result for result in results if result.class_ == name]
    return ClassVerdict(name, verdict_of(own), Counter(result.status for result in own))
