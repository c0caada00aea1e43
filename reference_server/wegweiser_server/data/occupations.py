"""Frequent occupations with their codes: `tables/occupations.csv`.

KldB 2010 and ISCO-08 are facts; DKZ numbers (they begin with 99) and ESCO URIs are invented,
weight and pay are rough.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .dice import Weighted
from .places import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Occupation:
    kldb: str
    dkz: str
    isco: str
    branch: str
    pay: int  # gross euros a month
    names: Mapping[str, str]

    @property
    def esco(self) -> str:
        """Invented, as one can see; the mapping of KldB to ESCO is not part of the samples."""
        return f"http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-{self.kldb:0>12}"

    @property
    def level(self) -> str:
        """The fifth digit: 1 helper, 2 skilled, 3 specialist, 4 expert; skilled where it is unknown."""
        return self.kldb[4] if len(self.kldb) == 5 else "2"


@cache
def occupations() -> tuple[Occupation, ...]:
    return tuple(_occupation(row) for row in read_table("occupations.csv"))


def _occupation(row: Mapping[str, str]) -> Occupation:
    names = {lang: row[lang] for lang in ("de", "en", "uk", "ar") if row[lang]}
    return Occupation(row["kldb"], "99" + row["kldb"], row["isco"], row["branch"], int(row["pay"]), names)


@cache
def occupations_by_frequency() -> Weighted[Occupation]:
    weights = [float(row["weight"]) for row in read_table("occupations.csv")]
    return Weighted(list(zip(occupations(), weights, strict=True)))
