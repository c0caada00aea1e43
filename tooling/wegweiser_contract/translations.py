"""The contract in the languages that are shipped with it beside English."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING, Any

from wegweiser_contract.errors import ContractError
from wegweiser_contract.overlays import apply_overlay, read_overlay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from wegweiser_contract.contract import Contract

ORIGINAL = "en"


def languages() -> tuple[str, ...]:
    """English, in which the contract is written, and those that there are overlays for."""
    return (ORIGINAL, *sorted(file.name.removesuffix(".json") for file in _files()))


def translated(contract: Contract, lang: str) -> Contract:
    """The whole contract with its texts in `lang`; project it afterwards."""
    return replace(contract, document=translated_document(contract.document, lang))


def translated_document(document: Mapping[str, Any], lang: str) -> dict[str, Any]:
    if lang == ORIGINAL:
        return dict(document)
    for file in _files():
        if file.name == f"{lang}.json":
            return apply_overlay(document, read_overlay(json.loads(file.read_text("utf-8")), file.name))
    raise ContractError(f"the contract has no texts in {lang!r}; there are {', '.join(languages())}")


def _files() -> list[Traversable]:
    folder = resources.files("wegweiser_contract") / "data" / "overlays"
    return [file for file in folder.iterdir() if file.name.endswith(".json")] if folder.is_dir() else []
