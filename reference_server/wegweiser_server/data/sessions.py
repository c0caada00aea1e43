"""Invented course sessions: the runs of a course, or of a source that knows no offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .course_templates import integration_templates
from .courses import Plan, planned
from .days import stamp
from .dice import Dice
from .identity import key_of, number, opaque_id
from .providers import site
from .seats import seats
from .session_dates import dates, flexible
from .sites import any_town
from .sources import COURSES_HOST, NAVI_HOST
from .teaching import BY_ARRANGEMENT
from .texts import multi_text

if TYPE_CHECKING:
    from datetime import date

Record = dict[str, Any]


def session(index: int, made_by: Plan, course_id: str) -> Record:
    """The run of a course that the first agency lists."""
    dice, key = Dice("sessions", made_by.seed, index), key_of(made_by.seed, "sessions")
    there = number(index, key, 9)
    record: Record = {
        "id": opaque_id("s", index, key),
        "sourceId": "ba-kursnet",
        "sourceRecordId": f"KN-{there}",
        "detailUrl": f"https://{COURSES_HOST}/angebot/kn-{there}",
        "detailScope": "record",
        "courseId": course_id,
    }
    if made_by.template.programme == "integration" and dice.chance(0.2):
        other = _navi_number(index, key)
        detail = f"https://{NAVI_HOST}/kurs/ik-{other}"
        record["sameAs"] = [{"sourceId": "bamf-navi", "sourceRecordId": f"IK-{other}", "detailUrl": detail}]
    return record | _run(dice, made_by, utc=False)


def lone_session(index: int, seed: int, today: date) -> Record:
    """A run listed by the second agency, which knows no offers and dates in UTC."""
    dice, key = Dice("sessions", seed, index), key_of(seed, "sessions")
    made_by = planned(dice, dice.weighted(integration_templates()), seed, today)
    there = _navi_number(index, key)
    record: Record = {
        "id": opaque_id("s", index, key),
        "sourceId": "bamf-navi",
        "sourceRecordId": f"IK-{there}",
        "detailUrl": f"https://{NAVI_HOST}/kurs/ik-{there}",
        "detailScope": "record",
    }
    return record | _run(dice, made_by, utc=True)


def _navi_number(index: int, key: int) -> str:
    return number(index, key + 2, 8)


def _run(dice: Dice, made_by: Plan, *, utc: bool) -> Record:
    when = dates(dice, made_by, any_time=flexible(dice, made_by))
    record: Record = {"updatedAt": stamp(made_by.today, -dice.early(1, 60), dice.between(300, 1200), utc=utc)}
    record |= made_by.shared
    record |= _where(dice, made_by)
    record |= when
    record |= _schedule(dice, made_by)
    return record | seats(dice, made_by, when, utc=utc)


def _where(dice: Dice, made_by: Plan) -> Record:
    if made_by.how.purely_online:
        return {"online": True}
    town = made_by.held_by.town if dice.chance(0.1 if made_by.everywhere else 0.75) else any_town(dice)
    needed = made_by.template.programme == "integration"
    record: Record = {"location": site(made_by.held_by, town, postcode_needed=needed)}
    if made_by.how.online or dice.chance(0.3):
        record["online"] = made_by.how.online
    return record | _comfort(dice, made_by)


def _comfort(dice: Dice, made_by: Plan) -> Record:
    """Childcare and access: known to be there, known not to be there, or left out."""
    record: Record = {}
    told = "Kinderbetreuung" in made_by.template.titles["de"]
    if told or dice.chance(0.6):
        record["childcare"] = told or dice.chance(0.2)
    if dice.chance(0.65):
        record["barrierFree"] = dice.chance(0.6)
    return record


def _schedule(dice: Dice, made_by: Plan) -> Record:
    rhythm = made_by.how.rhythm
    if rhythm is None:
        return {"schedule": {"text": multi_text(BY_ARRANGEMENT, made_by.into)}} if dice.chance(0.5) else {}
    if dice.chance(0.5):
        return {}
    return {"schedule": {"weekdays": list(rhythm.weekdays), "startTime": rhythm.start, "endTime": rhythm.end}}
