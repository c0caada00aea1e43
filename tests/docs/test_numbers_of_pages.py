"""Numbers that pages for agencies state are those of the contract and of `docs/pages/effort.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from wegweiser_contract import check_claim, load_contract

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "pages"
EFFORT: dict[str, Any] = yaml.safe_load((PAGES / "effort.yaml").read_text("utf-8"))
LEAST = ("core", "static", "course-sessions", "offices")
QUERIES = ("core", "query", "course-sessions", "offices")
RECORDS = {"course-sessions": "CourseSession", "offices": "Office", "jobs": "Job"}
EACH_LANGUAGE = pytest.mark.parametrize("lang", ["en", "de"])


def page(lang: str, name: str) -> str:
    return (PAGES / lang / f"{name}.md").read_text("utf-8")


def hours(parts: list[dict[str, Any]]) -> str:
    return f"{sum(part['low'] for part in parts)}–{sum(part['high'] for part in parts)}"


def test_every_class_has_its_effort() -> None:
    """And no other has one."""
    assert set(EFFORT["classes"]) == set(load_contract().classes)


@EACH_LANGUAGE
def test_the_sums_of_hours_are_right(lang: str) -> None:
    """Each example is a valid claim, and its row holds the sums."""
    inside = hours(EFFORT["inside"])
    for example in EFFORT["examples"]:
        assert check_claim(example["classes"]) == []
        row = f"| {hours([EFFORT['classes'][name] for name in example['classes']])} | {inside} |"
        assert row in page(lang, "classes"), example["who"]


@EACH_LANGUAGE
def test_the_number_of_musts_is_right(lang: str) -> None:
    """Files and queries, with course sessions and offices."""
    counts = [
        sum(one.level == "MUST" for one in load_contract().project(classes).requirements.values())
        for classes in (LEAST, QUERIES)
    ]
    assert f" | {counts[0]} | {counts[1]} |" in page(lang, "classes")


@EACH_LANGUAGE
def test_the_number_of_requirements_to_read_is_right(lang: str) -> None:
    """For the least that BAMF can do."""
    assert f"{len(load_contract().project(LEAST).requirements)} " in page(lang, "classes")


@pytest.mark.parametrize(("name", "schema"), RECORDS.items())
def test_the_number_of_properties_is_right(name: str, schema: str) -> None:
    """All that a class gives a record, and those that are required."""
    told = load_contract().project(("core", "static", name)).schema(schema)
    basis = EFFORT["classes"][name]["basis"]["en"]
    assert basis.startswith(f"{len(told['properties'])} properties, {len(told['required'])} of them required")


@EACH_LANGUAGE
def test_the_length_of_the_minimal_publisher_is_right(lang: str) -> None:
    """Lines that hold something, in the text and in the table of effort; some 400."""
    text = (ROOT / "examples" / "minimal-publisher" / "publisher.py").read_text("utf-8")
    count = sum(bool(line.strip()) for line in text.splitlines())
    assert count <= 410
    assert f" {count} {'Zeilen (ohne' if lang == 'de' else 'lines (blank'}" in page(lang, "classes")
    assert EFFORT["classes"]["query"]["basis"][lang].startswith(f"{count} ")
