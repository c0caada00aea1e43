"""The report as plain, clean data: every reporter reads only this, so nothing secret can reach an output.

Whatever a server supplied passes through the mask here, once, before it is shortened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import earlier
from wegweiser_conformance.causes import Cause, causes
from wegweiser_conformance.escapes import escapes
from wegweiser_conformance.hops import Guess, Hop, guess
from wegweiser_conformance.links import requirement_address
from wegweiser_conformance.measured import Measured, measured
from wegweiser_conformance.model import Level, Status, Suspected
from wegweiser_conformance.phrases import phrases
from wegweiser_conformance.verdict import EXIT_CODES, ClassVerdict, Verdict, by_class, verdict_of
from wegweiser_conformance.version import SUITE_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wegweiser_conformance.earlier import Progress
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.masking import Mask
    from wegweiser_conformance.model import Finding, Result
    from wegweiser_conformance.phrases import Phrases
    from wegweiser_conformance.target import Target

LONGEST_BODY = 4_000
_LONGEST_TEXT = 600
_LONGEST_FIELD = 400


@dataclass(frozen=True, slots=True)
class Trace:
    """One exchange as a report shows it."""

    number: int
    method: str
    url: str
    curl: str
    sent: tuple[tuple[str, str], ...]
    status: int
    fault: str
    headers: tuple[tuple[str, str], ...]
    body: str
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding: what was expected, what came, and where to look; `differs` is both in English.

    `english` names the texts that the catalogue of the report's language does not have.
    """

    expected: str
    found: str
    where: str
    pointer: str
    certain: bool
    trace: Trace | None
    cause: str
    hop: Guess
    differs: tuple[str, str]
    english: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One requirement, its sentence and advice in the language of the report, and what became of it.

    `cells` is the number of places that the rule has, 0 if nobody counted; `reason_key` the English reason.
    """

    requirement: str
    group: str
    level: Level
    class_: str
    status: Status
    reason: str
    sentence: str
    mend: str
    place: str
    demands: tuple[str, ...]
    compared: int
    places: tuple[tuple[str, int], ...]
    remainder: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    cells: int
    link: str
    reason_key: str
    english: frozenset[str]

    @property
    def judged_places(self) -> int:
        return sum(count > 0 for _, count in self.places)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a run depends on besides the server, so that it can be repeated."""

    time: str
    seed: int
    lang: str
    seconds: float
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One run, told.

    `complaints` are about the waivers themselves; `records` are digests for a later run to compare with, and
    `progress` is what became of an earlier one.
    """

    target: str
    publisher: str
    contract_version: str
    suite_version: str
    circumstances: Circumstances
    requests: int
    verdict: Verdict
    exit_code: int
    claimed_by: str
    classes: tuple[ClassVerdict, ...]
    entries: tuple[Entry, ...]
    pending: tuple[str, ...]
    traffic: tuple[Trace, ...]
    causes: tuple[Cause, ...]
    escapes: tuple[str, ...]
    complaints: tuple[str, ...]
    records: Mapping[str, Any]
    progress: Progress | None
    measured: Measured

    def with_status(self, *statuses: Status) -> list[Entry]:
        return [entry for entry in self.entries if entry.status in statuses]

    def count(self, status: Status) -> int:
        return len(self.with_status(status))


def build(
    target: Target,
    results: Sequence[Result],
    pending: Sequence[str],
    circumstances: Circumstances,
    complaints: Sequence[str] = (),
) -> Report:
    writer = _Writer(target.client.mask, circumstances.lang, phrases(circumstances.lang))
    verdict = verdict_of(results)
    classes = [name for name in target.contract.document["x-classes"] if name in target.classes]
    entries = tuple(writer.entry(result) for result in sorted(results, key=lambda one: one.requirement.id))
    return Report(
        target=writer.text(target.base),
        publisher=writer.text(_publisher(target.description)),
        contract_version=target.contract.version,
        suite_version=SUITE_VERSION,
        circumstances=circumstances,
        requests=target.client.pace.sent,
        verdict=verdict,
        exit_code=EXIT_CODES[verdict],
        claimed_by=target.claimed_by,
        classes=by_class(results, classes),
        entries=entries,
        pending=tuple(pending),
        traffic=tuple(writer.trace(answer) for answer in target.client.traffic),
        causes=causes(entries),
        escapes=tuple(writer.told(one)[0] for one in escapes(target)),
        complaints=tuple(writer.told(one)[0] for one in complaints),
        records=writer.clean(earlier.document(earlier.snapshots(target))),
        progress=_progress(target, results),
        measured=measured(target.frugal),
    )


def _progress(target: Target, results: Sequence[Result]) -> Progress | None:
    """Beside the earlier run, if there was one."""
    if target.earlier is None:
        return None
    return earlier.progress(target.earlier, {one.requirement.id: one.status for one in results})


def _publisher(description: Mapping[str, object]) -> str:
    publisher = description.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else ""
    return name if isinstance(name, str) else ""


@dataclass(frozen=True, slots=True)
class _Writer:
    mask: Mask
    lang: str
    phrases: Phrases

    def entry(self, result: Result) -> Entry:
        requirement = result.requirement
        reason, known = self._reason(result)
        return Entry(
            requirement=requirement.id,
            group=requirement.group,
            level=result.level,
            class_=result.class_,
            status=result.status,
            reason=reason,
            sentence=self._in_language(requirement.sentence),
            mend=self._in_language(requirement.mend),
            place=requirement.place,
            demands=requirement.demands,
            compared=result.compared,
            places=result.places,
            remainder=tuple((part, self.told(reason)[0]) for part, reason in result.remainder),
            evidence=tuple(self.evidence(finding) for finding in result.evidence),
            cells=result.cells,
            link=requirement_address(requirement.id),
            reason_key=self.text(result.reason),
            english=frozenset() if known else frozenset({"reason"}),
        )

    def evidence(self, finding: Finding) -> Evidence:
        expected, expected_known = self.told(finding.expected)
        found, found_known = self.told(finding.actual)
        english = {"expected": expected_known, "found": found_known}
        return Evidence(
            expected=expected,
            found=found,
            where=self.text(finding.where),
            pointer=self.text(finding.pointer),
            certain=not isinstance(finding, Suspected),
            trace=self.trace(finding.answer) if finding.answer else None,
            cause=self.text(finding.cause),
            hop=self._hop(finding),
            differs=(self.text(finding.expected), self.text(finding.actual)),
            english=frozenset(name for name, known in english.items() if not known),
        )

    def clean(self, value: Any) -> Any:
        """A document of plain data, each text and each name in it cleaned."""
        if isinstance(value, dict):
            return {self.text(name): self.clean(held) for name, held in value.items()}
        if isinstance(value, list):
            return [self.clean(held) for held in value]
        return self.text(value) if isinstance(value, str) else value

    def _reason(self, result: Result) -> tuple[str, bool]:
        """Why nothing can test a requirement stands in the requirement itself, in both languages."""
        untested = result.requirement.not_tested or {}
        if result.reason and result.reason == untested.get("en"):
            return self._in_language(untested), True
        return self.told(result.reason)

    def told(self, english: str) -> tuple[str, bool]:
        """In the language of the report, as far as its catalogue goes, and whether it does."""
        clean = self.text(english)
        translated = self.phrases.find(clean)
        return (clean, False) if translated is None else (translated, True)

    def _hop(self, finding: Finding) -> Guess:
        if finding.answer is None:
            return Guess(Hop.NOBODY)
        found = guess(finding.answer)
        return Guess(found.hop, tuple(self.text(sign, 100) for sign in found.signs))

    def trace(self, answer: Exchange) -> Trace:
        return Trace(
            number=answer.number,
            method=answer.method,
            url=self.text(answer.url, 2_000),
            curl=self.text(answer.curl, 2_500),
            sent=self._fields(answer.sent),
            status=answer.status,
            fault=self.text(answer.fault),
            headers=self._fields(answer.headers.lines),
            body=self.text(answer.body[: self._enough].decode("utf-8", "replace"), LONGEST_BODY),
            size=len(answer.body),
            seconds=round(answer.seconds, 3),
        )

    def text(self, value: str, longest: int = _LONGEST_TEXT) -> str:
        """Cleaned first, shortened then: half a secret would no longer be recognised."""
        return self.mask.excerpt(value, longest)

    @property
    def _enough(self) -> int:
        """The bytes that an excerpt of a body can need."""
        return 4 * (LONGEST_BODY + self.mask.margin + 1)

    def _fields(self, lines: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((self.text(name, 100), self.text(value, _LONGEST_FIELD)) for name, value in lines[:60])

    def _in_language(self, texts: Mapping[str, str]) -> str:
        return texts.get(self.lang) or texts.get("en", "")
