"""Invented courses: the offers over their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .course_templates import Template, templates, templates_by_frequency
from .course_terms import eligibility, funding, price
from .days import stamp
from .dice import Dice
from .identity import key_of, number, opaque_id
from .providers import Provider, provider
from .sources import COURSES_HOST, NAVI_HOST
from .teaching import Teaching, hours, teaching, title
from .texts import multi_text, translations

if TYPE_CHECKING:
    from datetime import date

Record = dict[str, Any]

PROVIDERS_A_BRANCH = 24


@dataclass(frozen=True, slots=True)
class Plan:
    """What a course and all its sessions have in common."""

    seed: int
    today: date
    template: Template
    how: Teaching
    everywhere: bool  # taught in many towns, not mainly at home
    held_by: Provider
    into: frozenset[str]
    shared: Record  # the fields that stand equally in the course and in its sessions


def plan(index: int, seed: int, today: date) -> Plan:
    dice = Dice("courses", seed, index)
    every = templates()
    # The first courses go through all templates, so that a small set has hits for each code.
    template = every[index] if index < len(every) else dice.weighted(templates_by_frequency())
    return planned(dice, template, seed, today, everywhere=index == 0)


def planned(dice: Dice, template: Template, seed: int, today: date, *, everywhere: bool = False) -> Plan:
    how = teaching(dice, template, always_in_person=everywhere)
    place = dice.early(0, PROVIDERS_A_BRANCH - 1)
    held_by = provider(seed, template.branch, template.programme, place)
    into = translations(dice)
    return Plan(
        seed,
        today,
        template,
        how,
        everywhere,
        held_by,
        into,
        _shared(dice, template, how, held_by, into, today),
    )


def _shared(
    dice: Dice, template: Template, how: Teaching, held_by: Provider, into: frozenset[str], today: date
) -> Record:
    record: Record = {"kind": template.kind, "programme": template.programme}
    record["title"] = multi_text(title(template, how), into)
    if dice.chance(0.7):
        record["summary"] = multi_text(template.summaries, into)
    record |= {"provider": held_by.organisation, "mode": list(how.mode)}
    for field, level in (("entryLevel", template.entry), ("targetLevel", template.target)):
        if level:
            record[field] = level
    record["hours"] = hours(dice, template, how)
    record["teachingLanguages"] = _teaching_languages(dice, template)
    if template.exams:
        record["exams"] = list(template.exams)
    return (
        record | price(dice, template, into) | funding(dice, template, today) | eligibility(template, today)
    )


def _teaching_languages(dice: Dice, template: Template) -> list[str]:
    if template.branch == "technical" and dice.chance(0.15):
        return ["en"]
    if template.programme == "migration" and dice.chance(0.4):
        return ["de", dice.pick(("ar", "uk", "ru", "prs", "tr", "ti"))]
    return ["de"]


def course(index: int, made_by: Plan) -> Record:
    dice, seed = Dice("course", made_by.seed, index), made_by.seed
    key = key_of(seed, "courses")
    offer = number(index, key, 8)
    record: Record = {
        "id": opaque_id("c", index, key),
        "sourceId": "ba-kursnet",
        "sourceRecordId": f"KN-{offer}",
        "updatedAt": stamp(made_by.today, -dice.early(1, 90), dice.between(300, 1200)),
        "detailUrl": f"https://{COURSES_HOST}/kurs/kn-{offer}",
        "detailScope": "record",
    }
    if made_by.template.programme == "integration" and dice.chance(0.4):
        there = number(index, key + 1, 7)
        detail = f"https://{NAVI_HOST}/angebot/ik-{there}"
        record["sameAs"] = [{"sourceId": "bamf-navi", "sourceRecordId": f"IK-{there}", "detailUrl": detail}]
    return record | made_by.shared
