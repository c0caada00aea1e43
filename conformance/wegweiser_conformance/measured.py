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

    `equivalent` counts the mutants besides that break no requirement.
    """

    date: str | None = None
    mutants: int | None = None
    killed: int | None = None
    equivalent: int | None = None
    survivors: int | None = None
    variants: int | None = None
    accused: int | None = None

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
def measured() -> Measured:
    text = (resources.files(__package__) / "data" / "measured.json").read_text("utf-8")
    return Measured(**json.loads(text))


def _rate(whole: int, part: int) -> float:
    return round(part / whole, 4)
