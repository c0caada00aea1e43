"""The table of checks and the list of requirements agree."""

from __future__ import annotations

import pytest

from wegweiser_conformance.checks import GROUPS, every_check
from wegweiser_conformance.registry import Group, UnknownRequirement, choose
from wegweiser_contract import load_contract

REQUIREMENTS = load_contract().requirements
CHECKED = {check.requirement_id for check in every_check()}
UNTESTABLE = {
    one.id for one in REQUIREMENTS.values() if one.judged == "declared" or one.not_tested is not None
}


def test_every_requirement_has_a_check_or_a_reason() -> None:
    """Nothing is forgotten in silence."""
    assert set(REQUIREMENTS) - CHECKED - UNTESTABLE == set()


def test_every_check_judges_a_requirement_of_the_contract() -> None:
    """No check invents a rule."""
    assert set(REQUIREMENTS) >= CHECKED


def test_there_is_one_module_of_checks_for_each_file_of_requirements() -> None:
    """The table of contents is that of the contract."""
    names = [group.name for group in GROUPS]
    assert len(names) == len(set(names))
    assert {one.group for one in REQUIREMENTS.values()} <= set(names)


def test_only_takes_ids_and_groups() -> None:
    """Without names everything is chosen."""
    known = ["paging/total-matches", "paging/envelope", "query/empty-value"]
    assert choose(["paging"], known) == {"paging/total-matches", "paging/envelope"}
    assert choose(["query/empty-value", "paging/envelope"], known) == {"query/empty-value", "paging/envelope"}
    assert choose([], known) == set(known)


def test_a_misspelt_name_gets_close_ones_offered() -> None:
    """And one that resembles nothing, where to look."""
    with pytest.raises(UnknownRequirement, match="did you mean paging/envelope"):
        choose(["paging/envelop"], ["paging/envelope"])
    with pytest.raises(UnknownRequirement, match="wegweiser explain"):
        choose(["xyzzy"], ["paging/envelope"])


def test_a_group_takes_only_its_own_requirements_once() -> None:
    """A slip shows when the module is loaded."""
    group = Group("paging")
    with pytest.raises(ValueError, match="does not belong"):
        group.check("query/empty-value")
    group.check("paging/envelope")(lambda target, seen: None)
    with pytest.raises(ValueError, match="two checks"):
        group.check("paging/envelope")
