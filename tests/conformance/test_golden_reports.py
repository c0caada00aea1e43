"""Reports as they were last looked at: every change of what a reader sees shows in a diff.

`WEGWEISER_WRITE_GOLDEN=1 pytest tests/conformance/test_golden_reports.py` writes them anew, to be looked at.
"""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conformance.judged import report_of, target
from tests.conformance.tiny import Tiny, raw

from wegweiser_conformance.earlier import Progress
from wegweiser_conformance.measured import Measured
from wegweiser_conformance.model import Result, Status, Suspected, Violation
from wegweiser_conformance.phrases import phrases
from wegweiser_conformance.reporters import WRITERS
from wegweiser_conformance.reporters.console import Console
from wegweiser_conformance.wording import LANGUAGES, Words
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from wegweiser_conformance.report import Report

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {
    "console": "txt",
    "markdown": "md",
    "html": "html",
    "json": "json",
    "sarif": "sarif",
    "junit": "xml",
    "badge": "svg",
}
BOTH = {"console", "markdown", "html"}
CASES = [(form, lang) for form in ENDINGS for lang in LANGUAGES if lang == "en" or form in BOTH]
HTML_ERROR = {"Content-Type": "text/html", "Server": "nginx"}


def seen(lang: str) -> Report:
    """A total that is off everywhere, a gateway's error page, a suspicion, a warning, a waiver …"""
    tiny = Tiny(count=12, overrides={"/offices": lambda: raw(b"<h1>404</h1>", 404, HTML_ERROR)})
    judged = target(tiny)
    jobs, offices = judged.ask("/jobs"), judged.ask("/offices")
    every = load_contract().requirements

    def result(id_: str, status: Status, reason: str = "", *found: Violation | Suspected) -> Result:
        return Result(every[id_], status, reason, found, compared=12, places=(("jobs", 12),), cells=2)

    def told(english: str) -> str:
        return phrases(lang).find(english) or english

    off = [
        Violation(f"{n}, the records that next brings", n + 1, jobs, "/page/total", "jobs") for n in (12, 4)
    ]
    person = Suspected(
        "a text without names of persons", "what looks like a person's name", jobs, "/items/0/title"
    )
    results = [
        result("paging/total-matches", Status.FAILED, "", *off),
        result(
            "filters/jobs-remote",
            Status.FAILED,
            "",
            Violation("a total of 4", 5, jobs, "/page/total", "jobs"),
        ),
        result(
            "problems/members", Status.FAILED, "", Violation("a problem object", offices.outcome, offices)
        ),
        result("personal-data/free-text-clean", Status.SUSPECTED, "", person),
        result(
            "records/average-size", Status.WARNING, "", Violation("at most 1500 bytes on average", 1507, jobs)
        ),
        result("paging/full-pages", Status.NOT_TESTED, "the budget of 40 requests is spent (--max-requests)"),
        result("cors/allow-origin", Status.WAIVED, "waived until 2027-03-31: the old gateway"),
        result("paging/envelope", Status.PASSED),
    ]
    return replace(
        report_of(results, judged, lang),
        suite_version="0.0.0",
        traffic=(),
        measured=Measured("2026-11-22", mutants=400, killed=388, variants=30, accused=0),
        escapes=(told("jobs: totals are `at-least` in all of 12 answers, so none can be proved wrong"),),
        complaints=(told("the waiver of cors/allow-origin ended on 2026-11-01"),),
        progress=Progress(("problems/members",), (), ("paging/total-matches",)),
    )


def rendered(form: str, lang: str) -> str:
    if form != "console":
        return WRITERS[form](seen(lang))
    stream = io.StringIO()
    Console(stream, Words(lang)).end(seen(lang))
    return stream.getvalue()


@pytest.mark.parametrize(("form", "lang"), CASES)
def test_a_report_looks_as_it_was_last_looked_at(form: str, lang: str) -> None:
    """Byte for byte, but for how long an answer took."""
    file, text = GOLDEN / f"report.{lang}.{ENDINGS[form]}", rendered(form, lang)
    if os.environ.get("WEGWEISER_WRITE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
