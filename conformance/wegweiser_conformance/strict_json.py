"""JSON as RFC 8259 has it: what Python's parser silently accepts is named as a fault here."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

DEEPEST = 64
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The value, as far as there is one (`readable`), and every fault of the text."""

    value: Any = None
    readable: bool = False
    faults: tuple[str, ...] = ()


def parse(body: bytes) -> Parsed:
    """Read a body; never raises, whatever the bytes are. JSON in ISO 8859-1 is read, too, with its fault."""
    try:
        return _parsed(body.decode("utf-8"), [])
    except UnicodeDecodeError as error:
        fault = f"not UTF-8: byte 0x{body[error.start]:02x} at offset {error.start}"
    read = _parsed(body.decode("iso-8859-1"), [fault])
    return read if read.readable else Parsed(faults=(fault,))


def _parsed(text: str, faults: list[str]) -> Parsed:
    if not text.strip():
        return Parsed(faults=("the body is empty",))
    if text.startswith("\ufeff"):
        faults.append("begins with a byte order mark")
        text = text[1:]
    try:
        value = _load(text, faults)
    except json.JSONDecodeError as error:
        return Parsed(faults=(*faults, f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"))
    except RecursionError:
        return Parsed(faults=(*faults, _TOO_DEEP))
    except ValueError:  # Python refuses integers of more than 4300 digits
        return Parsed(faults=(*faults, "a number with thousands of digits"))
    return _inspected(value, faults)


_TOO_DEEP = f"nested deeper than {DEEPEST} levels"


def _load(text: str, faults: list[str]) -> Any:
    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(members)
        if len(made) < len(members):
            faults.append(f'the name "{_twice(members)[:60]}" stands twice in one object')
        return made

    def constant(literal: str) -> float:
        faults.append(f"{literal} is no JSON number")
        return math.nan

    def number(literal: str) -> float:
        value = float(literal)
        if math.isinf(value):
            faults.append(f"the number {literal[:40]} is too large for a double")
        return value

    return json.loads(text, object_pairs_hook=pairs, parse_constant=constant, parse_float=number)


def _twice(members: list[tuple[str, Any]]) -> str:
    seen: set[str] = set()
    for name, _ in members:
        if name in seen:
            return name
        seen.add(name)
    raise AssertionError("no name stands twice")


def _inspected(value: Any, faults: list[str]) -> Parsed:
    """Depth and lone surrogates, without recursion: both would break whoever reads the value later."""
    pending, depth = [value], 0
    while pending:
        depth += 1
        if depth > DEEPEST:
            return Parsed(faults=(*faults, _TOO_DEEP))
        deeper: list[Any] = []
        for node in pending:
            if isinstance(node, dict):
                deeper += node.keys()
                deeper += node.values()
            elif isinstance(node, list):
                deeper += node
            elif isinstance(node, str) and _SURROGATE.search(node):
                return Parsed(faults=(*faults, "a text with half a surrogate pair (\\ud800 to \\udfff)"))
        pending = deeper
    return Parsed(value, readable=True, faults=tuple(dict.fromkeys(faults)))
