"""A schema of the contract, compiled to a function that writes stored values as the schema says.

Stored records hold texts in several languages and bare codes; the contract wants one text with its language,
and codes with labels. Properties come in the order of the schema; what it does not know does not leave.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..data.languages import language_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wegweiser_contract import Contract

    from .codes import Codes
    from .languages import Preference

    Write = Callable[[Any, Preference], Any]
    Schema = Mapping[str, Any]

SCHEMAS = "#/components/schemas/"
SOURCE_LANGUAGE = "de"


class Shapes:
    def __init__(self, contract: Contract, codes: Codes) -> None:
        self._contract = contract
        self._codes = codes

    def of(self, schema: Schema, code_list: str | None = None) -> Write | None:
        """None for what is written as it is stored."""
        code_list = schema.get("x-code-list", code_list)
        if "allOf" in schema:
            return self.of(schema["allOf"][0], code_list)
        if "$ref" in schema:
            return self._component(schema["$ref"].removeprefix(SCHEMAS), code_list)
        if schema.get("type") == "array":
            return _each(self.of(schema["items"], code_list))
        if schema.get("type") == "object":
            return self._object(schema)
        return None

    def _component(self, name: str, code_list: str | None) -> Write | None:
        if name == "Text":
            return text
        if name in ("Code", "DatedCode") and code_list:
            return self._code(code_list) if name == "Code" else self._dated_code(code_list)
        return (
            language_demand(self._object(self._contract.schema(name)))
            if name == "LanguageDemand"
            else self.of(self._contract.schema(name))
        )

    def _object(self, schema: Schema) -> Write:
        parts = [(name, self.of(node)) for name, node in schema["properties"].items()]

        def write(stored: Any, preference: Preference) -> Any:
            return {
                name: stored[name] if part is None else part(stored[name], preference)
                for name, part in parts
                if name in stored
            }

        return write

    def _code(self, code_list: str) -> Write:
        @lru_cache(maxsize=4096)
        def labelled(code: str, language: str) -> dict[str, str]:
            return {"code": code, "label": self._codes.label(code_list, code, language)}

        def write(stored: Any, preference: Preference) -> Any:
            return labelled(stored, preference.answer)

        return write

    def _dated_code(self, code_list: str) -> Write:
        code = self._code(code_list)

        def write(stored: Any, preference: Preference) -> Any:
            return code(stored["code"], preference) | {
                k: v for k, v in stored.items() if k.startswith("valid")
            }

        return write


def _each(part: Write | None) -> Write | None:
    if part is None:
        return None

    def write(stored: Any, preference: Preference) -> Any:
        return [part(item, preference) for item in stored]

    return write


def text(stored: Mapping[str, Mapping[str, str]], preference: Preference) -> dict[str, str]:
    """The version in the best language, which it names: a fallback is never disguised."""
    lang = preference.of(stored) if len(stored) > 1 else None
    if lang is None:
        lang = SOURCE_LANGUAGE if SOURCE_LANGUAGE in stored else next(iter(stored))
    return {"value": stored[lang]["value"], "lang": lang, "origin": stored[lang]["origin"]}


def language_demand(part: Write) -> Write:
    """Adds the name of the language, which the sources do not hold."""

    def write(stored: Any, preference: Preference) -> Any:
        label = language_name(stored["lang"], preference.answer)
        return part(stored | {"label": label}, preference)

    return write
