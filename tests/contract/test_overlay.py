"""The contract in German: whole, current, and a contract itself; and the rules that keep it so."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import validate

from wegweiser_contract import load_contract
from wegweiser_contract.lint import apply_rules, house_rules
from wegweiser_contract.overlays import (
    Overlay,
    apply_overlay,
    missing_texts,
    overlay_texts,
    read_overlay,
    surplus_texts,
    unknown_targets,
)
from wegweiser_contract.pointers import keys, lookup
from wegweiser_contract.sources import Sources
from wegweiser_contract.texts import texts_of

if TYPE_CHECKING:
    from tests.contract.conftest import World

REPOSITORY = Path(__file__).parents[2]
GERMAN = "overlays/de.yaml"


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return load_contract().document


@pytest.fixture(scope="module")
def german() -> Overlay:
    return read_overlay(Sources(REPOSITORY).read(GERMAN), GERMAN)


def test_every_text_of_the_contract_has_a_german_one(contract: dict[str, Any], german: Overlay) -> None:
    """Not one title, summary or description is missing."""
    assert missing_texts(contract, german) == []


def test_the_german_contract_says_nothing_else(contract: dict[str, Any], german: Overlay) -> None:
    """Its targets and texts are those of the contract."""
    assert unknown_targets(contract, german) == []
    assert surplus_texts(contract, german) == []


def test_no_german_text_is_the_english_one(contract: dict[str, Any], german: Overlay) -> None:
    """Everything has been translated, even the name of the interface."""
    english, translated = texts_of(contract), overlay_texts(contract, german)
    assert [pointer for pointer, text in translated.items() if text == english[pointer]] == []


def test_no_german_text_is_empty_or_leaves_levels_vague(contract: dict[str, Any], german: Overlay) -> None:
    """Levels are MUSS, SOLLTE and KANN; "soll" is none of them."""
    for pointer, text in overlay_texts(contract, german).items():
        assert text.strip() == text != "", pointer
        assert not {"soll", "sollen", "sollte", "muss", "müssen"} & set(text.split()), pointer


def test_german_texts_keep_codes_names_and_numbers(contract: dict[str, Any], german: Overlay) -> None:
    """What stands between backticks in English stands so in German, too, and so do numbers."""
    english = texts_of(contract)
    for pointer, text in overlay_texts(contract, german).items():
        assert _kept(english[pointer]) <= _kept(text), pointer


def test_the_german_contract_is_a_contract(contract: dict[str, Any], german: Overlay) -> None:
    """openapi-spec-validator accepts it, and only texts differ."""
    applied = apply_overlay(contract, german)
    validate(applied)
    assert texts_of(applied) == overlay_texts(contract, german)
    assert _without_texts(applied) == _without_texts(contract)


def test_applying_leaves_the_document_alone(contract: dict[str, Any], german: Overlay) -> None:
    """An overlay gives a copy: the bundle stays English."""
    apply_overlay(contract, german)
    assert contract["info"]["title"] == "Wegweiser API"


def small_german(world: World) -> dict[str, Any]:
    """An overlay that holds all texts of the small contract."""
    update: dict[str, Any] = {}
    for pointer in texts_of(world.document()):
        if not pointer.startswith("/tags/"):
            _put(update, pointer, "Deutsch")
    tags = [_tag(name) for name in ("service", "jobs", "code-lists")]
    return _overlay({"target": "$", "update": update}, *tags)


def test_a_whole_overlay_breaks_no_rule(world: World) -> None:
    """The three rules let it pass."""
    world.files[GERMAN] = small_german(world)
    assert found(world) == []


def test_a_new_text_without_translation_is_found(world: World) -> None:
    """`overlay/complete` names the file and the place."""
    world.files[GERMAN] = small_german(world)
    world.put("openapi.yaml", "/info/description", "What it is.")
    assert found(world) == [
        "spec/v1/overlays/de.yaml: overlay/complete: there is no text for /info/description; "
        "right would be: the contract's text in this language"
    ]


def test_a_translation_of_what_is_gone_is_found(world: World) -> None:
    """`overlay/targets-exist` finds texts that the contract no longer has."""
    world.files[GERMAN] = small_german(world)
    world.drop("paths/jobs.yaml", "/get/description")
    assert [line.split(": ")[1:3] for line in found(world)] == [
        ["overlay/targets-exist", "the contract has no text at /paths/~1jobs/get/description; right would be"]
    ]


def test_a_target_that_leads_nowhere_is_found(world: World) -> None:
    """`overlay/targets-exist` names the action."""
    world.files[GERMAN] = small_german(world)
    world.files[GERMAN]["actions"].append({"target": "$.components.schemas.Gone", "update": {}})
    assert [line.split(": ")[1:3] for line in found(world)] == [
        [
            "overlay/targets-exist",
            "action 5 ($.components.schemas.Gone) leads nowhere in the contract; right would be",
        ]
    ]


def test_an_overlay_that_cannot_be_read_is_one_finding(world: World) -> None:
    """`overlay/shape` reports it, the other rules leave it alone."""
    world.files[GERMAN] = _overlay({"target": "$", "remove": True})
    assert [line.split(": ")[1] for line in found(world)] == ["overlay/shape"]


def found(world: World) -> list[str]:
    rules = [rule for rule in house_rules() if rule.id.startswith("overlay/")]
    assert len(rules) == 3
    return [str(finding) for finding in apply_rules(world.subject(), rules)]


def _tag(name: str) -> dict[str, Any]:
    return {"target": f"$.tags[?@.name == '{name}']", "update": {"description": "Deutsch"}}


def _overlay(*actions: Any) -> dict[str, Any]:
    return {"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": list(actions)}


def _put(update: dict[str, Any], pointer: str, text: str) -> None:
    *above, last = keys(pointer)
    for key in above:
        update = update.setdefault(key, {})
    update[last] = text


def _kept(text: str) -> set[str]:
    return {*text.split("`")[1::2], *re.findall(r"\d+", text)}


def _without_texts(document: dict[str, Any]) -> dict[str, Any]:
    bare = copy.deepcopy(document)
    for pointer in texts_of(bare):
        above, _, _ = pointer.rpartition("/")
        lookup(bare, above)[keys(pointer)[-1]] = ""
    return bare
