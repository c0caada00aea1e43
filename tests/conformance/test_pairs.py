"""Requirement, check and defect belong together: none stands alone."""

from __future__ import annotations

from wegweiser_conformance.checks import every_check
from wegweiser_contract import load_contract
from wegweiser_server.defects import DEFECTS

CHECKED = {check.requirement_id for check in every_check()}
UNSEEN = ("declared",)


def test_every_requirement_has_a_check_or_a_reason() -> None:
    """Only what cannot be seen from outside, or in one run, has none."""
    requirements = load_contract().requirements.values()
    assert {one.id for one in requirements if one.judged not in UNSEEN} == CHECKED
    assert [one.id for one in requirements if one.judged == "declared" and not one.not_tested] == []


def test_every_check_has_a_defect_that_it_must_convict() -> None:
    """A check that never saw red could be one that cannot fail."""
    assert CHECKED - {one.convicts for one in DEFECTS.values()} == set()


def test_every_defect_breaks_a_requirement_that_has_a_check() -> None:
    """A wrong server that nobody judges proves nothing."""
    assert {one.convicts for one in DEFECTS.values()} - CHECKED == set()


def test_every_defect_says_what_is_wrong() -> None:
    """`--list-defects` explains each, and its id names the group that it belongs to."""
    unclear = [name for name, one in DEFECTS.items() if len(one.says) < 10 or "/" not in name]
    assert unclear == []
