"""Whether a parameter was asked as the contract has it: only then does the answer show what it finds."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wegweiser_contract import Parameter

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LITERALS = {"integer": re.compile("[0-9]{1,15}"), "number": re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?")}


def well_formed(parameter: Parameter, values: Sequence[str]) -> bool:
    """Once if it may not be repeated; each value of the right form, each day one that exists."""
    schema = parameter.schema.get("items", parameter.schema)
    return (parameter.repeated or len(values) == 1) and all(_fits(schema, value) for value in values)


def _fits(schema: Mapping[str, Any], value: str) -> bool:
    if not value or value not in schema.get("enum", (value,)):
        return False
    if schema.get("type") in _LITERALS:
        return _LITERALS[schema["type"]].fullmatch(value) is not None and _within(schema, float(value))
    if not (value.isprintable() and value.strip() and len(value) <= schema.get("maxLength", len(value))):
        return False
    if schema.get("format") == "date":
        return _DAY.fullmatch(value) is not None and _exists(value)
    return re.search(schema.get("pattern", ""), value) is not None and (
        _DAY.match(value) is None or _exists(value)
    )


def _within(schema: Mapping[str, Any], number: float) -> bool:
    return bool(schema.get("minimum", number) <= number <= schema.get("maximum", number))


def _exists(value: str) -> bool:
    """A day, or an instant, of the calendar."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
