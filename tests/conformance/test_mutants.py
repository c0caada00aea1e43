"""A small fixed sample of the derived mutants is convicted; `make matrix` runs them all."""

from __future__ import annotations

import pytest
from tests.matrix.running import every_mutant, outcome

# Of every family and way to be wrong one that shows itself early: a sample for speed, not for the rate.
SAMPLE = (
    "headers/Cache-Control:wrong-on-304",
    "headers/Content-Language:wrong-in-english",
    "headers/Vary:dropped-on-items",
    "operations/getCourse:no-content-on-head",
    "operations/listCodeLists:missing-in-english",
    "operations/list-jobs:page-border-lost",
    "parameters/courses?radiusKm:ignored-beside-others",
    "parameters/course-sessions?childcare:ignored-beside-others",
    "parameters/jobs?startTo:off-by-one",
    "parameters/offices?language:first-value-only",
    "properties/description/conformsTo:changed-in-a-tenth-of-answers",
    "properties/jobs/requiredLanguages[].lang:changed-in-english",
    "properties/course-sessions/schedule.text.value:dropped-in-items",
    "properties/page/total:changed-in-a-tenth-of-answers",
)


@pytest.mark.parametrize("name", SAMPLE)
def test_a_derived_mutant_is_convicted(name: str) -> None:
    """Some requirement is found broken, whichever it is."""
    assert outcome(every_mutant()[name]).killer


def test_every_family_is_in_the_sample() -> None:
    """Parameters, properties, headers, operations."""
    assert {one.family for one in every_mutant().values()} == {name.partition("/")[0] for name in SAMPLE}


def test_what_breaks_no_requirement_has_a_reason() -> None:
    """Each is a sentence, and there are few of them for many mutants."""
    reasons = [one.equivalent for one in every_mutant().values() if one.equivalent]
    assert len(set(reasons)) * 3 < len(reasons) < len(every_mutant()) / 10


def test_no_mutant_of_the_sample_is_an_innocent_one() -> None:
    """What is convicted is wrong."""
    assert [name for name in SAMPLE if every_mutant()[name].equivalent] == []
