"""The small world: files that are current, true to their schemas, and agree with each other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import jsonschema_rs
import pytest
from tests.docs.guides import run_guide

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "data"
CONTRACT = load_contract()
COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


CONTENTS: list[dict[str, Any]] = read("contents.json")["files"]


def within(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in it, however deep."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from within(part)


def test_the_files_are_those_that_the_contract_makes() -> None:
    """`make.py --check` says so; if not: `python examples/data/make.py`."""
    command = [sys.executable, str(FOLDER / "make.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout


def test_the_readme_shows_what_it_promises_and_names_every_file(tmp_path: Path) -> None:
    """Problems are named by their statuses."""
    copy = shutil.copytree(FOLDER, tmp_path / "data")
    shown = run_guide(FOLDER / "README.md", copy)
    assert [output for block, output in shown if block.shows not in output] == []
    readme = (FOLDER / "README.md").read_text("utf-8")
    for one in CONTENTS:
        name = str(one["status"]) if one["status"] != 200 else f"`{one['file']}`"
        assert name in readme, one["file"]


def test_every_operation_but_those_that_repeat_a_list_is_shown() -> None:
    """Pages and areas of a tree of files have the bodies of the list."""
    shown = {name for one in CONTENTS if one["status"] == 200 for name in one["operationIds"]}
    again = ("page", "area", "area-page")
    assert shown == {one.operation_id for one in CONTRACT.operations if one.kind not in again}


@pytest.mark.parametrize("one", CONTENTS, ids=lambda one: one["file"])
def test_a_file_is_true_to_its_schema(one: dict[str, Any]) -> None:
    """With formats: dates are dates."""
    whole = CONTRACT.document | {"$ref": f"#/components/schemas/{one['schema']}"}
    judge = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
    assert [str(error) for error in judge.iter_errors(read(one["file"]))] == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_list_leads_to_its_records(collection: str) -> None:
    """The record is the entry of the list without `distanceKm`, and the total is their number."""
    listed = read(f"{collection}.json")
    assert listed["page"]["total"] == len(listed["items"]) > 0
    for entry in listed["items"]:
        entry.pop("distanceKm", None)
        assert read(f"{collection}/{entry['id']}.json") == entry


def test_a_session_leads_to_its_course() -> None:
    """And the course counts it."""
    session = read("course-sessions.json")["items"][0]
    course = read(f"courses/{session['courseId']}.json")
    assert course["sessionCount"] == 1
    assert course["nextStartDate"] == session["startDate"]
    assert course["kind"] == session["kind"]


@pytest.mark.parametrize("collection", ["course-sessions", "offices"])
def test_what_the_description_claims_is_there(collection: str) -> None:
    """Its collections with their totals, the sources of their records and the hosts of their links."""
    description, listed = read("index.json"), read(f"{collection}.json")
    told = {one["id"]: one["total"] for one in description["collections"]}
    assert told[collection] == listed["page"]["total"]
    for entry in listed["items"]:
        assert entry["sourceId"] in {one["id"] for one in description["sources"]}
        assert urlsplit(entry["detailUrl"]).netloc in description["detailHosts"]


def test_labels_are_those_of_the_code_lists() -> None:
    """In German, the language of this world."""
    official: dict[str, set[str]] = {}
    for code_list in CONTRACT.code_lists.values():
        for entry in code_list.raw.get("codes", []):
            labels = {label["value"] for label in entry["labels"] if label["lang"] == "de"}
            official.setdefault(entry["code"], set()).update(labels)
    codes = [
        one for name in COLLECTIONS for one in within(read(f"{name}.json")) if {"code", "label"} <= one.keys()
    ]
    assert codes
    assert [one for one in codes if one["label"] not in official.get(one["code"], ())] == []


def test_everything_lies_in_one_town() -> None:
    """Augsburg."""
    places = [one for name in COLLECTIONS for one in within(read(f"{name}.json")) if "postcode" in one]
    assert {one["town"] for one in places} == {"Augsburg"}
