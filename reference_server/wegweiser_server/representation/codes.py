"""Code lists as this server serves them: the contract's, and its own codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..problems.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_contract import CodeList, Contract


class Codes:
    def __init__(self, contract: Contract, own: Mapping[str, tuple[Mapping[str, Any], ...]]) -> None:
        self.lists: Mapping[str, CodeList] = contract.code_lists
        self._own = own
        self._labels = {name: self._all_labels(name) for name in self.lists}

    def entries(self, name: str) -> list[Mapping[str, Any]]:
        return [*self.lists[name].raw["codes"], *self._own.get(name, ())]

    def known(self, name: str) -> frozenset[str]:
        return frozenset(self._labels[name])

    def label(self, name: str, code: str, language: str) -> str:
        """In German where the language has none; a code without labels stands for itself."""
        labels = self._labels[name].get(code, {})
        return labels.get(language) or labels.get("de") or code

    def languages(self) -> tuple[str, ...]:
        """Those in which every label and every problem can be said, German first."""
        shared = set(LANGUAGES)
        for labels in (labels for codes in self._labels.values() for labels in codes.values()):
            shared &= labels.keys()
        return tuple(sorted(shared, key=lambda tag: (tag != "de", tag)))

    def _all_labels(self, name: str) -> dict[str, dict[str, str]]:
        return {
            entry["code"]: {label["lang"]: label["value"] for label in entry["labels"]}
            for entry in self.entries(name)
        }
