"""What the calendar day does: records end, facts of courses change, the version of the data tells."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract import Filter
from wegweiser_server.store import Query, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.engines import Engine

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)

RECORDS: list[tuple[str, dict[str, Any]]] = [
    ("jobs", {"id": "ended", "validThrough": "2026-11-21", "publishedAt": "2026-11-01T08:00:00+01:00"}),
    ("jobs", {"id": "last-day", "validThrough": "2026-11-22", "publishedAt": "2026-11-01T07:30:00Z"}),
    (
        "jobs",
        {"id": "open", "publishedAt": "2026-11-01T08:15:00+01:00", "updatedAt": "2026-11-20T08:00:00+01:00"},
    ),
    ("jobs", {"id": "undated"}),
    ("courses", {"id": "c", "sessionCount": 99, "nextStartDate": "2020-01-01"}),
    ("courses", {"id": "c-empty"}),
    (
        "course-sessions",
        {"id": "s-over", "courseId": "c", "startDate": "2026-01-01", "endDate": "2026-11-21"},
    ),
    (
        "course-sessions",
        {"id": "s-runs", "courseId": "c", "startDate": "2026-11-01", "endDate": "2027-01-31"},
    ),
    (
        "course-sessions",
        {"id": "s-today", "courseId": "c", "startDate": "2026-11-22", "endDate": "2027-01-31"},
    ),
    ("course-sessions", {"id": "s-later", "courseId": "c", "startDate": "2027-02-01"}),
    ("course-sessions", {"id": "s-open", "courseId": "c", "flexibleStart": True}),
    ("course-sessions", {"id": "s-elsewhere", "courseId": "c-unknown", "startDate": "2027-02-01"}),
]


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Store]:
    opened = engine(RECORDS)
    yield opened
    opened.close()


def listed(store: Store, collection: str, today: date, **more: Any) -> list[str]:
    return [hit.record["id"] for hit in store.search(Query(collection, today, 100, **more)).hits]


def test_what_has_ended_is_neither_listed_nor_counted_nor_got(store: Store) -> None:
    """The last day itself still counts."""
    assert listed(store, "jobs", TODAY) == ["last-day", "open", "undated"]
    assert listed(store, "jobs", TOMORROW) == ["open", "undated"]
    assert (store.total("jobs", TODAY), store.total("jobs", TOMORROW)) == (3, 2)
    assert store.search(Query("jobs", TOMORROW, 1)).total == 2
    assert store.get("jobs", "ended", TODAY) is None
    assert store.get("jobs", "last-day", TODAY) == RECORDS[1][1]
    assert store.get("jobs", "last-day", TOMORROW) is None


def test_what_has_ended_was_there_once(store: Store) -> None:
    """Removed is what was listed before, not what never was."""
    assert store.removed("jobs", "ended", TODAY)
    assert store.removed("course-sessions", "s-over", TODAY)
    assert not store.removed("jobs", "last-day", TODAY)
    assert store.removed("jobs", "last-day", TOMORROW)
    assert not store.removed("jobs", "never", TODAY)
    assert not store.removed("jobs", "s-over", TODAY)


def test_newest_first_compares_instants(store: Store) -> None:
    """07:30 in UTC is later than 08:15 in Berlin; undated records come last."""
    assert listed(store, "jobs", TODAY, sort="date") == ["last-day", "open", "undated"]


def test_sessions_come_soonest_first(store: Store) -> None:
    """Undated ones last, equal days by id."""
    assert listed(store, "course-sessions", TODAY, sort="date") == [
        "s-runs",
        "s-today",
        "s-elsewhere",
        "s-later",
        "s-open",
    ]


@pytest.mark.parametrize(
    ("today", "count", "following"),
    [
        (TODAY, 4, "2026-11-22"),
        (TOMORROW, 4, "2027-02-01"),
        (date(2027, 2, 2), 2, None),
        (date(2026, 1, 1), 5, "2026-01-01"),
    ],
)
def test_courses_say_what_their_listed_sessions_are(
    store: Store, today: date, count: int, following: str | None
) -> None:
    """How many there are and when the next one starts, today or later; in lists and alone."""
    course = store.get("courses", "c", today)
    assert course is not None
    assert (course["sessionCount"], course.get("nextStartDate")) == (count, following)
    assert store.search(Query("courses", today, 1)).hits[0].record == course


def test_a_course_without_sessions_has_none(store: Store) -> None:
    """And no next start."""
    assert store.get("courses", "c-empty", TODAY) == {"id": "c-empty", "sessionCount": 0}


def test_ended_sessions_are_no_evidence(store: Store) -> None:
    """A course is not found by a session that has left the lists."""
    before = (Filter("startDate", "to"), ("2026-06-30",))
    assert listed(store, "courses", date(2026, 5, 1), filters=(before,)) == ["c"]
    assert listed(store, "courses", TODAY, filters=(before,)) == []


def test_the_version_changes_with_the_data_and_with_the_day(store: Store, engine: Engine) -> None:
    """Equal data on days that list the same have equal versions, in whatever order they were loaded."""
    again = engine(reversed(RECORDS))
    other = engine([("jobs", RECORDS[0][1] | {"id": "Ended"}), *RECORDS[1:]])
    assert store.data_version(TODAY) == again.data_version(TODAY)
    assert store.data_version(TODAY) != other.data_version(TODAY)
    assert store.data_version(TODAY) != store.data_version(TOMORROW)
    assert store.data_version(TOMORROW) == store.data_version(TOMORROW + timedelta(days=1))
    start = date(2027, 2, 1)  # nothing ends, but the next start of a course is another one on the day after
    assert store.data_version(start) != store.data_version(start + timedelta(days=1))
    again.close()
    other.close()


def test_a_collection_was_updated_when_its_latest_record_was(store: Store) -> None:
    """None where no record says."""
    assert store.updated_at("jobs") == datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    assert store.updated_at("offices") is None
