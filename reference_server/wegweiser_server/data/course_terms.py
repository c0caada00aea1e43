"""What a course costs, who pays and who may come."""

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


def price(dice: Dice, template: Template, into: frozenset[str]) -> dict[str, Any]:
    if dice.chance(0.08):
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
    if note and dice.chance(0.4):
        record["note"] = multi_text(note, into)
    return {"price": record}


def funding(dice: Dice, template: Template, today: date) -> dict[str, Any]:
    """Ways to pay with their validity: bounded by law, by programme, or not at all."""
    validity: Mapping[str, Mapping[str, str]] = {
        "integration-course-admission": END_OF_ADMISSION,
        "qualifizierungsgeld": {"validFrom": "2024-04-01"},
        "state-programme": {"validThrough": f"{today.year + 1}-12-31"},
        "municipal": {"validFrom": f"{today.year}-01-01", "validThrough": f"{today.year + 1}-06-30"},
        "esf-plus": {"validThrough": f"{today.year + 2}-12-31"},
        "esf-bamf": {"validThrough": "2020-12-31"},
    }
    codes = template.funding if dice.chance(0.7) else template.funding[:1]
    return {"funding": [{"code": code, **validity.get(code, {})} for code in codes]}


def eligibility(template: Template, today: date) -> dict[str, Any]:
    validity: Mapping[str, Mapping[str, str]] = {
        "admission": END_OF_ADMISSION,
        "ukraine-section-24": {"validThrough": f"{today.year + 1}-03-04"},
    }
    return {"eligibility": [{"code": code, **validity.get(code, {})} for code in template.eligibility]}
