"""`wegweiser.toml`: settings and waivers, each mistake in it named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.conformance.judged import requirement

from wegweiser_conformance.configuration import Configuration, ConfigurationError, read
from wegweiser_conformance.model import Result, Status, Suspected
from wegweiser_conformance.options import parse
from wegweiser_conformance.waivers import Waiver, WaiverError, complaints, waived

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = ("paging/envelope", "live/etag")
TODAY = date(2026, 11, 22)
WAIVER = """
[[waiver]]
requirement = "live/etag"
reason = "the gateway drops it until release 4"
until = 2027-03-31
"""


def written(folder: Path, text: str) -> str:
    path = folder / "team.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_without_a_file_nothing_is_configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to write one."""
    monkeypatch.chdir(tmp_path)
    assert read(None, KNOWN) == Configuration()


def test_what_is_typed_counts_before_what_is_configured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file in the working directory is read without being named."""
    monkeypatch.chdir(tmp_path)
    text = 'url = "http://127.0.0.1:1/v1"\nrate = 2\nmax-requests = 50\nonly = ["paging", "cors"]\n' + WAIVER
    (tmp_path / "wegweiser.toml").write_text(text, "utf-8")
    options = parse(["--rate", "7"])
    assert (options.url, options.rate, options.max_requests) == ("http://127.0.0.1:1/v1", 7.0, 50)
    assert options.only == ["paging", "cors"]
    assert options.waivers[0].until == date(2027, 3, 31)
    assert parse(["http://127.0.0.1:2/v1"]).url == "http://127.0.0.1:2/v1"


def test_files_are_seen_from_where_the_configuration_lies(tmp_path: Path) -> None:
    """Whoever calls from elsewhere finds the same key."""
    found = read(written(tmp_path, 'key-file = "key.txt"\n'), KNOWN)
    assert found.arguments == ("--key-file", str(tmp_path / "key.txt"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("url = 5\n", "url must be str, not 5"),
        ("rates = 5\n", "knows url, classes"),
        ('api-key = "abc"\n', "no credential in a file that is shared"),
        ("rate =\n", "is no TOML"),
        ('waiver = "all"\n', r"write each waiver as \[\[waiver\]\]"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, told: str) -> None:
    """With the file, what is wrong, and what would be right."""
    with pytest.raises(ConfigurationError, match=f"team.toml.*{told}"):
        read(written(tmp_path, text), KNOWN)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"live/etag"', '"live/etags"', "there is none"),
        ('"the gateway drops it until release 4"', '"soon"', "a reason that a reviewer understands"),
        ("2027-03-31", '"2027-03-31"', "a day such as 2027-03-31"),
        ("until", "til", "knows hash, reason, requirement, until, not til"),
    ],
)
def test_a_waiver_needs_requirement_reason_and_end(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """Nothing is waived for good, or for no reason."""
    with pytest.raises(WaiverError, match=told):
        read(written(tmp_path, WAIVER.replace(before, after)), KNOWN)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Whoever names a file means it."""
    with pytest.raises(ConfigurationError, match=r"none\.toml: No such file"):
        read(str(tmp_path / "none.toml"), KNOWN)


def failed(**more: str) -> Result:
    return Result(requirement(id_="demo/rule"), Status.FAILED, "expected 1, found 2")


def test_a_waived_failure_says_why_and_no_longer_fails() -> None:
    """The failure stays to be read."""
    waiver = Waiver("demo/rule", "known until release 4", date(2026, 11, 22))
    (result,) = waived([failed()], [waiver], TODAY, str)
    assert result.status is Status.WAIVED
    assert "known until release 4" in result.reason
    assert "expected 1, found 2" in result.reason


def test_a_waiver_past_its_end_waives_nothing_and_is_told() -> None:
    """So is one that is no longer needed."""
    old = Waiver("demo/rule", "known until release 4", date(2026, 11, 21))
    assert waived([failed()], [old], TODAY, str)[0].status is Status.FAILED
    assert list(complaints([failed()], [old], TODAY)) == ["the waiver of demo/rule ended on 2026-11-21"]
    passed = Result(requirement(id_="demo/rule"), Status.PASSED)
    valid = Waiver("demo/rule", "known until release 4", date(2027, 1, 1))
    assert list(complaints([passed], [valid], TODAY)) == [
        "the waiver of demo/rule is no longer needed: it passed"
    ]


@pytest.mark.parametrize(
    ("digest", "status"), [("0123456789ab", Status.WAIVED), ("ba9876543210", Status.SUSPECTED)]
)
def test_a_suspicion_is_waived_by_its_hash(digest: str, status: Status) -> None:
    """Another value at the same place is another suspicion."""
    shown = "[personal data, 14 characters, sha256 0123456789ab]"
    evidence = (Suspected("no name of a person", shown),)
    suspected = Result(requirement(id_="demo/rule"), Status.SUSPECTED, shown, evidence)
    waiver = Waiver("demo/rule", "the saint of the school", date(2027, 1, 1), digest)
    assert waived([suspected], [waiver], TODAY, str)[0].status is status
