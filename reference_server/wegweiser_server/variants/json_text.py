"""Other ways to write the same JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .editing import change_answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..around.messages import Answer, Request

SAME = "RFC 8259: members have no order, white space between tokens and escapes mean nothing."
NUMBER = "Schemas: `type: number`; 50 and 50.0 are the same number."
# Members that the contract's schemas type as numbers with fractions.
DECIMALS = frozenset({"lat", "lon", "distanceKm", "min", "max", "amount"})


def _written(name: str, says: str, write: Callable[[Any], str], permits: str = SAME) -> None:
    def change(_: Request, answer: Answer) -> Answer:
        return answer.with_body(write(answer.json()).encode()) if answer.is_json else answer

    change_answers(f"json/{name}", permits, says, change)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _reversed(value: Any) -> Any:
    if isinstance(value, list):
        return [_reversed(one) for one in value]
    if isinstance(value, dict):
        return {name: _reversed(value[name]) for name in reversed(value)}
    return value


def _decimal(value: Any, write: Callable[[float], Any], inside: str = "") -> Any:
    """`max` of seats is an integer; that of a salary is not."""
    if isinstance(value, list):
        return [_decimal(one, write, inside) for one in value]
    if isinstance(value, dict):
        return {name: _decimal_member(name, one, write, inside) for name, one in value.items()}
    return value


def _decimal_member(name: str, value: Any, write: Callable[[float], Any], inside: str) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and name in DECIMALS and inside != "places":
        return write(value)
    return _decimal(value, write, name)


def _short(number: float) -> float:
    return int(number) if number == int(number) else number


_written("keys-sorted", "members come in alphabetical order", lambda d: json.dumps(d, sort_keys=True))
_written("keys-reversed", "members come in the opposite order", lambda d: _compact(_reversed(d)))
_written("indented", "JSON is indented", lambda d: json.dumps(d, ensure_ascii=False, indent=4) + "\n")
_written("indented-crlf", "lines end in CR LF", lambda d: json.dumps(d, indent="\t").replace("\n", "\r\n"))
_written("ascii", "letters beyond ASCII are escaped", lambda d: json.dumps(d, separators=(",", ":")))
_written("slashes-escaped", "slashes are escaped, as PHP does", lambda d: _compact(d).replace("/", "\\/"))
_written(
    "decimals", "whole amounts and degrees have a decimal", lambda d: _compact(_decimal(d, float)), NUMBER
)
_written(
    "whole-numbers", "whole amounts and degrees have none", lambda d: _compact(_decimal(d, _short)), NUMBER
)
