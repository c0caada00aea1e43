"""The report as plain, clean data: every reporter reads only this, so nothing secret can reach an output.

Whatever a server supplied passes through the mask here, once, before it is shortened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Level, Status, Suspected
from wegweiser_conformance.verdict import EXIT_CODES, ClassVerdict, Verdict, by_class, verdict_of
from wegweiser_conformance.version import SUITE_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.masking import Mask
    from wegweiser_conformance.model import Finding, Result
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
    """One finding: what was expected, what came, and where to look."""

    expected: str
    found: str
    where: str
    pointer: str
    certain: bool
    trace: Trace | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One requirement, its sentence and advice in the language of the report, and what became of it."""

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
    """One run, told."""

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

    def with_status(self, *statuses: Status) -> list[Entry]:
        return [entry for entry in self.entries if entry.status in statuses]

    def count(self, status: Status) -> int:
        return len(self.with_status(status))


def build(
    target: Target, results: Sequence[Result], pending: Sequence[str], circumstances: Circumstances
) -> Report:
    writer = _Writer(target.client.mask, circumstances.lang)
    verdict = verdict_of(results)
    classes = [name for name in target.contract.document["x-classes"] if name in target.classes]
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
        entries=tuple(writer.entry(result) for result in sorted(results, key=lambda one: one.requirement.id)),
        pending=tuple(pending),
        traffic=tuple(writer.trace(answer) for answer in target.client.traffic),
    )


def _publisher(description: Mapping[str, object]) -> str:
    publisher = description.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else ""
    return name if isinstance(name, str) else ""


@dataclass(frozen=True, slots=True)
class _Writer:
    mask: Mask
    lang: str

    def entry(self, result: Result) -> Entry:
        requirement = result.requirement
        return Entry(
            requirement=requirement.id,
            group=requirement.group,
            level=result.level,
            class_=result.class_,
            status=result.status,
            reason=self.text(result.reason),
            sentence=self._in_language(requirement.sentence),
            mend=self._in_language(requirement.mend),
            place=requirement.place,
            demands=requirement.demands,
            compared=result.compared,
            places=result.places,
            remainder=tuple((part, self.text(reason)) for part, reason in result.remainder),
            evidence=tuple(self.evidence(finding) for finding in result.evidence),
        )

    def evidence(self, finding: Finding) -> Evidence:
        return Evidence(
            expected=self.text(finding.expected),
            found=self.text(finding.actual),
            where=self.text(finding.where),
            pointer=self.text(finding.pointer),
            certain=not isinstance(finding, Suspected),
            trace=self.trace(finding.answer) if finding.answer else None,
        )

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
