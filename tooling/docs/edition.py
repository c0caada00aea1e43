"""The contract and the site's own words in one language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tooling.docs.places import LANGUAGES

from wegweiser_contract import load_contract
from wegweiser_contract.translations import translated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_contract import Contract

WORDS = Path(__file__).resolve().parent / "words.yaml"


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    lang: str
    contract: Contract
    words: Mapping[str, str]

    @property
    def other(self) -> str:
        return next(lang for lang in LANGUAGES if lang != self.lang)

    def __getitem__(self, word: str) -> str:
        return self.words[word]

    def of(self, texts: Mapping[str, str]) -> str:
        """Of a sentence in several languages, this edition's."""
        return texts.get(self.lang) or texts["en"]

    def level(self, level: str) -> str:
        return self.words.get(level, level)

    def class_title(self, name: str) -> str:
        return str(self.contract.document["x-classes"][name]["title"])

    def projected(self, classes: frozenset[str]) -> Edition:
        return replace(self, contract=self.contract.project(classes))


@cache
def edition(lang: str) -> Edition:
    contract = translated(load_contract(), lang)
    return Edition(lang, contract, {key: texts[lang] for key, texts in _words().items()})


@cache
def _words() -> dict[str, dict[str, Any]]:
    words: dict[str, dict[str, Any]] = yaml.safe_load(WORDS.read_text("utf-8"))
    return words
