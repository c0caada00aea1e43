"""What is certainly wrong with a query as it travelled: only that is held against whoever accepted it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from wegweiser_conformance.odd_values import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_contract import CodeList, Operation, Parameter

_REQUIREMENTS = {
    "integer": "query/integer-literal",
    "decimal": "query/decimal-literal",
    "date": "query/date-literal",
    "code": "query/unknown-code",
    "notation": "query/notation-literal",
}
_INTEGER = re.compile("[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Fault:
    requirement: str
    parameter: str
    says: str


def first_fault(url: str, operation: Operation, code_lists: Mapping[str, CodeList]) -> Fault | None:
    """The first certain fault of the query, or None."""
    known = {one.name: one for one in operation.parameters if one.location == "query"}
    seen: set[str] = set()
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        parameter = known.get(name)
        if parameter is None:
            return Fault("query/unknown-parameter", name[:80], "there is no such parameter")
        if name in seen and not parameter.repeated:
            return Fault("query/repeated-parameter", name, "it stands twice")
        if not value:
            return Fault("query/empty-value", name, "it is empty")
        kind = kind_of(parameter, code_lists)
        if kind in _REQUIREMENTS and not _right(kind, value, parameter, code_lists):
            return Fault(_REQUIREMENTS[kind], name, f"{value[:80]!r} is no {kind} that it takes")
        seen.add(name)
    return None


def filters_of(url: str, operation: Operation) -> set[str]:
    """The filters that a query names."""
    filters = {one.name for one in operation.parameters if one.filter is not None}
    return filters & {name for name, _ in parse_qsl(urlsplit(url).query)}


def _right(kind: str, value: str, parameter: Parameter, code_lists: Mapping[str, CodeList]) -> bool:
    """Bounds of numbers are judged by the rules about bounds."""
    match kind:
        case "integer":
            return _INTEGER.fullmatch(value) is not None
        case "decimal":
            return _DECIMAL.fullmatch(value) is not None
        case "date":
            return _is_day(value)
        case "code":
            return _is_code(value, parameter, code_lists)
    schema = parameter.schema.get("items", parameter.schema)
    return re.fullmatch(schema.get("pattern", ".*"), value, re.S) is not None


def _is_code(value: str, parameter: Parameter, code_lists: Mapping[str, CodeList]) -> bool:
    """Publishers add codes of their own with `x-`: those are not certainly wrong."""
    if "enum" in parameter.schema:
        return value in parameter.schema["enum"]
    return value.startswith("x-") or value in code_lists[parameter.code_list or ""].entries


def _is_day(value: str) -> bool:
    try:
        return _DATE.fullmatch(value) is not None and date.fromisoformat(value) is not None
    except ValueError:
        return False
