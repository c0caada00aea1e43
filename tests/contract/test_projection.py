"""The projection is the contract without everything that a publisher does not claim."""

from __future__ import annotations

import copy
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract.claims import faults_of_claim
from wegweiser_contract.lint.validation import mismatches
from wegweiser_contract.operations import resolve
from wegweiser_contract.pointers import lookup
from wegweiser_contract.projection import parent_path, project
from wegweiser_contract.walking import media_types_of, references_in

if TYPE_CHECKING:
    from tests.contract.conftest import World

QUERY = frozenset({"core", "jobs", "query"})
STATIC = frozenset({"core", "jobs", "static"})


@pytest.fixture
def document(world: World) -> dict[str, Any]:
    return world.document()


def parameters(document: dict[str, Any], path: str) -> list[str]:
    nodes = document["paths"][path]["get"].get("parameters", [])
    return [lookup(document, node["$ref"])["name"] for node in nodes]


def test_unclaimed_paths_and_parameters_go(document: dict[str, Any]) -> None:
    """A query publisher has no pages as files, a static one no parameters."""
    query, static = project(document, QUERY), project(document, STATIC)
    assert "/jobs/pages/{page}" not in query["paths"]
    assert parameters(query, "/jobs") == ["limit", "offerType", "sort"]
    assert "/jobs/pages/{page}" in static["paths"]
    assert "parameters" not in static["paths"]["/jobs"]["get"]


def test_a_path_goes_with_its_parent(document: dict[str, Any]) -> None:
    """`/jobs/pages/{page}` is of the class `static`, but needs `jobs` too."""
    assert list(project(document, frozenset({"core", "static"}))["paths"]) == [
        "/",
        "/code-lists",
        "/code-lists/{codeListId}",
    ]


@pytest.mark.parametrize(
    ("path", "parent"),
    [
        ("/jobs/by-ags/{ags}/pages/{page}", "/jobs/by-ags/{ags}"),
        ("/jobs/by-ags/{ags}", "/jobs"),
        ("/jobs/{jobId}", "/jobs"),
        ("/jobs", "/"),
        ("/jobs-old", "/"),
        ("/", None),
    ],
)
def test_the_parent_is_the_longest_other_prefix_by_segments(path: str, parent: str | None) -> None:
    """Segments count, not letters."""
    paths = {"/": 0, "/jobs": 0, "/jobs/{jobId}": 0, "/jobs/by-ags/{ags}": 0, "/jobs-old": 0}
    assert parent_path(path, {**paths, path: 0}) == parent


def test_unclaimed_properties_go_from_schemas_and_examples(document: dict[str, Any]) -> None:
    """Examples still obey their closed schemas."""
    query = project(document, QUERY)
    schemas = query["components"]["schemas"]
    assert "distanceKm" not in schemas["Job"]["properties"]
    assert "nextCursor" in schemas["Page"]["properties"]
    assert "distanceKm" not in query["components"]["examples"]["JobList"]["value"]["items"][0]
    static = project(document, STATIC)
    assert static["components"]["examples"]["JobList"]["value"]["page"] == {"total": 1}


def test_what_a_claimed_class_demands_is_required(document: dict[str, Any]) -> None:
    """`x-required-in` works on headers and on properties."""
    live = project(document, QUERY | {"live"})
    assert live["components"]["headers"]["ETag"]["required"] is True
    assert "updatedOn" in live["components"]["schemas"]["Job"]["required"]
    query = project(document, QUERY)
    assert "required" not in query["components"]["headers"]["ETag"]
    assert query["components"]["schemas"]["Job"]["required"] == ["id", "title"]


def test_values_of_unclaimed_classes_leave_the_enum(document: dict[str, Any]) -> None:
    """Without place search nothing is sorted by distance; a parameter left without values goes."""
    sort = project(document, QUERY)["components"]["parameters"]["Sort"]
    assert sort["schema"]["enum"] == ["date"]
    assert sort["example"] == "date"
    assert "Near" not in project(document, QUERY)["components"]["parameters"]
    both = project(document, QUERY | {"place-search"})["components"]["parameters"]
    assert both["Sort"]["schema"]["enum"] == ["distance", "date"]
    assert "Near" in both


def test_problem_bodies_go_where_files_answer(document: dict[str, Any]) -> None:
    """A response whose only body is unclaimed has no body, and the schema goes too."""
    static = project(document, STATIC)
    assert "content" not in static["components"]["responses"]["NotFound"]
    assert "Problem" not in static["components"]["schemas"]


def test_classes_and_tags_are_those_that_are_left(document: dict[str, Any]) -> None:
    """The projection says itself onto what it is one."""
    assert set(project(document, QUERY)["x-classes"]) == QUERY
    names = [tag["name"] for tag in project(document, frozenset({"core", "static"}))["tags"]]
    assert names == ["service", "code-lists"]


def test_properties_may_be_called_like_keywords(document: dict[str, Any]) -> None:
    """A property called `items` or `schema` is no keyword."""
    schema = document["components"]["schemas"]["JobList"]
    schema["properties"]["schema"] = {"type": "string", "x-class": "live"}
    schema["properties"]["items"]["x-class"] = "core"
    assert list(project(document, QUERY)["components"]["schemas"]["JobList"]["properties"]) == [
        "items",
        "page",
    ]


def test_the_document_itself_is_left_alone(document: dict[str, Any]) -> None:
    """Projecting changes nothing, and projecting twice is projecting once."""
    before = copy.deepcopy(document)
    once = project(document, QUERY)
    assert document == before
    assert project(once, QUERY) == once


def test_every_valid_claim_gives_a_whole_document(document: dict[str, Any]) -> None:
    """No reference dangles, no example breaks its schema, whatever is claimed."""
    check_every_claim(document)


def check_every_claim(document: dict[str, Any], largest: int = 99) -> None:
    for claim in claims(document, largest):
        projected = project(document, frozenset(claim))
        for reference in references_in(projected):
            lookup(projected, reference)
        for _, media_type in media_types_of(projected):
            for example in media_type.get("examples", {}).values():
                value = resolve(projected, example)["value"]
                assert list(mismatches(value, media_type["schema"], projected)) == [], claim


def claims(document: dict[str, Any], largest: int) -> list[tuple[str, ...]]:
    classes = document["x-classes"]
    sizes = range(1, min(len(classes), largest) + 1)
    every = [claim for size in sizes for claim in combinations(classes, size)]
    return [claim for claim in every if not faults_of_claim(claim, classes)]
