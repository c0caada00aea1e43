"""Results as Markdown: requests a second, and what they are of those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from .asked import ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

OURS = "this server"
OTHERS = ("Prism", "Specmatic", "bare Starlette")
HEADS = {"clock": "requests/s", "processor": "requests per second of processor time"}


class Rates(NamedTuple):
    """Requests per second by the clock, and per second of the server's processor time where that is known."""

    clock: float
    processor: float | None


def table(results: Mapping[tuple[str, str], Rates | str], by: Literal["clock", "processor"] = "clock") -> str:
    head = [HEADS[by], OURS, *OTHERS, *(f"÷ {name}" for name in OTHERS)]
    lines = [head, ["---", *("---:" for _ in head[1:])]]
    for row in ROWS:
        found = [results.get((name, row), "not run") for name in (OURS, *OTHERS)]
        lines.append([row, *_cells([one if isinstance(one, str) else getattr(one, by) for one in found])])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cells(rates: list[float | str | None]) -> list[str]:
    told = ("unknown" if rate is None else rate for rate in rates)
    shown = [rate if isinstance(rate, str) else f"{rate:,.0f}" for rate in told]
    return shown + [_ratio(rates[0], rate) for rate in rates[1:]]


def _ratio(ours: float | str | None, theirs: float | str | None) -> str:
    if not isinstance(ours, float) or not isinstance(theirs, float) or not theirs:
        return "–"
    return f"{ours / theirs:.2f}"
