"""Requests, answers and refusals of the fresh publisher, and how it reads a query string."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,63}")
THREE = ("include", "only", "exclude")


@dataclass
class Asked:
    """One request: path below the base path, query as it came, header names in lower case."""

    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return parse_qsl(self.query, keep_blank_values=True)


@dataclass
class Given:
    """One answer. `document` becomes the body when it is sent."""

    status: int = 200
    document: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Fault:
    parameter: str
    code: str = "invalid-parameter"
    detail: str = "This value is not understood."
    allowed: tuple[str, ...] = ()


class Refusal(Exception):
    """Anything that is answered by a problem."""

    def __init__(self, status: int, code: str, faults: Iterable[Fault] = (), **headers: str) -> None:
        super().__init__(code)
        self.status, self.code, self.faults = status, code, list(faults)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True)
class Parameter:
    """How one parameter is read: `understands` gives its value or raises ValueError."""

    name: str
    understands: Callable[[str], Any]
    repeated: bool = False
    allowed: tuple[str, ...] = ()


def word(allowed: Iterable[str]) -> Callable[[str], str]:
    known = tuple(allowed)

    def understand(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return understand


def pattern(form: str, most: int = 2000) -> Callable[[str], str]:
    compiled = re.compile(form)

    def understand(text: str) -> str:
        if not compiled.fullmatch(text) or len(text) > most:
            raise ValueError(text)
        return text

    return understand


def whole(low: int, high: int) -> Callable[[str], int]:
    def understand(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return understand


def decimal(bound: float) -> Callable[[str], float]:
    def understand(text: str) -> float:
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", text) or abs(float(text)) > bound:
            raise ValueError(text)
        return float(text)

    return understand


def day(text: str) -> date:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def moment(text: str) -> date | datetime:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z", text):
        return datetime.fromisoformat(text)
    return day(text)


def read(pairs: list[tuple[str, str]], known: dict[str, Parameter]) -> tuple[dict[str, Any], list[Fault]]:
    """Values by name (lists where repetition is allowed) and everything that is wrong."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for name in dict.fromkeys(name for name, _ in pairs):
        given = [value for key, value in pairs if key == name]
        one = known.get(name)
        if one is None:
            faults.append(
                Fault(name, "unknown-parameter", "There is no such parameter.", tuple(sorted(known)))
            )
        elif len(given) > 1 and not one.repeated:
            faults.append(Fault(name, "repeated-parameter", "Give it once."))
        else:
            try:
                understood = [one.understands(value) for value in given]
                values[name] = understood if one.repeated else understood[0]
            except ValueError:
                faults.append(Fault(name, allowed=one.allowed))
    return values, faults
