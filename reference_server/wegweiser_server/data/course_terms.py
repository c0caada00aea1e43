"""What a course leads to and costs, who pays and who may come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .texts import multi_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from .course_templates import Template
    from .dice import Dice

# Since 9 February 2026 nobody is admitted any more under section 44(4) AufenthG.
END_OF_ADMISSION = {"validThrough": "2026-02-08"}

NOTES: Mapping[str, Mapping[str, str]] = {
    "integration": {
        "de": "Wer Leistungen bezieht, kann vom Kostenbeitrag befreit werden.",
        "en": "People on benefits can be exempted from the contribution.",
        "uk": "Одержувачів допомоги можуть звільнити від оплати.",
        "ar": "يمكن إعفاء متلقي المساعدات من الرسوم.",
        "de-simple": "Sie bekommen Geld vom Amt? Dann zahlen Sie vielleicht nichts.",
    },
    "further-training": {
        "de": "Lernmittel und Prüfungsgebühr sind enthalten.",
        "en": "Learning material and examination fee are included.",
    },
}


def terms(
    dice: Dice, template: Template, into: frozenset[str], today: date, *, complete: bool
) -> dict[str, Any]:
    """All of it if `complete`; else as much as sources tell, which is less."""
    exams = list(template.exams) if complete or dice.chance(0.15) else []
    paid_by = list(template.funding) if complete else _some(dice, template.funding, 0.35)
    open_to = list(template.eligibility) if complete else _some(dice, template.eligibility, 0.22)
    record = ({"exams": exams} if exams else {}) | price(dice, template, into)
    for field, codes in (("funding", paid_by), ("eligibility", open_to)):
        if codes:
            record[field] = _dated(codes, today)
    return record


def _some(dice: Dice, codes: tuple[str, ...], share: float) -> list[str]:
    return dice.some(codes, dice.early(1, 2)) if dice.chance(share) else []


def price(dice: Dice, template: Template, into: frozenset[str]) -> dict[str, Any]:
    if dice.chance(0.4):
        return {}
    if not template.cents:
        return {"price": {"free": True}}
    lessons = template.lessons + template.orientation
    record: dict[str, Any] = {
        "free": False,
        "amount": round(lessons * template.cents / 100),
        "currency": "EUR",
    }
    note = NOTES.get(template.programme)
    if note and dice.chance(0.1):
        record["note"] = multi_text(note, into)
    return {"price": record}


def _dated(codes: list[str], today: date) -> list[dict[str, str]]:
    """Codes with their validity: bounded by law, by programme, or not at all."""
    next_year = today.year + 1
    validity: Mapping[str, Mapping[str, str]] = {
        "admission": END_OF_ADMISSION,
        "integration-course-admission": END_OF_ADMISSION,
        "qualifizierungsgeld": {"validFrom": "2024-04-01"},
        "state-programme": {"validThrough": f"{next_year}-12-31"},
        "municipal": {"validFrom": f"{today.year}-01-01", "validThrough": f"{next_year}-06-30"},
        "esf-plus": {"validThrough": f"{next_year + 1}-12-31"},
        "esf-bamf": {"validThrough": "2020-12-31"},
        "ukraine-section-24": {"validFrom": "2022-06-01", "validThrough": f"{next_year}-03-04"},
    }
    return [{"code": code, **validity.get(code, {})} for code in codes]
