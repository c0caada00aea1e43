"""Findings of one cause are brought together, and findings of different causes are kept apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.conformance.judged import report_of, requirement, target

from wegweiser_conformance.exchange import Exchange
from wegweiser_conformance.model import Result, Status, Violation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.causes import Cause
    from wegweiser_contract import Requirement

NOTHING: Mapping[str, str] = {}


def told(*results: tuple[str, Violation | str], about: Mapping[str, str] = NOTHING) -> tuple[Cause, ...]:
    """The causes of results that failed with a finding, or were not tested for a reason."""
    return report_of(
        [
            Result(_rule(id_, about), Status.FAILED, "", (why,))
            if isinstance(why, Violation)
            else Result(_rule(id_, about), Status.NOT_TESTED, why)
            for id_, why in results
        ],
        target(),
    ).causes


def _rule(id_: str, about: Mapping[str, str]) -> Requirement:
    made = requirement(id_=id_)
    return replace(made, place=f"/components/parameters/{about[id_]}") if id_ in about else made


def answer(number: int, path: str = "/jobs", status: int = 200, fault: str = "") -> Exchange:
    return Exchange(number, "GET", f"http://127.0.0.1:8080/v1{path}", status=status, fault=fault)


def test_an_unreachable_host_is_one_finding() -> None:
    """Whatever was expected of the answer that did not come."""
    gone = [answer(number, fault="the connection was reset") for number in (1, 2)]
    (cause,) = told(
        ("a/one", Violation("200", "none", gone[0])), ("b/two", Violation("a list", "none", gone[1]))
    )
    assert (cause.kind, cause.broken) == ("no-answer", 2)


def test_a_total_that_is_off_by_one_everywhere_is_one_finding() -> None:
    """The numbers differ, the difference does not."""
    (cause,) = told(
        ("a/one", Violation("30, the records that next brings", 31, answer(1), "/page/total")),
        ("b/two", Violation("a total of 7", 8, answer(2), "/page/total")),
    )
    assert (cause.kind, cause.broken) == ("off-by", 2)


def test_a_header_that_is_missing_everywhere_is_one_finding() -> None:
    """On jobs and on offices alike."""
    (cause,) = told(
        ("a/one", Violation("Vary: Origin", "Vary: missing", answer(1, "/jobs"))),
        ("b/two", Violation("Vary: Origin", "Vary: missing", answer(2, "/offices"))),
    )
    assert cause.broken == 2


def test_a_server_error_of_one_path_is_one_finding() -> None:
    """The same status at the same kind of path."""
    found = [Violation(text, "500", answer(n, f"/jobs/j-{n}", 500)) for n, text in enumerate(("x", "y"))]
    (cause,) = told(("a/one", found[0]), ("b/two", found[1]))
    assert cause.kind == "server-error"


def test_different_faults_stay_apart() -> None:
    """Another place, another difference."""
    causes = told(
        ("a/one", Violation("30", 31, answer(1), "/page/total")),
        ("b/two", Violation("30", 29, answer(2), "/page/total")),
        ("c/three", Violation("a label", "nothing", answer(3), "/items/0/title")),
    )
    assert [cause.broken for cause in causes] == [1, 1, 1]


def test_a_check_can_name_the_cause() -> None:
    """Then nothing else is compared."""
    one, other = (Violation(text, text, cause="the clock runs behind") for text in "xy")
    (cause,) = told(("a/one", one), ("b/two", other))
    assert cause.kind == "named"


def test_what_was_not_tested_for_one_reason_is_told_once() -> None:
    """Each with its own number of requests."""
    (cause,) = told(
        ("a/one", "the budget of 40 requests is spent"), ("b/two", "the budget of 41 requests is spent")
    )
    assert (cause.kind, cause.broken) == ("same-reason", 2)


def test_nothing_is_dropped_and_the_gravest_comes_first() -> None:
    """Every entry that has something to tell stands in exactly one cause."""
    causes = told(("c/three", "no time"), ("b/two", Violation("1", "2")), ("a/one", Violation("x y", "z")))
    assert [cause.status for cause in causes] == [Status.FAILED, Status.FAILED, Status.NOT_TESTED]
    assert sorted(entry.requirement for cause in causes for entry in cause.entries) == [
        "a/one",
        "b/two",
        "c/three",
    ]


def test_a_broken_parameter_explains_what_its_answers_break() -> None:
    """Its own requirement leads, though another one shows more; on other lists it explains nothing."""
    alone, beside = answer(1, "/jobs?startFrom=2027-01-01"), answer(2, "/jobs?kind=x&startFrom=2027-01-01")
    causes = told(
        ("a/joined", Violation("2 records", "3 records", beside, "/items")),
        ("a/total", Violation("12", 17, answer(3, "/jobs?startFrom=2027-02-01&limit=1"), "/page/total")),
        ("filters/start-from", Violation("5 records", "9 records", alone)),
        ("z/elsewhere", Violation("a label", "none", answer(4, "/offices?startFrom=2027-01-01"))),
        about={"filters/start-from": "StartFrom"},
    )
    assert [[entry.requirement for entry in cause.entries] for cause in causes] == [
        ["filters/start-from", "a/joined", "a/total"],
        ["z/elsewhere"],
    ]
    assert causes[0].kind == "parameter"


def test_what_is_also_seen_without_the_parameter_is_a_cause_of_its_own() -> None:
    """One request without it suffices; so does one that bears only what stands beside anything."""
    with_it, without = answer(1, "/jobs?startFrom=2027-01-01&lang=de"), answer(2, "/jobs?lang=de")
    both = Violation("12", 17, with_it, "/page/total"), Violation("20", 21, without, "/page/total")
    results = [
        Result(requirement(id_="a/total"), Status.FAILED, "", both),
        Result(_rule("filters/start-from", {"filters/start-from": "StartFrom"}), Status.FAILED, "",
               (Violation("5 records", "9 records", with_it),)),
        Result(_rule("languages/lang", {"languages/lang": "Lang"}), Status.FAILED, "",
               (Violation("de", "en", without),)),
    ]  # fmt: skip
    assert [cause.broken for cause in report_of(results, target()).causes] == [1, 1, 1]


def test_of_two_parameters_the_one_that_is_broken_alone_explains_the_other() -> None:
    """`q` beside a filter is no cause where the filter is broken without it."""
    alone, beside = answer(1, "/jobs?startFrom=2027-01-01"), answer(2, "/jobs?q=koch&startFrom=2027-01-01")
    about = {"filters/start-from": "StartFrom", "text-search/combines": "Q"}
    one = ("filters/start-from", Violation("5 records", "9 records", alone))
    other = ("text-search/combines", Violation("2 records", "3 records", beside, "/items"))
    (cause,) = told(other, one, about=about)
    assert cause.lead.requirement == "filters/start-from"
    both = told(("filters/start-from", Violation("5 records", "9 records", beside)), other, about=about)
    assert len(both) == 2, "neither was seen without the other"


def test_a_total_that_is_wrong_everywhere_is_not_explained_by_a_parameter() -> None:
    """Though its answers are among those that show it; what else the parameter could explain stays apart."""
    alone = answer(1, "/jobs?startFrom=2027-01-01")
    causes = told(
        ("filters/start-from", Violation("a total of 5", 6, alone, "/page/total")),
        ("paging/total", Violation("a total of 12", 13, answer(2, "/jobs"), "/page/total")),
        (
            "a/joined",
            Violation("2 records", "none", answer(3, "/jobs?kind=x&startFrom=2027-01-01"), "/items"),
        ),
        about={"filters/start-from": "StartFrom"},
    )
    assert sorted((cause.kind, cause.broken) for cause in causes) == [("off-by", 2), ("single", 1)]


def test_lists_that_show_nothing_are_one_finding() -> None:
    """What could not be judged without records is told with what is broken, not beside it."""
    (cause,) = told(
        ("a/refusals", Violation("400 invalid-parameter", "404", answer(1, "/jobs?limit=0", 404))),
        ("b/envelope", Violation("200 with a JSON object", "404", answer(2, "/offices", 404))),
        ("records/match-schema", "no record in the 0 records read of jobs"),
        ("values/dates-exist", "no date in the 0 records read of jobs"),
    )
    assert (cause.kind, cause.broken, cause.lead.requirement) == ("silent-lists", 4, "a/refusals")


def test_what_was_not_tested_stays_apart_where_records_were_read() -> None:
    """A time limit has nothing to do with a wrong refusal."""
    found = told(
        ("a/refusals", Violation("400 invalid-parameter", "404", answer(1, "/jobs?limit=0", 404))),
        ("values/dates-exist", "the time was up"),
    )
    assert [cause.kind for cause in found] == ["single", "single"]
