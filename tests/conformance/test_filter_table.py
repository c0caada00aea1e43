"""The table of filter checks is that of the contract."""

from __future__ import annotations

from wegweiser_conformance.checks.filters.each import FILTERS, requirement_id
from wegweiser_contract import load_contract


def test_every_filter_of_every_list_has_its_check() -> None:
    """Neither more nor fewer, but for `updatedSince`, which the group `changes` judges."""
    held = {
        (operation.collection, parameter.name)
        for operation in load_contract().operations
        if operation.kind == "list"
        for parameter in operation.parameters
        if parameter.filter is not None and parameter.name != "updatedSince"
    }
    assert held == {(collection, name) for collection, names in FILTERS.items() for name in names}


def test_every_check_of_a_filter_is_named_after_its_requirement() -> None:
    """A parameter's capitals become hyphens."""
    assert requirement_id("jobs", "temporaryAgencyWork") == "filters/jobs-temporary-agency-work"
    requirements = load_contract().requirements
    assert all(requirement_id(one, name) in requirements for one, names in FILTERS.items() for name in names)
