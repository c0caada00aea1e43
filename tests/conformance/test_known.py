"""Records that `wegweiser.toml` names: opened, or held to be removed, and told where that is wrong."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.conformance.in_process import BASE, InProcess

from wegweiser_conformance import contact, known, runner, varied
from wegweiser_conformance.checks import every_check
from wegweiser_conformance.client import Client
from wegweiser_conformance.configuration import ConfigurationError, read
from wegweiser_conformance.credentials import api_key
from wegweiser_conformance.known import KnownError, KnownRecord
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.model import Status
from wegweiser_conformance.pace import Pace
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.settings import Settings
from wegweiser_server.store import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wegweiser_conformance.model import Result
    from wegweiser_conformance.target import Target

GONE = "changes/gone-after-removal"
TODAY = berlin_today()
MONTH = timedelta(days=30)
RECORDS = cache(lambda: list(generate(jobs=300, courses=20, sessions=90, offices=40, today=TODAY - MONTH)))


def ended() -> str:
    """A job that the data of a month ago still offered."""
    jobs = [record for collection, record in RECORDS() if collection == "jobs"]
    return str(next(one["id"] for one in jobs if one.get("validThrough", "9") < str(TODAY)))


@contextmanager
def judged_with(*records: KnownRecord, defect: str | None = None) -> Iterator[Target]:
    app = create_app(Settings(defect=defect), load(RECORDS()))
    client = Client(BASE, api_key("", Mask()), Mask(), Pace(), transport=InProcess(app))
    try:
        yield contact.meet(client, known=records)
    finally:
        client.close()


def gone(target: Target) -> Result:
    requirement = load_contract().requirements[GONE]
    checks = [one for one in every_check() if one.requirement_id == GONE]
    return next(iter(runner.run(checks, {GONE: requirement}, target)))


def written(folder: Path, text: str) -> str:
    path = folder / "team.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_known_records_stand_in_the_configuration(tmp_path: Path) -> None:
    """An id may hold a slash."""
    text = '[[known]]\nrecord = "jobs/a/b"\n[[known]]\nrecord = "offices/7"\nremoved = 2026-11-01\n'
    found = read(written(tmp_path, text), ()).known
    assert found == (KnownRecord("jobs", "a/b"), KnownRecord("offices", "7", date(2026, 11, 1)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[known]]\nid = "7"\n', r'must be a table with record = "jobs/ID"'),
        ('[[known]]\nrecord = "7"\n', "write jobs, course-sessions, courses, offices, a slash, the id"),
        ('[[known]]\nrecord = "job/7"\n', "write jobs, course-sessions"),
        ('[[known]]\nrecord = "jobs/"\n', "write jobs, course-sessions"),
        ('[[known]]\nrecord = "jobs/7"\ngone = true\n', "knows record, removed, not gone"),
        ('[[known]]\nrecord = "jobs/7"\nremoved = "2026-11-01"\n', "a day such as 2026-11-01, without"),
    ],
)
def test_a_mistaken_entry_is_named(tmp_path: Path, text: str, told: str) -> None:
    """With what would be right."""
    with pytest.raises(KnownError, match=told):
        read(written(tmp_path, text), ())


def test_as_many_as_are_opened_one_by_one(tmp_path: Path) -> None:
    """Each is a request."""
    with pytest.raises(ConfigurationError, match=r"at most 20 \[\[known\]\], not 21"):
        read(written(tmp_path, '[[known]]\nrecord = "jobs/7"\n' * 21), ())


def test_what_is_there_is_opened() -> None:
    """Before the checks, so that what looks at every answer sees it; and as a list entry beside its item."""
    middle = [one["id"] for name, one in RECORDS() if name == "offices"][17]
    with judged_with(KnownRecord("offices", middle)) as target:
        known.open_all(target)
        assert [answer.status for answer in target.client.traffic if answer.url.endswith(middle)] == [200]
        assert middle in [record["id"] for record, _ in varied.items(target, "offices", 3)]
        assert list(known.complaints(target)) == []


def test_what_is_not_there_is_told() -> None:
    """It is the configuration that is wrong, or the server: a human knows."""
    with judged_with(KnownRecord("offices", "no-such")) as target:
        (told,) = known.complaints(target)
    assert told.startswith("the known record offices/no-such is not there: 404")


def test_a_removal_is_judged_without_an_earlier_run() -> None:
    """The server owns up to it with 410."""
    with judged_with(KnownRecord("jobs", ended(), TODAY - timedelta(days=5))) as target:
        result = gone(target)
    assert (result.status, result.compared) == (Status.PASSED, 1)


@pytest.mark.parametrize("id_", ["never-heard-of", ""])
def test_a_removal_that_is_not_owned_up_to_is_a_finding(id_: str) -> None:
    """Whether the server has forgotten the record, or still gives it."""
    there = next(one["id"] for name, one in RECORDS() if name == "offices")
    record = KnownRecord("jobs", id_, TODAY) if id_ else KnownRecord("offices", there, TODAY)
    with judged_with(record) as target:
        result = gone(target)
    assert result.status is Status.FAILED
    assert result.evidence[0].expected == f"410 for {record.id}, removed on {TODAY}"


def test_old_removals_may_be_forgotten() -> None:
    """After 90 days nothing is asked, and the entry is told to be of no use."""
    with judged_with(KnownRecord("jobs", "long-ago", TODAY - timedelta(days=120))) as target:
        assert gone(target).status is Status.NOT_APPLICABLE
        (told,) = known.complaints(target)
    assert told == "the known record jobs/long-ago was removed more than 90 days ago: it is no longer judged"


def test_a_recording_keeps_what_was_known() -> None:
    """The same records are opened when it is judged again."""
    records = (KnownRecord("jobs", "a/b"), KnownRecord("offices", "7", date(2026, 11, 1)))
    assert known.recorded(known.document(records)) == records
