"""Results as Markdown: requests a second, and what they are of those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asked import ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

    Results = Mapping[tuple[str, str], float | str]

OURS = "this server"
OTHERS = ("Prism", "Specmatic", "bare Starlette")


def table(results: Results) -> str:
    head = ["requests/s", OURS, *OTHERS, *(f"÷ {name}" for name in OTHERS)]
    lines = [head, ["---", *("---:" for _ in head[1:])]]
    return "\n".join(
        "| " + " | ".join(line) + " |" for line in [*lines, *(_row(results, row) for row in ROWS)]
    )


def _row(results: Results, row: str) -> list[str]:
    rates = [results.get((name, row), "not run") for name in (OURS, *OTHERS)]
    ratios = [_ratio(rates[0], rate) for rate in rates[1:]]
    return [row, *(f"{rate:,.0f}" if isinstance(rate, float) else rate for rate in rates), *ratios]


def _ratio(ours: float | str, theirs: float | str) -> str:
    if isinstance(ours, str) or isinstance(theirs, str) or not theirs:
        return "–"
    return f"{ours / theirs:.2f}"
