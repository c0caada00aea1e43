"""The engine: what becomes of a requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conformance.judged import one_result, requirement, results_of
from tests.conformance.tiny import Tiny

from wegweiser_conformance import earlier
from wegweiser_conformance.judging import MOST_FINDINGS, NEVER_AROSE, NOTHING_COMPARED
from wegweiser_conformance.model import (
    NotApplicable,
    NotTested,
    Status,
    Suspected,
    Violation,
    gravest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.target import Target


def breaks(target: Target, seen: Seen) -> Iterator[Finding]:
    seen.judged()
    yield Violation("1", "2", target.description_answer, "/page")


def keeps(target: Target, seen: Seen) -> None:
    seen.judged(3, "jobs")


@pytest.mark.parametrize(
    ("level", "status"), [("MUST", Status.FAILED), ("SHOULD", Status.WARNING), ("MAY", Status.NOTE)]
)
def test_the_level_decides_what_a_violation_is(level: str, status: Status) -> None:
    """A broken MUST failed, a broken SHOULD warns, a MAY not taken is a note."""
    assert one_result(breaks, requirement(level)).status is status


def test_a_check_that_compared_something_and_found_nothing_passes() -> None:
    """The result says how much was compared, and where."""
    result = one_result(keeps)
    assert (result.status, result.compared, result.places) == (Status.PASSED, 3, (("jobs", 3),))


def test_the_places_of_a_rule_are_counted_whether_judged_or_not() -> None:
    """A place that does not have the rule is none of them."""

    def partly(target: Target, seen: Seen) -> None:
        for name, obstacle in (
            ("jobs", None),
            ("courses", NotTested("drift")),
            ("offices", NotApplicable("no")),
        ):
            with seen.part(name):
                if obstacle:
                    raise obstacle
                seen.judged()

    result = one_result(partly)
    assert (result.status, result.cells, len(result.places)) == (Status.PASSED, 2, 1)


def test_a_check_that_compared_nothing_never_passes() -> None:
    """n = 0 is not tested."""
    result = one_result(lambda target, seen: None)
    assert (result.status, result.reason) == (Status.NOT_TESTED, NOTHING_COMPARED)


def test_a_condition_that_never_arose_is_not_applicable() -> None:
    """Requirements judged only if something arises do not block where it did not arise."""
    result = one_result(lambda target, seen: None, requirement(judged="conditional"))
    assert (result.status, result.reason) == (Status.NOT_APPLICABLE, NEVER_AROSE)


def test_a_fault_of_the_suite_is_never_blamed_on_the_server() -> None:
    """Any other exception is an error that names its place in the suite."""

    def stumbles(target: Target, seen: Seen) -> None:
        seen.judged()
        raise KeyError("title")

    result = one_result(stumbles)
    assert result.status is Status.ERROR
    assert "KeyError" in result.reason
    assert "test_engine.py" in result.reason


def test_a_raised_violation_counts_like_a_yielded_one() -> None:
    """A check with one thing to say may raise it."""

    def raises(target: Target, seen: Seen) -> None:
        raise Violation("1", "2")

    assert one_result(raises).status is Status.FAILED


@pytest.mark.parametrize(
    ("ending", "status"),
    [(NotTested("the budget is spent"), Status.NOT_TESTED), (NotApplicable("none"), Status.NOT_APPLICABLE)],
)
def test_a_check_may_end_without_a_judgement(ending: Exception, status: Status) -> None:
    """It then says why."""

    def ends(target: Target, seen: Seen) -> None:
        raise ending

    result = one_result(ends)
    assert (result.status, result.reason) == (status, str(ending))


def test_violations_found_before_the_end_stand() -> None:
    """What was seen is not forgotten because something else could not be read."""

    def partly(target: Target, seen: Seen) -> Iterator[Finding]:
        yield Violation("1", "2")
        raise NotTested("the rest could not be read")

    assert one_result(partly).status is Status.FAILED


def test_a_suspicion_is_no_failure() -> None:
    """Only a human can confirm it."""

    def suspects(target: Target, seen: Seen) -> Iterator[Finding]:
        seen.judged()
        yield Suspected("no name", "what looks like one")

    assert one_result(suspects).status is Status.SUSPECTED


def test_an_unjudged_part_does_not_end_the_check() -> None:
    """One collection that cannot be read leaves the others judged, and the remainder named."""

    def by_parts(target: Target, seen: Seen) -> None:
        with seen.part("jobs"):
            raise NotTested("GET /jobs gave 500")
        with seen.part("offices"):
            seen.judged()

    result = one_result(by_parts)
    assert result.status is Status.PASSED
    assert result.remainder == (("jobs", "GET /jobs gave 500"),)


def test_parts_that_all_do_not_apply_make_the_check_not_applicable() -> None:
    """But one that could not be tested makes it not tested."""

    def parts(*endings: Exception) -> Status:
        def run(target: Target, seen: Seen) -> None:
            for ending in endings:
                with seen.part("jobs"):
                    raise ending

        return one_result(run).status

    assert parts(NotApplicable("a"), NotApplicable("b")) is Status.NOT_APPLICABLE
    assert parts(NotApplicable("a"), NotTested("b")) is Status.NOT_TESTED


def test_a_class_that_is_not_claimed_is_not_judged() -> None:
    """The check does not even run."""
    result = one_result(breaks, requirement(class_="offices"))
    assert (result.status, result.reason) == (Status.NOT_APPLICABLE, "the class offices is not claimed")


def test_what_no_run_can_see_is_not_applicable() -> None:
    """Declared requirements do not block."""
    assert one_result(breaks, requirement(judged="declared")).status is Status.NOT_APPLICABLE


def test_what_needs_an_earlier_run_is_not_applicable_without_one() -> None:
    """It does not block either."""

    def compares(target: Target, seen: Seen) -> None:
        seen.judged(len(earlier.demand(target).snapshots))

    result = one_result(compares, requirement(judged="compared"))
    assert result.status is Status.NOT_APPLICABLE
    assert result.reason == "it is judged against an earlier run, and none was given"


def test_a_requirement_that_cannot_be_tested_gives_its_reason() -> None:
    """The contract's own words."""
    needed = requirement(not_tested={"en": "A run would have to wait an hour."})
    assert one_result(breaks, needed).reason == "A run would have to wait an hour."


def test_findings_are_bounded() -> None:
    """A server that is wrong a million times is told twenty of them."""

    def endless(target: Target, seen: Seen) -> Iterator[Finding]:
        while True:
            yield Violation("1", "2")

    assert len(one_result(endless).evidence) == MOST_FINDINGS


def test_a_group_takes_the_gravest_status() -> None:
    """A fault of the suite outweighs everything, nothing at all weighs nothing."""
    assert gravest([Status.PASSED, Status.WARNING, Status.NOT_APPLICABLE]) is Status.WARNING
    assert gravest(Status) is Status.ERROR
    assert gravest([]) is Status.NOT_APPLICABLE


def test_each_check_gives_alone_what_it_gives_among_all() -> None:
    """The order of checks does not matter: nothing is handed from one to the next."""
    together = results_of(Tiny())
    for id_, result in together.items():
        assert results_of(Tiny(), [id_])[id_].status is result.status, id_
