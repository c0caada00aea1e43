"""The bundle is one document, the same every time, and names what is broken in its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract.artifacts import artifacts
from wegweiser_contract.errors import SourceError
from wegweiser_contract.walking import references_in
from wegweiser_contract.yaml_text import from_yaml, to_yaml

if TYPE_CHECKING:
    from tests.contract.conftest import World

JOBS = "paths/jobs.yaml"


def test_references_lead_to_components_inside(world: World) -> None:
    """Nothing refers to a file any more."""
    document = world.document()
    assert all(reference.startswith("#/components/") for reference in references_in(document))


def test_paths_keep_the_order_of_the_root_and_components_are_sorted(world: World) -> None:
    """Two people who bundle the same sources get the same text."""
    document = world.document()
    assert list(document["paths"]) == list(world.files["openapi.yaml"]["paths"])
    assert list(document["components"]) == sorted(document["components"])
    for components in document["components"].values():
        assert list(components) == sorted(components)
    assert artifacts(world.folder) == artifacts(world.folder)


def test_what_nothing_refers_to_stays_behind(world: World) -> None:
    """A file that only the root lists is no part of the contract; a security scheme is."""
    world.files["components/schemas/Lonely.yaml"] = {"type": "string"}
    world.put("openapi.yaml", "/components/schemas", {"Lonely": {"$ref": "components/schemas/Lonely.yaml"}})
    components = world.document()["components"]
    assert "Lonely" not in components["schemas"]
    assert "ApiKey" in components["securitySchemes"]


def test_extensions_survive(world: World) -> None:
    """Every x- key of the sources is in the bundle."""
    document = world.document()
    assert document["components"]["parameters"]["OfferType"]["x-filter"]["match"] == "equals"
    assert document["paths"]["/jobs"]["x-class"] == "jobs"


def test_a_component_of_the_root_itself_can_be_referred_to(world: World) -> None:
    """`#/components/…` in the root means what the root lists, be it a file or written there."""
    world.put("openapi.yaml", "/components/parameters", {"Here": {"name": "here", "in": "query"}})
    world.put("openapi.yaml", "/components/schemas", {"Job": {"$ref": "components/schemas/Job.yaml"}})
    world.put(
        "openapi.yaml",
        "/x-more",
        [{"$ref": "#/components/parameters/Here"}, {"$ref": "#/components/schemas/Job"}],
    )
    document = world.document()
    assert document["components"]["parameters"]["Here"] == {"name": "here", "in": "query"}
    assert document["x-more"][1] == {"$ref": "#/components/schemas/Job"}


BROKEN: list[tuple[str, Any, str]] = [
    ("/get/responses/200/$ref", "../components/responses/Nowhere.yaml", "leads nowhere"),
    ("/get/responses/200/$ref", "../paths/root.yaml", "leads nowhere"),
    ("/get/responses/200/$ref", "#/components/responses/JobList", "relative to this one"),
    ("/get/responses/200/$ref", "https://elsewhere.example/x.yaml", "leads nowhere"),
]


@pytest.mark.parametrize(("pointer", "value", "message"), BROKEN)
def test_a_dangling_reference_is_named(world: World, pointer: str, value: Any, message: str) -> None:
    """The message has the file, the place and what would be right."""
    world.put(JOBS, pointer, value)
    with pytest.raises(SourceError, match=message) as caught:
        world.document()
    assert str(caught.value).startswith("spec/v1/paths/jobs.yaml at /get/responses/200: ")


def test_a_circle_of_references_is_named(world: World) -> None:
    """A schema that contains itself is refused, with the way round."""
    world.put("components/schemas/Text.yaml", "/properties/job", {"allOf": [{"$ref": "Job.yaml"}]})
    with pytest.raises(
        SourceError, match="circle: /components/schemas/Job → /components/schemas/Text → /comp"
    ):
        world.document()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1", r"jobs\.yaml:2:1: no valid YAML"),
        ("a: 1\na: 2", r"jobs\.yaml:2:1: no valid YAML: the key 'a' stands there twice"),
        ("- a\n- b", r"jobs\.yaml: must hold a mapping"),
        ("", r"jobs\.yaml: must hold a mapping"),
        ("3: a", r"jobs\.yaml:1:1: no valid YAML: the key 3 is no text"),
        ("a: !!python/object:os.system b", r"jobs\.yaml:1:4: no valid YAML"),
    ],
)
def test_broken_yaml_is_named_with_its_line(world: World, text: str, message: str) -> None:
    """One clear sentence for what is no YAML, or no mapping."""
    world.files[JOBS] = text
    with pytest.raises(SourceError, match=message):
        world.document()


@pytest.mark.parametrize("missing", ["paths", "info", "x-classes"])
def test_a_root_without_its_parts_is_named(world: World, missing: str) -> None:
    """The table of contents has paths, info and classes."""
    world.drop("openapi.yaml", f"/{missing}")
    with pytest.raises(SourceError, match=f"`{missing}` is missing"):
        world.document()


@pytest.mark.parametrize("pointer", ["/paths/~1jobs", "/x-classes/core", "/components/schemas"])
def test_entries_of_the_root_are_mappings(world: World, pointer: str) -> None:
    """A slip of indentation is named with its place."""
    world.put("openapi.yaml", pointer, "oops")
    with pytest.raises(SourceError, match=f"openapi.yaml at {pointer}: must be a mapping"):
        world.document()


def test_scalars_are_those_of_json() -> None:
    """A postcode, a day and Norwegian stay texts, as OpenAPI wants it."""
    read = from_yaml("{plz: 01067, day: 2026-11-22, lang: no, on: true, none: null, n: 1.5, i: -3}", "a test")
    assert read == {
        "plz": "01067",
        "day": "2026-11-22",
        "lang": "no",
        "on": True,
        "none": None,
        "n": 1.5,
        "i": -3,
    }


@pytest.mark.parametrize(
    "text", ["01067", "09761000", "2026-11-22", "no", "1e5", "0o17", "12:30", "~", "", "1.5"]
)
def test_written_texts_are_texts_to_every_yaml_parser(text: str) -> None:
    """Whatever YAML 1.1 or 1.2 might take for something else is quoted."""
    assert to_yaml([text]) == f"- '{text}'\n"
    assert from_yaml(to_yaml([text]), "a test") == [text]


def test_what_no_parser_mistakes_is_written_plainly() -> None:
    """Versions and words need no quotes."""
    assert to_yaml(["3.0.3", "1.0.0-rc.1", "Koch"]) == "- 3.0.3\n- 1.0.0-rc.1\n- Koch\n"
