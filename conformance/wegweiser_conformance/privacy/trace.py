"""One trace of a person in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found, never to be repeated; `kind` is what a report says instead."""

    found: str
    kind: str
    certain: bool = True
