"""What courses there are: `tables/course_templates.csv`, a line a kind of offer, every code in use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .dice import Weighted

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAMMES = {"vocational": "vocational-language"}


@dataclass(frozen=True, slots=True)
class Template:
    kind: str
    programme: str
    branch: str
    lessons: int
    orientation: int
    entry: str
    target: str
    exams: tuple[str, ...]
    funding: tuple[str, ...]
    eligibility: tuple[str, ...]
    cents: int  # a lesson costs those who pay themselves
    titles: Mapping[str, str]
    summaries: Mapping[str, str]

    @property
    def legacy(self) -> bool:
        """Removed from the regulation on 2024-12-07: what had begun before is brought to its end."""
        return self.kind in ("integration-youth", "integration-parents", "integration-women")


@cache
def templates() -> tuple[Template, ...]:
    """All of them; the first is the offer with very many sessions."""
    return tuple(_template(row) for row in _rows())


@cache
def templates_by_frequency() -> Weighted[Template]:
    weights = [float(row["weight"]) for row in _rows()]
    return Weighted(list(zip(templates(), weights, strict=True)))


@cache
def integration_templates() -> Weighted[Template]:
    pairs = zip(templates(), _rows(), strict=True)
    return Weighted([(item, float(row["weight"])) for item, row in pairs if item.programme == "integration"])


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    """A semicolon separates fields, a blank the codes within one."""
    lines = (
        files(__package__).joinpath("tables", "course_templates.csv").read_text(encoding="utf-8").splitlines()
    )
    names = lines[0].split(";")
    return tuple(dict(zip(names, line.split(";"), strict=True)) for line in lines[1:])


def _programme(kind: str) -> str:
    first = kind.partition("-")[0]
    return "further-training" if first == "further" else PROGRAMMES.get(first, first)


def _template(row: Mapping[str, str]) -> Template:
    summaries = {"de": row["summary"], "en": row["summary_en"], "de-simple": row["summary_simple"]}
    return Template(
        kind=row["kind"],
        programme=_programme(row["kind"]),
        branch=row["branch"],
        lessons=int(row["lessons"] or 0),
        orientation=int(row["orientation"] or 0),
        entry=row["entry"],
        target=row["target"],
        exams=tuple(row["exams"].split()),
        funding=tuple(row["funding"].split()),
        eligibility=tuple(row["eligibility"].split()),
        cents=int(row["cents"]),
        titles={lang: row[lang] for lang in ("de", "en", "uk", "ar") if row[lang]},
        summaries={lang: value for lang, value in summaries.items() if value},
    )
