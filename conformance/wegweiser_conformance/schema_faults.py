"""Where a value breaks a schema of the contract: pointers and short messages that repeat no free text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract import Contract

# By document and schema; the document is kept with its validator, so that its id stays its own.
_MADE: dict[tuple[int, str], tuple[Any, jsonschema_rs.Draft202012Validator]] = {}


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """`pointer` leads to what is wrong; `wanted` is the broken rule, `found` what stands there."""

    pointer: str
    wanted: str
    found: str


def schema_faults(contract: Contract, name: str, value: Any) -> Iterator[SchemaFault]:
    """Every fault of `value` by the contract's schema `name`, closed as the bundle has it."""
    for error in _validator(contract, name).iter_errors(value):
        steps = [str(step).replace("~", "~0").replace("/", "~1") for step in error.instance_path]
        yield SchemaFault("".join(f"/{step}" for step in steps), _wanted(error), _found(error))


def _validator(contract: Contract, name: str) -> jsonschema_rs.Draft202012Validator:
    key = (id(contract.document), name)
    if key not in _MADE:
        schema = {"$ref": f"#/components/schemas/{name}", "components": contract.document["components"]}
        validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        _MADE[key] = (contract.document, validator)
    return _MADE[key][1]


def _wanted(error: jsonschema_rs.ValidationError) -> str:
    details = error.kind.as_dict()
    match error.kind.name:
        case "required":
            return f"the required member {details['property']}"
        case "additionalProperties":
            return "only members that the schema knows"
        case "type":
            return f"type {_listed(details.get('types', details.get('type')))}"
        case "pattern":
            return f"a text like {details['pattern']}"
        case "format":
            return f"a {details['format']}"
        case name:
            limit = next(iter(details.values()), "")
            return f"{name} {limit}".strip()


def _found(error: jsonschema_rs.ValidationError) -> str:
    if error.kind.name == "additionalProperties":
        return "also " + ", ".join(sorted(error.kind.as_dict()["unexpected"]))
    if error.kind.name == "required":
        return "nothing"
    return f"{_TYPES.get(type(error.instance), 'null')} {_shortened(error.instance)}".strip()


_TYPES = {dict: "object", list: "array", str: "text", bool: "boolean", int: "number", float: "number"}


def _shortened(value: Any) -> str:
    """Numbers and truth values tell the fault; of texts only the length, as they could be personal."""
    if isinstance(value, str):
        return f"of {len(value)} characters"
    return str(value) if isinstance(value, (bool, int, float)) else ""


def _listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
