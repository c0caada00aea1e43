"""Judging values by the contract's closed schemas, formats included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where in the value, and what."""

    place: str
    wrong: str


def mismatches(value: Any, schema: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Mismatch]:
    """What keeps a value from being right; the schema may refer to the document's components."""
    whole = {"allOf": [schema], "components": document.get("components", {})}
    try:
        validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
    except ValueError as error:
        yield Mismatch("", f"its schema is no valid JSON Schema: {_sentence(str(error))}")
        return
    for found in validator.iter_errors(value):
        yield Mismatch("/".join(map(str, found.instance_path)), _sentence(found.message))


def _sentence(message: str) -> str:
    text = " ".join(message.split())
    return text if len(text) <= 300 else text[:299] + "…"
