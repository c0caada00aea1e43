"""The contract in German, for whoever has the package alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wegweiser_contract import ContractError, load_contract
from wegweiser_contract.cli import spec
from wegweiser_contract.translations import languages, translated
from wegweiser_contract.yaml_text import from_yaml

if TYPE_CHECKING:
    from pathlib import Path


def test_german_and_english_are_shipped() -> None:
    """English is the original, German its overlay."""
    assert languages() == ("en", "de")


def test_only_texts_differ_between_languages() -> None:
    """Paths, operationIds and classes are the same; what people read is not."""
    english, german = load_contract(), translated(load_contract(), "de")
    assert [one.operation_id for one in german.operations] == [one.operation_id for one in english.operations]
    assert german.classes == english.classes
    summaries = [contract.document["paths"]["/jobs"]["get"]["summary"] for contract in (english, german)]
    assert summaries == ["List job offers", "Stellenangebote auflisten"]
    assert translated(english, "en").document == english.document


def test_a_language_that_is_not_there_is_refused_with_those_that_are() -> None:
    """The message says what would be right."""
    with pytest.raises(ContractError, match="'fr'; there are en, de"):
        translated(load_contract(), "fr")


def test_a_bundle_is_written_in_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`spec bundle --lang de`, with and without classes, in a folder without repository."""
    monkeypatch.chdir(tmp_path)
    assert spec(["bundle", "--lang", "de", "--classes", "core,static,offices", "--out", "offices.yaml"]) == 0
    document = from_yaml((tmp_path / "offices.yaml").read_bytes(), "offices.yaml")
    assert document["info"]["title"] == "Wegweiser-API"
    assert "/jobs" not in document["paths"]


def test_a_language_does_not_go_with_check(capsys: pytest.CaptureFixture[str]) -> None:
    """`--check` compares files that have one language each."""
    assert spec(["bundle", "--lang", "de", "--check"]) == 3
    assert "--lang" in capsys.readouterr().err
