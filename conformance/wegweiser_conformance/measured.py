"""How good the suite itself was when last measured: what it missed, and whom it accused wrongly.

`data/measured.json` is written from the matrix (`make matrix`); `null` means not measured.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Measured:
    """Of `mutants` (servers made wrong) `killed` were convicted; of `variants` (right servers) `accused`.

    `equivalent` counts the mutants besides that break no requirement; `small` says that all this holds for
    a budget that makes the suite ask less.
    """

    date: str | None = None
    mutants: int | None = None
    killed: int | None = None
    equivalent: int | None = None
    survivors: int | None = None
    variants: int | None = None
    accused: int | None = None
    small: bool = False

    @property
    def miss_rate(self) -> float | None:
        return (
            _rate(self.mutants, self.mutants - self.killed)
            if self.mutants and self.killed is not None
            else None
        )

    @property
    def false_alarm_rate(self) -> float | None:
        return _rate(self.variants, self.accused) if self.variants and self.accused is not None else None


@cache
def measured(small: bool = False) -> Measured:
    """On the usual budget, or on a small one (`Target.frugal`)."""
    text = (resources.files(__package__) / "data" / "measured.json").read_text("utf-8")
    usual = json.loads(text)
    sparing = usual.pop("onASmallBudget")
    if not small:
        return Measured(**usual)
    mutants, killed = sparing["mutants"], sparing["killed"]
    return Measured(**{**usual, **sparing, "survivors": mutants - killed, "small": True})


def _rate(whole: int, part: int) -> float:
    return round(part / whole, 4)
