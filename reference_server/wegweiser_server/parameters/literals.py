"""Is this value right for that parameter? One function for each kind of literal, chosen once by schema."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..problems.refusals import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wegweiser_contract import Parameter

    from ..representation.codes import Codes

    Judge = Callable[[str], Fault | None]
    Schema = Mapping[str, Any]

INVALID = "invalid-parameter"
INTEGER = re.compile(r"[0-9]{1,18}")
DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,300})?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
ANY_LENGTH = 1_000_000


def judge_of(parameter: Parameter, codes: Codes) -> Judge:
    """What judges each single value of the parameter."""
    schema = parameter.schema.get("items", parameter.schema) if parameter.repeated else parameter.schema
    if parameter.code_list and codes.lists[parameter.code_list].scheme == "own":
        return _code(parameter.name, parameter.code_list, codes)
    if parameter.code_list and codes.lists[parameter.code_list].pattern:
        schema = {**schema, "pattern": codes.lists[parameter.code_list].pattern}
    if parameter.filter and parameter.filter.match == "since-instant":
        return _instant(parameter.name)
    return _by_schema(parameter.name, schema)


def _by_schema(name: str, schema: Schema) -> Judge:
    if "enum" in schema:
        return _choice(name, tuple(schema["enum"]))
    if schema["type"] in ("integer", "number"):
        return _number(name, schema)
    if schema.get("format") == "date":
        return _date(name)
    return _text(name, schema) if "pattern" not in schema else _notation(name, schema)


def _code(name: str, code_list: str, codes: Codes) -> Judge:
    known = codes.known(code_list)
    fault = Fault(
        name, INVALID, "code", {"code_list": code_list}, tuple(e["code"] for e in codes.entries(code_list))
    )
    return lambda value: None if value in known else fault


def _choice(name: str, choices: tuple[str, ...]) -> Judge:
    fault = Fault(name, INVALID, "choice", {"choices": ", ".join(choices)}, choices)
    return lambda value: None if value in choices else fault


def _number(name: str, schema: Schema) -> Judge:
    low, high, kind = schema["minimum"], schema["maximum"], schema["type"]
    literal = INTEGER if kind == "integer" else DECIMAL
    fault = Fault(name, INVALID, kind, {"minimum": low, "maximum": high}, (f"{low} to {high}",))

    def judge(value: str) -> Fault | None:
        right = literal.fullmatch(value) and low <= float(value) <= high
        return None if right else fault

    return judge


def _date(name: str) -> Judge:
    fault = Fault(name, INVALID, "date", allowed=("YYYY-MM-DD",))
    return lambda value: None if is_date(value) else fault


def _instant(name: str) -> Judge:
    fault = Fault(name, INVALID, "instant", allowed=("YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"))
    return lambda value: None if is_date(value) or is_instant(value) else fault


def _notation(name: str, schema: Schema) -> Judge:
    pattern = re.compile(schema["pattern"])
    longest = schema.get("maxLength", ANY_LENGTH)
    fault = Fault(name, INVALID, "pattern", {"pattern": schema["pattern"]}, (schema["pattern"],))
    # fullmatch: `$` alone would let a line feed follow.
    return lambda value: None if len(value) <= longest and pattern.fullmatch(value) else fault


def _text(name: str, schema: Schema) -> Judge:
    low, high = schema.get("minLength", 0), schema.get("maxLength", ANY_LENGTH)
    length = Fault(name, INVALID, "length", {"minimum": low, "maximum": high}, (f"{low} to {high}",))
    blank = Fault(name, INVALID, "blank")

    def judge(value: str) -> Fault | None:
        if not low <= len(value) <= high:
            return length
        return blank if CONTROL.search(value) or not value.strip() else None

    return judge


def is_date(value: str) -> bool:
    return bool(DATE.fullmatch(value)) and _exists(date.fromisoformat, value)


INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,300})?Z")


def is_instant(value: str) -> bool:
    return bool(INSTANT.fullmatch(value)) and _exists(datetime.fromisoformat, value)


def _exists(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True
