"""What the suite predicts: which records a filter finds, in which order, by which words."""

from __future__ import annotations

from typing import Any

import pytest

from wegweiser_conformance import borders, chosen_values, packing, title_words
from wegweiser_conformance.columns import Columns
from wegweiser_conformance.orders import BY_DATE, BY_DISTANCE
from wegweiser_conformance.reading import Walk
from wegweiser_conformance.scopes import COURSES, SESSIONS, Condition, Forecast, Scope
from wegweiser_conformance.well_formed import well_formed
from wegweiser_conformance.windows import Window
from wegweiser_contract import Parameter, load_contract


def scope(records: list[dict[str, Any]], collection: str, read: str = "") -> Scope:
    """A scope that holds just these records."""
    walk = Walk(read or collection, {}, ())
    return Scope(collection, Window(read or collection, {}, walk, Columns(tuple(records))))


def parameter(collection: str, name: str) -> Parameter:
    operation = next(
        one for one in load_contract().operations if one.collection == collection and one.kind == "list"
    )
    found = operation.parameter(name)
    assert found is not None
    return found


def coded(id_: str, *codes: str) -> dict[str, Any]:
    return {"id": id_, "workingTimes": [{"code": code} for code in codes]}


def test_a_course_is_found_by_one_session_that_meets_all() -> None:
    """Two filters met by two different sessions do not find their course."""
    sessions = [
        {"id": "s-1", "courseId": "c-1", "childcare": True},
        {"id": "s-2", "courseId": "c-1", "barrierFree": True},
        {"id": "s-3", "courseId": "c-2", "childcare": True, "barrierFree": True},
    ]
    both = [Condition(name, "three-valued", name, ("only",)) for name in ("childcare", "barrierFree")]
    assert scope(sessions, COURSES, SESSIONS).meeting(*both).required == {"c-2"}


def test_language_tags_in_another_case_are_left_free() -> None:
    """A server may fold the case of tags or not: both are right."""
    offices = [{"id": "o-1", "languages": ["ar"]}, {"id": "o-2", "languages": ["AR"]}]
    forecast = scope(offices, "offices").meeting(Condition("language", "member", "languages[]", ("ar",)))
    assert forecast.required == {"o-1"}
    assert forecast.allowed == {"o-1", "o-2"}


@pytest.mark.parametrize(
    ("found", "fault"),
    [("a", ""), ("ab", ""), ("b", "missing: a"), ("abx", "too many: x"), ("x", "missing: a; too many: x")],
)
def test_a_forecast_names_what_is_wrong(found: str, fault: str) -> None:
    """What is allowed but not required may be there or not."""
    assert Forecast(frozenset("a"), frozenset("ab")).fault(found) == fault


def test_several_values_are_asked_only_where_each_adds_a_record() -> None:
    """So that a server which reads one value only is seen."""
    jobs = [coded("j-1", "full-time"), coded("j-2", "part-time", "mini-job"), coded("j-3", "night")]
    chosen = chosen_values.conditions(scope(jobs, "jobs"), parameter("jobs", "workingTime"), most=20)
    pairs = [set(one.values) for one in chosen if len(one.values) > 1]
    assert pairs
    assert {"part-time", "mini-job"} not in pairs


def test_of_two_codes_one_is_asked_alone() -> None:
    """Who mistakes them for each other finds the right records when both are asked."""
    jobs = [coded("j-1", "full-time"), coded("j-2", "part-time"), coded("j-3", "part-time")]
    common = chosen_values.common(scope(jobs, "jobs"), parameter("jobs", "workingTime"))
    assert [one.values for one in common] == [("part-time",), ("full-time",)]


def test_a_value_never_first_in_its_record_is_asked_first() -> None:
    """So that a server which compares first entries only is seen."""
    jobs = [coded("j-1", "full-time"), coded("j-2", "part-time", "mini-job"), coded("j-3", "night")]
    chosen = chosen_values.conditions(scope(jobs, "jobs"), parameter("jobs", "workingTime"))
    assert chosen[0].values == ("mini-job",)


def test_nothing_is_asked_that_all_records_meet() -> None:
    """Such a value could not tell a filter that works from one that is ignored."""
    jobs = [coded("j-1", "full-time"), coded("j-2", "full-time")]
    assert chosen_values.conditions(scope(jobs, "jobs"), parameter("jobs", "workingTime")) == []


def test_a_night_is_asked_for_where_berlin_and_utc_have_different_days() -> None:
    """`publishedSince` then tells who counts days in UTC."""
    times = ("2026-11-10T12:00:00+01:00", "2026-11-11T23:30:00Z", "2026-11-14T12:00:00+01:00")
    jobs = [{"id": f"j-{place}", "publishedAt": time} for place, time in enumerate(times)]
    chosen = chosen_values.conditions(scope(jobs, "jobs"), parameter("jobs", "publishedSince"))
    assert chosen[0].values == ("2026-11-12",)


def starting(*days: str) -> list[dict[str, Any]]:
    return [{"id": f"j-{number}", "startDate": day} for number, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "name", "asked"),
    [
        # The day counts itself, and the one beside it does not.
        (("2026-03-01", "2026-03-02", "2026-05-01"), "startFrom", "2026-03-02"),
        (("2026-01-05", "2026-03-01", "2026-03-02", "2026-05-01"), "startTo", "2026-03-01"),
        # No two days are neighbours: the last one, or the first.
        (("2026-03-02", "2026-03-09", "2026-03-16"), "startFrom", "2026-03-16"),
        (("2026-03-02", "2026-03-09", "2026-03-16"), "startTo", "2026-03-02"),
    ],
)
def test_a_bound_is_asked_for_where_the_next_day_would_find_others(
    days: tuple[str, ...], name: str, asked: str
) -> None:
    chosen = chosen_values.conditions(scope(starting(*days), "jobs"), parameter("jobs", name))
    assert chosen[0].values == (asked,)


def test_where_no_two_days_are_neighbours_one_is_asked_just_beside_a_start() -> None:
    """`startTo` a day later would find another record, which the first day that is asked does not show."""
    weekly = scope(starting("2026-03-02", "2026-03-09", "2026-03-16"), "jobs")
    second = chosen_values.conditions(weekly, parameter("jobs", "startTo"))[1]
    later = Condition("startTo", "to", "startDate", ("2026-03-09",))
    assert second.values == ("2026-03-08",)
    assert weekly.meeting(second).required < weekly.meeting(later).required


def test_data_for_ever_do_not_leave_the_calendar() -> None:
    days = starting("0001-01-01", "2026-03-02", "9999-12-31")
    for name in ("startFrom", "startTo"):
        offered = chosen_values.conditions(scope(days, "jobs"), parameter("jobs", name), most=9)
        packing.packed(scope(days, "jobs"), [offered])
        assert offered


def test_a_filter_that_fits_beside_no_other_is_given_company() -> None:
    """Who heeds it only when it stands alone would go unseen otherwise."""
    records = [
        {"id": f"j-{number}", "startDate": day, "remote": remote}
        for number, (day, remote) in enumerate(
            [("2026-03-02", True), ("2026-03-02", False), ("2026-03-02", True), ("2026-03-09", True)]
        )
    ]
    within = scope(records, "jobs")
    start = Condition("startTo", "to", "startDate", ("2026-03-02",))
    remote = Condition("remote", "three-valued", "remote", ("only",))
    full = packing.packed(within, [[start], [remote]], most=1)
    assert full == [(start, remote), (remote, start)]


@pytest.mark.parametrize(
    ("keys", "limit"),
    [([], 1), ("abcd", 2), ("abbc", 2), ("abccd", 3), ("abcdd", 4), ("aabcd", 3), ([1, 2, None, None], 3)],
)
def test_two_pages_part_two_equal_keys_where_they_can(keys: list[Any], limit: int) -> None:
    """Never more than two pages for it."""
    assert borders.two_pages(keys) == limit


def test_orders_leave_ties_free_and_put_missing_keys_last() -> None:
    """Instants are compared, not their text."""
    newest = [
        {"publishedAt": "2026-11-10T00:10:00+01:00"},
        {"publishedAt": "2026-11-09T23:30:00Z"},
        {"publishedAt": "2026-11-09T20:00:00Z"},
        {},
    ]
    order = BY_DATE["jobs"]
    assert order.broken_at(newest[:1] + newest[2:]) is None
    assert order.broken_at(newest) == 1
    assert order.broken_at([{}, newest[0]]) == 1
    assert BY_DISTANCE.broken_at([{"distanceKm": 2}, {"distanceKm": 10.5}, {"distanceKm": 10.5}, {}]) is None


def test_only_whole_words_of_titles_are_searched() -> None:
    """How a server cuts compounds and endings in brackets is its own affair."""
    record = {"title": {"value": "Altenpfleger/in (m/w/d) für Straßenbau in Köln, Übung"}}
    assert title_words.words(record) == ["Straßenbau", "Übung"]


def test_nonsense_is_the_same_for_the_same_seed() -> None:
    """A verdict can be repeated."""
    assert title_words.nonsense(7) == title_words.nonsense(7) != title_words.nonsense(8)


@pytest.mark.parametrize(
    ("word", "form"), [("Beratung", "Beratungen"), ("Fachkraft", "Fachkräfte"), ("Pflege", "")]
)
def test_only_certain_forms_are_asked(word: str, form: str) -> None:
    """A form that nobody can dispute, or none."""
    assert title_words.inflected(word) == form


@pytest.mark.parametrize(
    ("name", "values", "right"),
    [
        ("startFrom", ["2026-12-24"], True),
        ("startFrom", ["2026-02-30"], False),
        ("startFrom", ["2026-12-24", "2026-12-25"], False),
        ("startFrom", ["24.12.2026"], False),
        ("updatedSince", ["2026-12-24T08:00:00Z"], True),
        ("updatedSince", ["2026-12-24T25:00:00Z"], False),
        ("remote", ["only"], True),
        ("remote", ["true"], False),
        ("occupation", ["81", "0"], True),
        ("occupation", [""], False),
    ],
)
def test_only_well_formed_requests_show_what_a_filter_finds(
    name: str, values: list[str], right: bool
) -> None:
    """What a lenient server answers to nonsense is judged elsewhere."""
    assert well_formed(parameter("jobs", name), values) is right
