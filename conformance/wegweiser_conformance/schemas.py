"""Holds a value against a component of the projected contract, and says in words what does not fit.

Messages never repeat what was found in a text: it could be personal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from wegweiser_conformance import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract import Contract

_DOUBLED = re.compile(r"'([^']*)'")
_PRINTABLE = re.compile(r"[A-Za-z0-9._:+/-]{1,24}")


@dataclass(frozen=True, slots=True)
class Misfit:
    expected: str
    actual: str
    pointer: str


def validator(contract: Contract, component: str) -> Any:
    """OpenAPI 3.0 in the contract's subset means the same as JSON Schema 2020-12."""
    schema = {
        "$ref": f"#/components/schemas/{component}",
        "components": {"schemas": contract.document["components"]["schemas"]},
    }
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def faults(judge: Any, value: Any) -> Iterator[Misfit]:
    for error in judge.iter_errors(value):
        place = "".join(f"/{_escaped(step)}" for step in error.instance_path)
        keyword = str(error.schema_path[-1]) if error.schema_path else ""
        yield Misfit(*_told(keyword, error, expect.at(value, place, value)), place)


def _told(keyword: str, error: Any, found: Any) -> tuple[str, str]:
    if keyword == "additionalProperties":
        return "no member beyond the schema", f"also {', '.join(_names(error))}"
    if keyword == "required":
        return f"the member {', '.join(_names(error))}", "no such member"
    return f"{keyword} {_wanted(error)}".strip(), kind_of(found)


def _names(error: Any) -> list[str]:
    kind = error.kind
    names = getattr(kind, "unexpected", None) or [getattr(kind, "property", None)]
    return [str(name)[:60] for name in names if name is not None]


def _wanted(error: Any) -> str:
    kind = error.kind
    for attribute in ("pattern", "format", "types", "type", "limit", "expected_value", "options"):
        wanted = getattr(kind, attribute, None)
        if wanted is not None:
            return str(wanted)
    return ""


def kind_of(value: Any) -> str:
    """What a value is; only short texts without blanks or @ are shown as they are."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {value}"[:40]
    if isinstance(value, str):
        return f'"{value}"' if _PRINTABLE.fullmatch(value) else f"a text of {len(value)} characters"
    return "an object" if isinstance(value, dict) else f"a list of {len(value)}"


def _escaped(step: str | int) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")
