"""Invented courses: the offers over their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .course_templates import Template, templates, templates_by_frequency
from .course_terms import terms
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
    first = index < len(every)
    template = every[index] if first else dice.weighted(templates_by_frequency())
    return planned(
        dice,
        template,
        seed,
        today,
        everywhere=index == 0,
        complete=first and index > 0 and not template.legacy,
    )


def planned(
    dice: Dice,
    template: Template,
    seed: int,
    today: date,
    *,
    everywhere: bool = False,
    complete: bool = False,
) -> Plan:
    how = teaching(dice, template, always_in_person=everywhere)
    place = dice.early(0, PROVIDERS_A_BRANCH - 1)
    held_by = provider(seed, template.branch, template.programme, place)
    into = translations(dice)
    shared = {
        **_content(dice, template, how, into),
        "provider": held_by.organisation,
        **_form(dice, template, how),
        **terms(dice, template, into, today, complete=complete),
    }
    return Plan(seed, today, template, how, everywhere, held_by, into, shared)


def _content(dice: Dice, template: Template, how: Teaching, into: frozenset[str]) -> Record:
    record: Record = {"kind": template.kind, "programme": template.programme}
    record["title"] = multi_text(title(template, how), into)
    if dice.chance(0.25):
        record["summary"] = multi_text(template.summaries, into)
    return record


def _form(dice: Dice, template: Template, how: Teaching) -> Record:
    levels = {"entryLevel": template.entry, "targetLevel": template.target}
    return {
        "mode": list(how.mode),
        **{field: level for field, level in levels.items() if level},
        "hours": hours(dice, template, how),
        **_teaching_languages(dice, template),
    }


def _teaching_languages(dice: Dice, template: Template) -> Record:
    """German, unless said otherwise; often it goes without saying."""
    if template.branch == "digital" and dice.chance(0.2):
        return {"teachingLanguages": ["en"]}
    if template.programme == "migration" and dice.chance(0.4):
        return {"teachingLanguages": ["de", dice.pick(("ar", "uk", "ru", "prs", "tr", "ti"))]}
    return {"teachingLanguages": ["de"]} if dice.chance(0.4) else {}


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
