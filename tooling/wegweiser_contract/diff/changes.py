"""What a change is, and how it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """From the client's side; the worst comes first."""

    BREAKING = "breaking"
    ADDITIVE = "additive"
    EDITORIAL = "editorial"


class Direction(Enum):
    """Which way a schema travels."""

    REQUEST = "request"
    RESPONSE = "response"


class Width(Enum):
    """What a change of a schema does to the set of values that fit it."""

    NARROWED = "narrowed"
    WIDENED = "widened"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """`rule` is a stable name; `place` a pointer into the document that has the place."""

    severity: Severity
    rule: str
    place: str
    said: str

    def __str__(self) -> str:
        return f"{self.severity.value:<9} {self.rule} at {self.place}: {self.said}"


def breaking(rule: str, place: str, said: str) -> Change:
    return Change(Severity.BREAKING, rule, place, said)


def additive(rule: str, place: str, said: str) -> Change:
    return Change(Severity.ADDITIVE, rule, place, said)


def severity_of(width: Width, direction: Direction) -> Severity:
    """Narrower requests refuse what was right; wider answers bring what nobody expects."""
    harmless = Width.WIDENED if direction is Direction.REQUEST else Width.NARROWED
    return Severity.ADDITIVE if width is harmless else Severity.BREAKING
