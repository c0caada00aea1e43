"""New checks tell what they find, and bind one release later."""

from __future__ import annotations

import pytest
from tests.conformance.judged import requirement

from wegweiser_conformance.model import Result, Status
from wegweiser_conformance.preview import PREVIEW, softened
from wegweiser_conformance.verdict import Verdict, verdict_of
from wegweiser_contract import load_contract

NEW = {"demo/rule": "0.3"}


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.FAILED, Status.WARNING),
        (Status.SUSPECTED, Status.WARNING),
        (Status.NOT_TESTED, Status.NOTE),
        (Status.PASSED, Status.PASSED),
        (Status.ERROR, Status.ERROR),
    ],
)
def test_what_a_new_check_finds_is_told_and_blocks_nothing(status: Status, told: Status) -> None:
    """A fault of the suite stays one."""
    (result,) = softened([Result(requirement(), status, "one total is wrong")], NEW)
    assert result.status is told
    if told is not status:
        assert result.reason == "a new check, which binds from release 0.3 on: one total is wrong"


def test_who_was_green_stays_green() -> None:
    """However much a new check finds."""
    green = Result(requirement(id_="demo/other"), Status.PASSED)
    results = [green, Result(requirement(), Status.FAILED, "one total is wrong")]
    assert verdict_of(results) is Verdict.NOT_CONFORMANT
    assert verdict_of(softened(results, NEW)) is Verdict.CONFORMANT


def test_what_is_not_new_stays_as_it_is() -> None:
    """Most checks bind."""
    failed = Result(requirement(), Status.FAILED, "one total is wrong")
    assert softened([failed], {}) == [failed]


def test_only_what_the_contract_knows_is_in_preview() -> None:
    """A check is about a requirement."""
    assert set(load_contract().requirements) >= set(PREVIEW)
