"""Which language a server must choose: the lookup of RFC 4647 3.4 and the weights of `Accept-Language`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


# Languages that are written so much alike that a whole sentence of one may be one of the other.
_FAMILIES = (
    frozenset({"bs", "cnr", "hr", "sh", "sr"}),
    frozenset({"fa", "pes", "prs"}),
    frozenset({"da", "nb", "nn", "no"}),
    frozenset({"id", "ms"}),
    frozenset({"kmr", "ku"}),
    frozenset({"mo", "ro"}),
    frozenset({"cmn", "yue", "zh"}),
    frozenset({"fil", "tl"}),
)


def akin(one: str, other: str) -> bool:
    """Tags of one language or nearly one, as German and easy German, Persian and Dari.

    What is written in the one may well stand in the other.
    """
    first, second = (tag.lower().partition("-")[0] for tag in (one, other))
    return first == second or any({first, second} <= family for family in _FAMILIES)


def lookup(wanted: str, available: Sequence[str]) -> str | None:
    """Cut the wanted tag from its end until one of the available ones is met; case never counts."""
    spelt = {tag.lower(): tag for tag in reversed(available)}
    parts = wanted.lower().split("-")
    while parts:
        if (found := spelt.get("-".join(parts))) is not None:
            return found
        parts.pop()
        if parts and len(parts[-1]) == 1:
            parts.pop()
    return None


def preferred(header: str, available: Sequence[str]) -> str | None:
    """The language that `Accept-Language` prefers; None if it names none of those available."""
    ranges = sorted(_weighted(header), key=lambda one: -one[1])
    for wanted, weight in ranges:
        if weight > 0 and wanted != "*" and (found := lookup(wanted, available)) is not None:
            return found
    return None


def _weighted(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.split(","):
        tag, _, parameter = part.strip().partition(";")
        name, _, value = parameter.strip().partition("=")
        found.append((tag.strip(), float(value) if name.strip() == "q" else 1.0))
    return found
