"""Whatever the contract, the suite and the command line have, the site tells, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tooling.docs.edition import edition
from tooling.docs.generated.classes import USEFUL
from tooling.docs.generated.command_line import commands
from tooling.docs.generated.parts import PARTS
from tooling.docs.generated.requirements import defects
from tooling.docs.handwritten import GENERATED
from tooling.docs.places import PAGES

from wegweiser_conformance.checks.personal_data.forbidden import made_for_persons
from wegweiser_contract import check_claim, load_contract
from wegweiser_contract.command import SUBCOMMANDS
from wegweiser_contract.yaml_text import from_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tooling.docs.rendered import Rendered

pytestmark = [pytest.mark.xdist_group("site"), pytest.mark.parametrize("lang", ["de", "en"])]


def words(text: str) -> str:
    """A sentence as it is rendered: without backticks."""
    return " ".join(text.replace("`", "").split())


def readable(text: str) -> str:
    """Without the typographic quotes that rendering makes of plain ones."""
    return re.sub("[„“”\"‘’']", "", text)


def test_every_operation_has_a_page_with_all_its_parameters(pages: Mapping[str, Rendered], lang: str) -> None:
    """Each parameter at its own anchor, each status, the class, and the summary in the language."""
    contract = edition(lang).contract
    for operation in contract.operations:
        page = pages[f"{lang}/operations/{operation.operation_id}.html"]
        told = contract.document["paths"][operation.path]["get"]
        assert readable(words(told["summary"])) in readable(page.text)
        assert operation.operation_id in page.text
        assert {one.name for one in operation.parameters} <= page.anchors
        assert {f"status-{status}" for status in operation.responses} <= page.anchors
        headers = {name.lower() for node in operation.responses.values() for name in node.get("headers", {})}
        assert {f"header-{name}" for name in headers} <= page.anchors


def test_every_property_of_every_schema_is_told(pages: Mapping[str, Rendered], lang: str) -> None:
    """At an anchor of its own, with its description in the language."""
    for name, schema in edition(lang).contract.document["components"]["schemas"].items():
        page = pages[f"{lang}/schemas/{name}.html"]
        assert set(schema.get("properties", {})) <= page.anchors
        for node in schema.get("properties", {}).values():
            assert readable(words(node.get("description", ""))) in readable(page.text)


def test_every_code_is_told_in_german_and_english(pages: Mapping[str, Rendered], lang: str) -> None:
    """With its labels, official term and validity, on the page of its list."""
    for code_list in load_contract().code_lists.values():
        page = pages[f"{lang}/code-lists/{code_list.id}.html"]
        assert set(code_list.entries) <= page.anchors
        for entry in code_list.entries.values():
            assert words(entry.labels["de"]) in page.text
            assert words(entry.labels["en"]) in page.text
            for key in ("officialTerm", "validFrom", "validThrough"):
                assert words(str(entry.raw.get(key, ""))) in page.text


def test_every_requirement_is_told_with_what_proves_it(pages: Mapping[str, Rendered], lang: str) -> None:
    """Sentence and remedy in the language, its defects, at an anchor of its own on the page of its group."""
    for requirement in load_contract().requirements.values():
        page = pages[f"{lang}/requirements/{requirement.group}.html"]
        assert requirement.id.partition("/")[2] in page.anchors
        text = readable(page.text)
        assert readable(words(requirement.sentence[lang])) in text
        assert readable(words(requirement.mend[lang])) in text
        for defect, _ in defects().get(requirement.id, ()):
            assert defect in text
        overview = pages[f"{lang}/requirements.html"]
        assert requirement.id in overview.text


def test_every_class_is_told(pages: Mapping[str, Rendered], lang: str) -> None:
    """On the page of the classes and in its code list."""
    for name, told in edition(lang).contract.document["x-classes"].items():
        assert words(told["description"]) in pages[f"{lang}/classes.html"].text
        assert name in pages[f"{lang}/code-lists/conformance-classes.html"].anchors


def test_every_flag_of_the_command_line_is_told(pages: Mapping[str, Rendered], lang: str) -> None:
    """Each subcommand and each flag at an anchor of its own."""
    page = pages[f"{lang}/command-line.html"]
    told = {command.name for command in commands()}
    assert {name for name in SUBCOMMANDS if not any(f"wegweiser {name}" in one for one in told)} == set()
    for command in commands():
        assert command.anchor in page.anchors
        for action in command.arguments:
            assert (
                not action.option_strings
                or f"{command.anchor}--{action.option_strings[-1][2:]}" in page.anchors
            )


def test_what_a_claim_leaves_is_a_valid_claim_with_its_files(
    pages: Mapping[str, Rendered], site: Path, lang: str
) -> None:
    """Each useful claim has a page and the projected contract, and tells no operation that it lacks."""
    for name, classes in USEFUL.items():
        assert check_claim(classes) == []
        narrow = edition(lang).contract.project(classes)
        document = from_yaml((site / lang / "classes" / f"{name}.yaml").read_bytes(), name)
        assert set(document["paths"]) == set(narrow.document["paths"])
        text = pages[f"{lang}/classes/{name}.html"].text
        for operation in load_contract().operations:
            kept = operation.path in narrow.document["paths"]
            assert (f" {operation.operation_id} " in f" {text} ") is kept


def test_the_data_protection_statement_is_whole(pages: Mapping[str, Rendered], lang: str) -> None:
    """Every property with its guard, the names that never travel, what no machine sees, lines to sign."""
    page = pages[f"{lang}/data-protection.html"]
    for name, schema in load_contract().document["components"]["schemas"].items():
        for key, node in schema.get("properties", {}).items():
            assert f"schemas/{name}.html#{key}" in page.links
            if isinstance(node["x-personal-data"], dict):
                assert node["x-personal-data"]["guarded"] in page.text
    for requirement in load_contract().requirements.values():
        if requirement.judged == "declared":
            assert requirement.id in page.text
    assert made_for_persons("vorname")
    assert "vorname" in page.text
    assert edition(lang)["sign-signature"] in page.text


def test_every_field_of_todays_services_is_told(pages: Mapping[str, Rendered], lang: str) -> None:
    """The mapping tables hold each entry of `x-source` but the new ones."""
    text = pages[f"{lang}/mappings.html"].text
    for schema in load_contract().document["components"]["schemas"].values():
        for node in schema.get("properties", {}).values():
            for system, field in node["x-source"].items():
                assert system == "new" or words(str(field)) in text


def test_a_page_that_is_written_says_where_generated_parts_go(lang: str) -> None:
    """Names are known, and every part has a place in some page."""
    texts = [file.read_text("utf-8") for file in (PAGES / lang).glob("*.md")]
    used = {name for text in texts for name in GENERATED.findall(text)}
    assert used <= set(PARTS)
    assert set(PARTS) - used == set()
