"""Verdicts and exit codes."""

from __future__ import annotations

import pytest
from tests.conformance.judged import requirement

from wegweiser_conformance.model import Result, Status
from wegweiser_conformance.verdict import EXIT_CODES, Verdict, by_class, verdict_of


def result(status: str, level: str = "MUST", class_: str = "core") -> Result:
    return Result(requirement(level, class_), Status(status))


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        (["passed"], 0),
        (["passed", "not-applicable"], 0),
        (["passed", "warning", "note"], 0),
        (["passed", "waived"], 0),
        (["passed", "not-tested"], 2),
        (["passed", "suspected"], 2),
        (["passed", "not-tested", "failed"], 1),
        (["suspected", "failed", "waived"], 1),
        (["failed", "not-tested", "error"], 4),
        (["passed", "error"], 4),
        ([], 2),
    ],
)
def test_the_gravest_thing_that_applies_decides_the_exit_code(statuses: list[str], code: int) -> None:
    """Fault of the suite before not conformant before not fully checked."""
    assert EXIT_CODES[verdict_of(result(status) for status in statuses)] == code


def test_a_should_that_could_not_be_tested_does_not_block() -> None:
    """Broken it would only warn."""
    assert verdict_of([result("passed"), result("not-tested", "SHOULD")]) is Verdict.CONFORMANT
    assert verdict_of([result("passed"), result("suspected", "SHOULD")]) is Verdict.NOT_FULLY_CHECKED


def test_waivers_are_said_in_the_verdict() -> None:
    """Conformant with waivers is not conformant without."""
    assert verdict_of([result("waived")]) is Verdict.CONFORMANT_WITH_WAIVERS


def test_every_class_has_its_own_verdict() -> None:
    """One class can be kept while another is broken; one without a judgement is not fully checked."""
    held = [result("passed"), result("failed", class_="jobs")]
    verdicts = {one.class_: one.verdict for one in by_class(held, ["core", "jobs", "query"])}
    assert verdicts == {
        "core": Verdict.CONFORMANT,
        "jobs": Verdict.NOT_CONFORMANT,
        "query": Verdict.NOT_FULLY_CHECKED,
    }
