"""The console: progress while it runs, then the findings by group, then one line of verdict per class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from wegweiser_conformance.hops import Hop
from wegweiser_conformance.model import Status

if TYPE_CHECKING:
    from wegweiser_conformance.causes import Cause
    from wegweiser_conformance.report import Entry, Evidence, Report
    from wegweiser_conformance.wording import Words
    from wegweiser_contract import Requirement

_MARKS = {
    Status.PASSED: "✓",
    Status.FAILED: "✗",
    Status.WARNING: "!",
    Status.NOTE: "i",
    Status.SUSPECTED: "?",
    Status.NOT_TESTED: "…",
    Status.NOT_APPLICABLE: "-",
    Status.WAIVED: "~",
    Status.ERROR: "E",
}
_COLOURS = {
    Status.PASSED: "32",
    Status.FAILED: "31;1",
    Status.WARNING: "33",
    Status.SUSPECTED: "35",
    Status.NOT_TESTED: "36",
    Status.ERROR: "41;1",
}
_MOST_EVIDENCE = 3
_MOST_NAMED = 8


@dataclass
class Console:
    """Writes to one stream; colours and the progress line only where a person watches."""

    stream: TextIO
    words: Words
    quiet: bool = False
    verbose: bool = False

    @property
    def _watched(self) -> bool:
        return self.stream.isatty()

    def say(self, line: str = "") -> None:
        try:
            print(line, file=self.stream, flush=True)
        except UnicodeEncodeError:
            encoding = self.stream.encoding or "ascii"
            print(line.encode(encoding, "replace").decode(encoding), file=self.stream, flush=True)

    def begin(self, target: str, contract: str, classes: str) -> None:
        if not self.quiet:
            self.say(f"{self.words['target']} {target}, {self.words['contract']} {contract}: {classes}")

    def progress(self, done: int, total: int, requirement: Requirement) -> None:
        """One line that overwrites itself; in a log every fiftieth, so that nobody waits in the dark."""
        if self.quiet:
            return
        if self._watched:
            self.stream.write(f"\r\x1b[2K{done}/{total} {requirement.id}")
            self.stream.flush()
        elif done % 50 == 0:
            self.say(f"{done}/{total} …")

    def end(self, report: Report) -> None:
        if self._watched and not self.quiet:
            self.stream.write("\r\x1b[2K")
        if self.verbose:
            for entry in report.entries:
                self._line(entry)
        if not self.quiet:
            for cause in report.causes:
                self._cause(cause)
            self._classes(report)
            self._beside(report)
        self.verdict(report)

    def _line(self, entry: Entry) -> None:
        self.say(
            f"{self._mark(entry.status)} {entry.requirement} (n = {entry.compared}) {entry.reason}".rstrip()
        )

    def _cause(self, cause: Cause) -> None:
        """One cause is one finding, with the requirements that it breaks."""
        if cause.broken == 1:
            self.finding(cause.lead)
            return
        self.say()
        self.say(f"{self._mark(cause.status)} {self.words.heading(cause)}")
        for entry in cause.entries[:_MOST_NAMED]:
            self.say(f"  {self._mark(entry.status)} {self._title(entry)}")
        if cause.broken > _MOST_NAMED:
            self.say(f"  + {cause.broken - _MOST_NAMED}")
        self._told(cause.lead, self.words.mend(cause), most=1)

    def finding(self, entry: Entry) -> None:
        self.say()
        self.say(f"{self._mark(entry.status)} {self._title(entry)}")
        self._told(entry, entry.mend, _MOST_EVIDENCE)

    def _title(self, entry: Entry) -> str:
        level, status = self.words.level(entry.level), self.words.status(entry.status)
        return f"{entry.requirement}  {level} · {entry.class_} · {status}"

    def _told(self, entry: Entry, mend: str, most: int) -> None:
        self.say(f"  {entry.sentence}")
        if not entry.evidence:
            self.say(f"  {self.words['reason']}: {entry.reason}")
            return
        for one in entry.evidence[:most]:
            self._evidence(one)
        if len(entry.evidence) > most:
            self.say(f"  + {len(entry.evidence) - most}")
        if mend:
            self.say(f"  {self.words['mend']}: {mend}")

    def _evidence(self, one: Evidence) -> None:
        self.say(f"  {self.words['expected']}: {one.expected}")
        self.say(f"  {self.words['found']}: {one.found}")
        if one.pointer:
            self.say(f"  {self.words['place']}: {one.pointer}")
        if not one.certain:
            self.say(f"  {self.words['sure']}: {self.words.sure(one.certain)}")
        if one.trace:
            if one.hop.hop is not Hop.APPLICATION:
                self.say(f"  {self.words['hop']}: {self.words.hop(one.hop)}")
            self.say(f"  {one.trace.curl}")

    def _classes(self, report: Report) -> None:
        self.say()
        for one in report.classes:
            counts = ", ".join(
                f"{one.counts[status]} {self.words.status(status)}"
                for status in Status
                if one.counts.get(status)
            )
            self.say(f"{one.class_:<16} {self.words.verdict(one.verdict):<24} {counts}")
        if report.pending:
            self.say(f"{self.words['pending']}: {len(report.pending)}")

    def _beside(self, report: Report) -> None:
        """What a reader must know to trust the verdict, and what became of an earlier run."""
        for line in (*report.escapes, *report.complaints):
            self.say(f"! {line}")
        if report.progress is not None:
            for name in ("new", "mended", "still"):
                ids = getattr(report.progress, name)
                self.say(f"{self.words[name]}: {', '.join(ids) or '–'}")

    def verdict(self, report: Report) -> None:
        run = report.circumstances
        spent = self.words["spent"].format(report.requests, run.seconds, run.seed)
        only = f" ({self.words['only']}: {', '.join(run.only)})" if run.only else ""
        verdict = self.words.verdict(report.verdict)
        self.say(f"{report.target}: {verdict}{only} · {spent}")
        if not self.quiet:
            self.say(self.words.meaning(report.verdict))
            self.say(f"{self.words['measured']}: {self.words.measured(report.measured)}")

    def _mark(self, status: Status) -> str:
        mark = _MARKS[status]
        return f"\x1b[{_COLOURS[status]}m{mark}\x1b[0m" if self._watched and status in _COLOURS else mark
