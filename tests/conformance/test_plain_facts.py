"""The small facts that checks rest on: tags, days, distances, districts, members, words about them."""

from __future__ import annotations

import pytest

from wegweiser_conformance import districts, fields, language_tags, moments, postcodes, schemas
from wegweiser_contract import load_contract

KNOWN = ["de", "en", "de-simple"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("EN-gb", "en"),
        ("de-simple", "de-simple"),
        ("de-x-agency", "de"),
        ("tlh", None),
    ],
)
def test_lookup_cuts_from_the_end(wanted: str, found: str | None) -> None:
    """RFC 4647 3.4."""
    assert language_tags.lookup(wanted, KNOWN) == found


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("en", "en"),
        ("de;q=0.3, en;q=0.9", "en"),
        ("tlh, en-AT;q=0.8, de;q=0.5", "en"),
        ("de;q=0, en;q=0.1", "en"),
        ("en, de", "en"),
        ("*", None),
    ],
)
def test_the_heaviest_known_wish_wins(header: str, found: str | None) -> None:
    """Equal weights keep their order."""
    assert language_tags.preferred(header, KNOWN) == found


@pytest.mark.parametrize("text", ["2026-02-28", "2024-02-29"])
def test_days_that_exist(text: str) -> None:
    """Real days, leap days among them."""
    assert moments.day(text) is not None


@pytest.mark.parametrize(
    "value", ["2026-02-29", "28.02.2026", "2026-2-8", "2026-02-28T00:00:00", 20260228, None, "２026-02-28"]
)
def test_days_that_do_not(value: object) -> None:
    """Anything else is no day."""
    assert moments.day(value) is None


@pytest.mark.parametrize(
    "text", ["2026-01-01T00:00:00Z", "2026-01-01t00:00:00.123456789+05:30", "2016-12-31T23:59:60Z"]
)
def test_instants_with_offset(text: str) -> None:
    """Whatever RFC 3339 allows, down to nanoseconds and leap seconds."""
    assert moments.instant(text) is not None


@pytest.mark.parametrize(
    "value", ["2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-02-30T00:00:00Z", 1]
)
def test_instants_without(value: object) -> None:
    """Local time, mere days and days that do not exist are none."""
    assert moments.instant(value) is None


def test_postcodes_lie_where_they_lie() -> None:
    """Dresden is some 360 km from Munich; a large recipient's postcode has no centre."""
    dresden, munich = postcodes.centre("01067"), postcodes.centre("80331")
    assert dresden is not None
    assert munich is not None
    assert 340 < postcodes.distance_km(dresden, munich) < 380
    assert postcodes.centre("00000") is None


def test_districts_of_records() -> None:
    """All places count, an office by its area, a wide area for every known district in it."""
    job = {"locations": [{"ags": "09761000"}, {"ags": "01001000"}, {"town": "nowhere"}]}
    office = {"areaServed": ["097", "08111000"], "location": {"ags": "16051000"}}
    assert districts.of(job) == {"09761", "01001"}
    assert districts.of(office, {"09761", "09562", "08111"}) == {"09761", "08111"}
    assert districts.of_courses([{"id": "c"}], [{**job, "courseId": "c"}]) == {"c": {"09761", "01001"}}


def test_fields_of_the_contract_are_found() -> None:
    """Nested, repeated and typed by component alike."""
    job = fields.fields_of(load_contract(), "Job")
    assert "locations[].postcode" in {field.path for field in job}
    assert {field.path for field in job.where(format="date")} == {"startDate", "validThrough"}
    assert "employer.kind" in {field.path for field in job.of("Code")}


def test_pointers_lead_to_what_they_name() -> None:
    """Members with odd names are escaped (RFC 6901)."""
    assert list(fields.leaves({"a/b": [1, {"~": None}]})) == [("/a~1b/0", 1), ("/a~1b/1/~0", None)]
    assert list(fields.located({"l": [{"x": 1}, {}, {"x": 2}]}, "l[].x")) == [("/l/0/x", 1), ("/l/2/x", 2)]


def test_misfits_never_repeat_texts() -> None:
    """What does not fit could be personal: its length is told, not its words."""
    judge = schemas.validator(load_contract(), "Organisation")
    told = list(schemas.faults(judge, {"kind": "Erika Mustermann", "vorname": "Erika"}))
    assert {one.pointer for one in told} == {"", "/kind"}
    assert not any("Erika" in one.expected + one.actual for one in told)
