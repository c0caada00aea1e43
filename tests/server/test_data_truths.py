"""What a reader may conclude from a generated record is true: dates, places and numbers agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from functools import cache
from math import cos, hypot, radians
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_server.data import generate
from wegweiser_server.data.places import districts, locate, town_by_ags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TODAY = date(2026, 11, 22)
# Days on which clocks, years and laws change are days like any other.
DAYS = (TODAY, date(2027, 1, 1), date(2027, 3, 28), date(2028, 2, 29))
SHARED = (
    "kind",
    "programme",
    "title",
    "summary",
    "provider",
    "mode",
    "entryLevel",
    "targetLevel",
    "hours",
    "teachingLanguages",
    "exams",
    "price",
    "funding",
    "eligibility",
)
Record = dict[str, Any]


@cache
def stored(today: date = TODAY) -> Mapping[str, list[Record]]:
    records = defaultdict(list)
    for collection, record in generate(today=today):
        records[collection].append(record)
    return records


def places() -> Iterator[tuple[Record, Record | None]]:
    """Every place, with the body whose place it is."""
    for job in stored()["jobs"]:
        for place in job.get("locations", []):
            yield place, job.get("employer")
    for session in stored()["course-sessions"]:
        if "location" in session:
            yield session["location"], session["provider"]
    for office in stored()["offices"]:
        if "location" in office:
            yield office["location"], {"kind": "organisation"}


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return hypot((lat - other_lat) * 111.2, (lon - other_lon) * 111.2 * cos(radians(lat)))


@pytest.mark.parametrize("today", DAYS)
def test_nothing_has_expired(today: date) -> None:
    """No job is past its last day, no session past its end; a few end today or tomorrow."""
    ends = [record["validThrough"] for record in stored(today)["jobs"] if "validThrough" in record]
    ends += [record["endDate"] for record in stored(today)["course-sessions"] if "endDate" in record]
    assert min(ends) == today.isoformat()
    soon = (today + timedelta(days=1)).isoformat()
    assert 0 < sum(end <= soon for end in ends) < len(ends) / 20
    assert sum(end > (today + timedelta(days=7)).isoformat() for end in ends) > len(ends) * 0.9


@pytest.mark.parametrize("today", DAYS)
def test_what_was_is_not_in_the_future(today: date) -> None:
    """Publication and changes lie before today, and no change before the publication."""
    midnight = datetime.fromisoformat(f"{today}T00:00:00+01:00")
    for records in stored(today).values():
        for record in records:
            updated = datetime.fromisoformat(record["updatedAt"])
            assert updated.tzinfo is not None
            assert updated < midnight
            assert datetime.fromisoformat(str(record.get("publishedAt", record["updatedAt"]))) <= updated


@pytest.mark.parametrize("today", DAYS)
def test_sessions_have_dates_or_begin_any_time(today: date) -> None:
    """Never both; what has begun has an end; start, end and deadline are in order."""
    for session in stored(today)["course-sessions"]:
        start = session.get("startDate", "")
        assert bool(start) == (session.get("flexibleStart") is not True)
        assert session.get("registrationDeadline", "") <= start <= session.get("endDate", "9")
        assert "endDate" in session or not start or start > today.isoformat()


def test_two_in_five_sessions_begin_any_time() -> None:
    """As in KURSNET, about 40 % of the runs have no date."""
    sessions = stored()["course-sessions"]
    assert 0.33 < sum("startDate" not in session for session in sessions) / len(sessions) < 0.47


def test_integration_courses_say_what_was_asked_for() -> None:
    """Kind, postcode unless purely online, start, availability and link are always there."""
    found = [session for session in stored()["course-sessions"] if session["programme"] == "integration"]
    assert found
    for session in found:
        assert session["kind"].startswith("integration-")
        assert session.get("location", {}).get("postcode") or (
            session["online"] and "location" not in session
        )
        assert session["availability"]
        assert session["detailUrl"]


def test_sessions_agree_with_their_course() -> None:
    """A session repeats kind, title, provider and terms of its course, so that it can stand alone."""
    courses = {course["id"]: course for course in stored()["courses"]}
    for session in stored()["course-sessions"]:
        if "courseId" in session:
            course = courses[session["courseId"]]
            assert {name: course.get(name) for name in SHARED} == {name: session.get(name) for name in SHARED}
        else:
            assert session["sourceId"] == "bamf-navi"


def test_every_course_has_sessions_but_knows_not_how_many() -> None:
    """Counts and next dates are computed by the store, never stored."""
    counts = Counter(session.get("courseId") for session in stored()["course-sessions"])
    for course in stored()["courses"]:
        assert counts[course["id"]] > 0
        assert not {"sessionCount", "nextStartDate"} & set(course)


def test_some_sessions_stand_at_both_agencies() -> None:
    """`sameAs` names the other agency, never the own record."""
    twins = [session for session in stored()["course-sessions"] if "sameAs" in session]
    assert twins
    for session in twins:
        assert session["sourceId"] == "ba-kursnet"
        assert [other["sourceId"] for other in session["sameAs"]] == ["bamf-navi"]


def test_places_agree_with_words() -> None:
    """Free places match the availability; there are never more free ones than places."""
    counted = [session for session in stored()["course-sessions"] if "free" in session.get("places", {})]
    assert counted
    for session in counted:
        free = session["places"]["free"]
        assert 0 <= free <= session["places"]["max"]
        assert (free > 0) == (session.get("availability", "free") in ("free", "few"))
        assert session["places"]["asOf"]


def test_free_places_can_be_known_by_number_alone() -> None:
    """Some sessions have free places without a word for it, some have only the word."""
    sessions = stored()["course-sessions"]
    assert any(
        "availability" not in session and session.get("places", {}).get("free") for session in sessions
    )
    assert any(session.get("availability") == "free" and "places" not in session for session in sessions)


def test_place_and_coordinates_agree() -> None:
    """Postcode, town, AGS and state belong together; coordinates lie where they say."""
    for place, _ in places():
        town = town_by_ags(place["ags"])
        assert town is not None
        assert (place["town"], place["state"]) == (town.name, town.state)
        assert ("lat" in place) == ("lon" in place) == ("precision" in place)
        spot = locate(place["postcode"]) if "postcode" in place else None
        assert spot is None or spot.ags == place["ags"]
        if place.get("precision") == "municipality":
            assert (place["lat"], place["lon"]) == (town.lat, town.lon)
        elif "lat" in place:
            assert spot is not None
            distance = kilometres(place["lat"], place["lon"], spot.lat, spot.lon)
            assert distance == 0 if place["precision"] == "postcode" else distance < 1.5


def test_places_are_known_in_all_degrees() -> None:
    """With address, postcode or town as precision, without coordinates, without postcode."""
    found = [place for place, _ in places()]
    assert {place.get("precision") for place in found} == {"address", "postcode", "municipality", None}
    assert any("postcode" not in place for place in found)
    assert any(place.get("postcode", "").startswith("0") for place in found)
    assert any(place["ags"].startswith("0") for place in found)


def test_remote_jobs_may_have_no_place() -> None:
    """A job has a location or is remote; some have several locations, in different towns."""
    jobs = stored()["jobs"]
    for job in jobs:
        assert job.get("locations") or job.get("remote")
        towns = [place["ags"] for place in job.get("locations", [])]
        assert len(towns) == len(set(towns))
    assert any("locations" not in job for job in jobs)
    assert any(len(job.get("locations", [])) >= 3 for job in jobs)


def test_online_sessions_may_have_no_place() -> None:
    """A session has a location or is online; some are both."""
    sessions = stored()["course-sessions"]
    assert all("location" in session or session["online"] for session in sessions)
    assert any("location" not in session for session in sessions)
    assert any("location" in session and session.get("online") for session in sessions)


def test_areas_served_are_known_areas() -> None:
    """Prefixes of two, three, five and eight digits occur, none twice; some offices have none."""
    lengths = set()
    for office in stored()["offices"]:
        served = office.get("areaServed", [])
        assert len(served) == len(set(served))
        lengths |= {len(prefix) for prefix in served}
        for prefix in served:
            assert any(ags.startswith(prefix[:5]) for ags in districts())
            assert len(prefix) < 8 or town_by_ags(prefix)
    assert lengths == {2, 3, 5, 8}
    assert any("areaServed" not in office for office in stored()["offices"])


def test_offices_share_addresses_and_pages() -> None:
    """Several stand in one house; where an agency has no page per office, a listing serves a town."""
    offices = stored()["offices"]
    houses = Counter(
        (office["location"].get("postcode"), office["location"]["street"])
        for office in offices
        if "street" in office.get("location", {})
    )
    assert houses.most_common(1)[0][1] > 1
    pages = Counter(office["detailUrl"] for office in offices)
    for office in offices:
        assert pages[office["detailUrl"]] == 1 or office["detailScope"] == "listing"
    assert any("location" not in office for office in offices)


@pytest.mark.parametrize("collection", ["jobs", "courses", "course-sessions"])
def test_pages_show_one_record(collection: str) -> None:
    """Everywhere but in NAvI's office lists each record has a page of its own."""
    records = stored()[collection]
    assert len({record["detailUrl"] for record in records}) == len(records)
    assert {record["detailScope"] for record in records} == {"record"}


def test_contact_pages_come_first() -> None:
    """Whoever has a telephone or a mailbox has a contact page; some offices have none of the three."""
    offices = stored()["offices"]
    assert all("contactUrl" in office for office in offices if office.keys() & {"telephone", "email"})
    assert any("contactUrl" not in office for office in offices)


def test_salaries_are_spans() -> None:
    """The lower end is never above the upper, and no wage is below the minimum wage."""
    for job in stored()["jobs"]:
        salary = job.get("salary")
        if salary:
            assert salary["min"] <= salary.get("max", salary["min"])
            assert salary["unit"] != "hour" or salary["min"] >= 14.6


def test_opening_hours_are_consistent() -> None:
    """Seven days; closed days, all-day opening and appointments have no spans; spans are in order."""
    weeks = [office["openingHours"] for office in stored()["offices"] if "openingHours" in office]
    assert weeks
    for day in (day for week in weeks for day in week):
        assert sum((day["allDay"], day["closed"], day["appointmentOnly"], bool(day["timeSlots"]))) == 1
        times = [time for slot in day["timeSlots"] for time in (slot["start"], slot["end"])]
        assert times == sorted(times)


def test_expired_validity_occurs() -> None:
    """Eligibility by admission ended on 2026-02-08; records still say that it was there once."""
    ended = [
        dated
        for course in stored()["courses"]
        for dated in course.get("eligibility", [])
        if dated.get("validThrough", "9") < TODAY.isoformat()
    ]
    assert {dated["code"] for dated in ended} == {"admission"}
