"""Place search on a few records that one can check by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract import Filter
from wegweiser_server.store import Area, Near, Query, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.engines import Engine

TODAY = date(2026, 11, 22)
AUGSBURG = {"lat": 48.3668, "lon": 10.8987}
MUNICH = {"lat": 48.1372, "lon": 11.5755}
AUGSBURG_TO_MUNICH = 56.24  # by the haversine formula


def job(name: str, *locations: dict[str, Any], **more: Any) -> tuple[str, dict[str, Any]]:
    return "jobs", {"id": name, "locations": list(locations), **more}


def session(name: str, course: str, location: dict[str, Any], **more: Any) -> tuple[str, dict[str, Any]]:
    return "course-sessions", {"id": name, "courseId": course, "location": location, **more}


def office(name: str, location: dict[str, Any] | None, *served: str) -> tuple[str, dict[str, Any]]:
    record: dict[str, Any] = {"id": name, "location": location} if location else {"id": name}
    return "offices", record | ({"areaServed": list(served)} if served else {})


RECORDS = [
    job("augsburg", AUGSBURG | {"ags": "09761000", "postcode": "86150"}),
    job("both", MUNICH | {"ags": "09162000"}, AUGSBURG | {"ags": "09761000"}),
    job("district-only", {"ags": "09761"}),
    job("munich", MUNICH | {"ags": "09162000", "postcode": "80331"}),
    job("no-place", remote=True),
    job("postcode-here-coordinates-there", {"postcode": "86150"}, MUNICH),
    job("postcode-only", {"postcode": "86150"}),
    job("town-only", {"town": "Augsburg"}),
    job("dateline", {"lat": 0.0, "lon": -179.99}),
    job("pole", {"lat": 89.99, "lon": 175.0}),
    ("courses", {"id": "c-one"}),
    ("courses", {"id": "c-two"}),
    ("courses", {"id": "c-online"}),
    ("courses", {"id": "c-bare"}),
    session("s1", "c-one", AUGSBURG, childcare=True),
    session("s2", "c-one", MUNICH, mode=["evening"]),
    session("s3", "c-two", MUNICH, childcare=True, mode=["evening"]),
    session("s4", "c-online", {}, mode=["online"]),
    office("district", MUNICH | {"ags": "09162000"}, "09761", "0977"),
    office("here-for-munich", AUGSBURG | {"ags": "09761000"}, "09162000"),
    office("land", None, "09"),
    office("lost", None),
    office("unbound", AUGSBURG | {"ags": "09761000"}),
]


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Store]:
    opened = engine(RECORDS)
    yield opened
    opened.close()


def found(store: Store, collection: str, place: Near | Area | None, **more: Any) -> list[str]:
    asked = Query(collection, TODAY, 100, place=place, **more)
    return [hit.record["id"] for hit in store.search(asked).hits]


def near(where: dict[str, float], radius: float, postcode: str | None = None) -> Near:
    return Near(where["lat"], where["lon"], radius, postcode)


def test_the_nearest_location_counts(store: Store) -> None:
    """A job at two places is as far as the nearer one."""
    hits = store.search(Query("jobs", TODAY, 100, place=near(AUGSBURG, 100), sort="distance")).hits
    away = {hit.record["id"]: hit.distance_km for hit in hits}
    assert away["both"] == 0
    assert away["munich"] == pytest.approx(AUGSBURG_TO_MUNICH, abs=0.01)


def test_bearing_the_postcode_is_enough(store: Store) -> None:
    """Under a postcode a record without coordinates hits, last; one with coordinates elsewhere hits too."""
    assert found(store, "jobs", near(AUGSBURG, 0, "86150"), sort="distance") == [
        "augsburg",
        "both",
        "postcode-here-coordinates-there",
        "postcode-only",
    ]
    assert found(store, "jobs", near(AUGSBURG, 0)) == ["augsburg", "both"]


def test_without_coordinates_there_is_no_distance(store: Store) -> None:
    """What hits by its postcode alone has no distance, and paging goes on behind it."""
    asked = {"place": near(AUGSBURG, 100, "86150"), "sort": "distance"}
    hits = store.search(Query("jobs", TODAY, 100, placeless="include", **asked)).hits  # type: ignore[arg-type]
    unknown = [hit.record["id"] for hit in hits if hit.distance_km is None]
    assert unknown == ["no-place", "postcode-only", "town-only"]
    position = hits[-2].position
    behind = store.search(Query("jobs", TODAY, 9, placeless="include", after=position, **asked)).hits  # type: ignore[arg-type]
    assert [hit.record["id"] for hit in behind] == ["town-only"]


def test_radius_is_measured_on_the_globe(store: Store) -> None:
    """Across the 180th meridian and around the pole too."""
    assert found(store, "jobs", Near(0.0, 179.99, 3)) == ["dateline"]
    assert found(store, "jobs", Near(89.99, -5.0, 3)) == ["pole"]
    assert found(store, "jobs", Near(0.0, 179.99, 2)) == []


def test_an_area_is_a_beginning_of_the_ags(store: Store) -> None:
    """A place known only to its district lies in the district, not in one municipality of it."""
    assert found(store, "jobs", Area("09761")) == ["augsburg", "both", "district-only"]
    assert found(store, "jobs", Area("09761000")) == ["augsburg", "both"]
    assert found(store, "jobs", Area("08")) == []


def test_placeless_records_are_out_unless_asked_for(store: Store) -> None:
    """No postcode, no AGS, no coordinates: a mere town is no place to search by."""
    assert found(store, "jobs", Area("08"), placeless="include") == ["no-place", "town-only"]
    assert found(store, "jobs", Area("09162"), placeless="only") == ["no-place", "town-only"]
    assert found(store, "jobs", Area("09162"), placeless="include") == [
        "both",
        "munich",
        "no-place",
        "town-only",
    ]
    assert len(found(store, "jobs", None, placeless="only")) == 10


def test_one_session_must_meet_everything(store: Store) -> None:
    """Childcare in one session and evenings in another do not make a course with both."""
    childcare = (Filter("childcare", "three-valued"), ("only",))
    evening = (Filter("mode[].code", "member"), ("evening",))
    assert found(store, "courses", None, filters=(childcare,)) == ["c-one", "c-two"]
    assert found(store, "courses", None, filters=(childcare, evening)) == ["c-two"]
    assert found(store, "courses", near(AUGSBURG, 5), filters=(evening,)) == []


def test_a_course_is_as_far_as_its_nearest_session_that_hits(store: Store) -> None:
    """Not as far as a nearer one that does not meet the filters."""
    evening = (Filter("mode[].code", "member"), ("evening",))
    hits = store.search(Query("courses", TODAY, 9, place=near(AUGSBURG, 100), filters=(evening,))).hits
    assert [hit.distance_km for hit in hits] == [pytest.approx(AUGSBURG_TO_MUNICH, abs=0.01)] * 2


def test_courses_without_sessions_are_listed_when_nothing_is_asked_of_sessions(store: Store) -> None:
    """`include` asks for nothing."""
    everything = (Filter("childcare", "three-valued"), ("include",))
    assert "c-bare" in found(store, "courses", None, filters=(everything,))
    assert found(store, "courses", Area("08"), placeless="include") == ["c-online"]


def test_offices_under_an_area_are_judged_by_the_area_served(store: Store) -> None:
    """A prefix contains the area or lies in it; the address counts only where nothing is laid down."""
    assert found(store, "offices", Area("09761")) == ["district", "land", "unbound"]
    assert found(store, "offices", Area("09761000")) == ["district", "land", "unbound"]
    assert found(store, "offices", Area("097")) == ["district", "land", "unbound"]
    assert found(store, "offices", Area("09162000")) == ["here-for-munich", "land"]
    assert found(store, "offices", Area("08")) == []


def test_offices_near_a_point_are_judged_by_their_address(store: Store) -> None:
    """The area served plays no part there: an office that has nothing else is placeless."""
    assert found(store, "offices", near(AUGSBURG, 5)) == ["here-for-munich", "unbound"]
    assert found(store, "offices", near(AUGSBURG, 5), placeless="only") == ["land", "lost"]
    assert found(store, "offices", Area("08"), placeless="only") == ["lost"]


def test_days_of_publication_are_days_in_berlin(engine: Engine) -> None:
    """Half past eleven at night in UTC is the next day in Berlin."""
    late = {"id": "late", "publishedAt": "2026-11-20T23:30:00Z"}
    early = {"id": "early", "publishedAt": "2026-11-21T00:30:00+02:00"}
    store = engine([("jobs", late), ("jobs", early)])
    since = (Filter("publishedAt", "since-day"), ("2026-11-21",))
    assert found(store, "jobs", None, filters=(since,)) == ["late"]
    store.close()


def test_changes_since_an_instant_are_compared_as_instants(engine: Engine) -> None:
    """Inclusive, whatever the offset that the record carries."""
    store = engine(
        [("jobs", {"id": "one", "updatedAt": "2026-11-20T10:00:00+01:00"}), ("jobs", {"id": "undated"})]
    )
    exactly = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert found(store, "jobs", None, updated_since=exactly) == ["one"]
    assert found(store, "jobs", None, updated_since=exactly.replace(second=1)) == []
    for value, ids in (("2026-11-20T09:00:00Z", ["one"]), ("2026-11-20", ["one"]), ("2026-11-21", [])):
        since = (Filter("updatedAt", "since-instant"), (value,))
        assert found(store, "jobs", None, filters=(since,)) == ids
    store.close()
