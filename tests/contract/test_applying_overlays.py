"""What an overlay may say, and what comes of applying it."""

from __future__ import annotations

from typing import Any

import pytest

from wegweiser_contract.errors import SourceError
from wegweiser_contract.overlays import Overlay, apply_overlay, read_overlay, unknown_targets
from wegweiser_contract.texts import texts_of

SMALL: dict[str, Any] = {
    "info": {"title": "Small", "description": "All."},
    "tags": [{"name": "jobs", "description": "Jobs."}, {"name": "courses", "description": "Courses."}],
    "x-classes": {"core": {"title": "Core"}},
    "x-note": {"description": "no text of the contract"},
    "paths": {"/jobs/{jobId}": {"get": {"summary": "Get", "tags": ["jobs"]}}},
    "components": {
        "schemas": {
            "Job": {
                "description": "A job.",
                "properties": {
                    "title": {"description": "Its title.", "example": {"description": "data"}},
                    "example": {"description": "A property with the name of a keyword."},
                },
            }
        },
        "examples": {"Job": {"summary": "A job", "value": {"title": "Cook", "summary": "data"}}},
    },
}


def overlay(*actions: Any, **root: Any) -> dict[str, Any]:
    return {"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": list(actions), **root}


def read(target: str, update: Any) -> Overlay:
    return read_overlay(overlay({"target": target, "update": update}), "de.yaml")


def test_texts_are_found_by_position() -> None:
    """Properties called like keywords, data of examples and extensions confuse nobody."""
    assert list(texts_of(SMALL)) == [
        "/info/title",
        "/info/description",
        "/tags/0/description",
        "/tags/1/description",
        "/x-classes/core/title",
        "/paths/~1jobs~1{jobId}/get/summary",
        "/components/schemas/Job/description",
        "/components/schemas/Job/properties/title/description",
        "/components/schemas/Job/properties/example/description",
        "/components/examples/Job/summary",
    ]


@pytest.mark.parametrize(
    ("target", "update", "pointer"),
    [
        ("$", {"info": {"title": "Neu"}}, "/info/title"),
        ("$.info", {"title": "Neu"}, "/info/title"),
        ("$['x-classes'].core", {"title": "Neu"}, "/x-classes/core/title"),
        ("$.tags[?@.name == 'courses']", {"description": "Neu"}, "/tags/1/description"),
        ("$.paths['/jobs/{jobId}'].get", {"summary": "Neu"}, "/paths/~1jobs~1{jobId}/get/summary"),
        (
            "$.components.schemas.Job.properties.title",
            {"description": "Neu"},
            "/components/schemas/Job/properties/title/description",
        ),
    ],
)
def test_an_update_is_merged_where_its_target_leads(target: str, update: Any, pointer: str) -> None:
    """Exactly the named text changes; what stands beside it stays."""
    applied = apply_overlay(SMALL, read(target, update))
    assert texts_of(applied) == {**texts_of(SMALL), pointer: "Neu"}


@pytest.mark.parametrize(
    "target",
    [
        *("$.nothing", "$.info.title.more", "$.tags[0]", "$.tags[?@.name == 'offices']", "$..Job", "info"),
        *("$.components.schemas.*", "$.info[?@.name == 'jobs']"),
    ],
)
def test_an_unknown_target_is_an_error_that_names_the_action(target: str) -> None:
    """Neither what leads nowhere nor what is outside of the small notation passes silently."""
    bent = read(target, {"description": "x"})
    with pytest.raises(SourceError, match=r"^de\.yaml: action 1 \(.*\) leads nowhere.*right would be"):
        apply_overlay(SMALL, bent)
    assert unknown_targets(SMALL, bent) == list(bent.actions)


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (overlay(overlay="1.1.0"), "right would be '1.0.0'"),
        (overlay(actions=None), "there are no actions"),
        (overlay("no mapping"), "action 1 .* is not understood"),
        (overlay({"target": "$.info"}), "action 1 .* is not understood"),
        (overlay({"target": "$.info", "remove": True}), "action 1 .* is not understood"),
        (overlay({"target": "$.info", "update": {"title": ["Neu"]}}), "action 1 .* is not understood"),
        (overlay(*[{"target": "$.info", "update": {"title": "Neu"}}] * 2), "action 2 .* earlier one"),
    ],
)
def test_an_overlay_of_another_shape_is_refused(raw: dict[str, Any], complaint: str) -> None:
    """The message names the file and the action."""
    with pytest.raises(SourceError, match=rf"^de\.yaml: .*{complaint}"):
        read_overlay(raw, "de.yaml")


def test_a_list_is_no_place_for_texts() -> None:
    """A target that leads to a list or a text is as unknown as one that leads nowhere."""
    for target in ("$.tags", "$.info.title"):
        with pytest.raises(SourceError, match=r"action 1 .* leads nowhere"):
            apply_overlay(SMALL, read(target, {"description": "x"}))
