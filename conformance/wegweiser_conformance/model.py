"""The words of the engine: what a check is, what it may find, what becomes of it.

A *check* judges one *requirement* of the contract and yields *findings*. In a `Seen` it counts what it
compared: a check that compared nothing proves nothing. Besides findings there are two ways to end early:

    Finding            what the server did is not what the requirement's sentence says
    ├── Violation      … and that is certain
    └── Suspected      … but a human must confirm it
    Unjudged           the check could not, or need not, judge
    ├── NotTested      … although it should have (budget, drift, a failed prerequisite)
    └── NotApplicable  … because the rule does not hold here, or its condition never arose

Any other exception is a fault of the suite itself (`Status.ERROR`) and is never blamed on the server.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Requirement

    type_of_run = Callable[[Target, "Seen"], Iterable["Finding"] | None]


class Level(StrEnum):
    """How strongly a requirement binds (RFC 2119)."""

    MUST = "MUST"
    SHOULD = "SHOULD"
    MAY = "MAY"


class Status(StrEnum):
    """What became of a requirement, from harmless to grave: a group takes the gravest of its members."""

    NOT_APPLICABLE = "not-applicable"
    PASSED = "passed"
    WAIVED = "waived"
    NOTE = "note"
    WARNING = "warning"
    NOT_TESTED = "not-tested"
    SUSPECTED = "suspected"
    FAILED = "failed"
    ERROR = "error"

    @property
    def gravity(self) -> int:
        return list(Status).index(self)


STATUS_OF_VIOLATION = {
    Level.MUST: Status.FAILED,
    Level.SHOULD: Status.WARNING,
    Level.MAY: Status.NOTE,
}


def gravest(statuses: Iterable[Status]) -> Status:
    return max(statuses, key=lambda status: status.gravity, default=Status.NOT_APPLICABLE)


class Finding(Exception):
    """Expected and actual, with the answer that shows it and a JSON pointer into that answer's body.

    Findings that name the same `cause` are told as one; without it the reports compare what they say.
    """

    def __init__(
        self,
        expected: Any,
        actual: Any,
        answer: Exchange | None = None,
        pointer: str = "",
        where: str = "",
        cause: str = "",
    ) -> None:
        super().__init__(f"expected {expected}, found {actual}")
        self.expected = str(expected)
        self.actual = str(actual)
        self.answer = answer
        self.pointer = pointer
        self.where = where
        self.cause = cause


class Violation(Finding):
    """A requirement is broken. A check raises or yields it."""


class Suspected(Finding):
    """A requirement looks broken, but only a human can tell: blocks "conformant", never says failed."""


class Unjudged(Exception):
    """Why a check, or a part of it, ended without a judgement."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotTested(Unjudged):
    """The suite could not judge: the reason reads on after "not tested: "."""


class Drifted(NotTested):
    """The data of a collection changed between two answers that belong together."""

    def __init__(self, collection: str) -> None:
        super().__init__(f"the data of {collection} changed while they were read")
        self.collection = collection


class NotApplicable(Unjudged):
    """There is nothing to judge: the reason reads on after "not applicable: "."""


class _Part:
    def __init__(self, seen: Seen, name: str) -> None:
        self._seen = seen
        self._name = name
        self._outer = ""

    def __enter__(self) -> None:
        self._outer, self._seen.current = self._seen.current, self._name

    def __exit__(self, kind: object, raised: BaseException | None, trace: object) -> bool:
        self._seen.current = self._outer
        if isinstance(raised, Unjudged):
            self._seen.remainder.append((self._name, raised))
            return True
        return False


class Seen:
    """What one check has judged so far: a pass needs at least one."""

    def __init__(self) -> None:
        self.places: Counter[str] = Counter()
        self.remainder: list[tuple[str, Unjudged]] = []
        self.current = ""

    @property
    def compared(self) -> int:
        return self.places.total()

    def judged(self, count: int = 1, where: str = "") -> None:
        """Count what was compared (records, pairs, answers), at `where` or in the current part."""
        self.places[where or self.current] += count

    def part(self, name: str) -> _Part:
        """`with seen.part("jobs"):` is a part that may stay unjudged without ending the check."""
        return _Part(self, name)


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement and the function that judges it.

    `on_request` judges what a run otherwise leaves to humans.
    """

    requirement_id: str
    run: type_of_run
    on_request: bool = False

    @property
    def group(self) -> str:
        return self.requirement_id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one requirement, and why; `unsteady` if a failure came once and did not return.

    `cells` is the number of places that the rule has in this run, 0 if nobody counted; `drifted` names the
    collections that could not be judged as their data changed.
    """

    requirement: Requirement
    status: Status
    reason: str = ""
    evidence: tuple[Finding, ...] = ()
    compared: int = 0
    places: tuple[tuple[str, int], ...] = ()
    remainder: tuple[tuple[str, str], ...] = field(default=())
    unsteady: bool = False
    cells: int = 0
    drifted: frozenset[str] = frozenset()

    @property
    def level(self) -> Level:
        return Level(self.requirement.level)

    @property
    def class_(self) -> str:
        return self.requirement.class_
