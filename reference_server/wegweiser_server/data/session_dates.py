"""When a session runs: in the past and still going on, in the future, or at any time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from .days import day
from .teaching import weeks

if TYPE_CHECKING:
    from .courses import Plan
    from .dice import Dice

Record = dict[str, Any]

# How often one can begin at any time; two in five over all.
FLEXIBLE = {
    "integration": 0.2,
    "vocational-language": 0.3,
    "migration": 0.45,
    "recognition": 0.4,
    "further-training": 0.55,
}
LAST_START_OF_LEGACY = date(2024, 12, 2)


def flexible(dice: Dice, made_by: Plan) -> bool:
    if made_by.template.legacy:
        return False
    return made_by.how.rhythm is None or dice.chance(FLEXIBLE[made_by.template.programme])


def dates(dice: Dice, made_by: Plan, *, any_time: bool) -> Record:
    """Either dates or `flexibleStart`; what has begun has an end, and no end has passed."""
    if any_time:
        return {"flexibleStart": True}
    start, end = _span(dice, made_by)
    record: Record = {"startDate": _iso(made_by, start)}
    if start < 0 or dice.chance(0.9):
        record["endDate"] = _iso(made_by, end)
    if dice.chance(0.5):
        record["flexibleStart"] = False
    if dice.chance(0.6):
        record["registrationDeadline"] = _iso(made_by, start - dice.between(0, 28))
    return record


def _iso(made_by: Plan, offset: int) -> str:
    return day(made_by.today, offset)


def _span(dice: Dice, made_by: Plan) -> tuple[int, int]:
    """First and last day, counted from today."""
    today, length = made_by.today, weeks(made_by.template, made_by.how) * 7 - 3
    if made_by.template.legacy:
        began = LAST_START_OF_LEGACY - timedelta(weeks=dice.between(0, 8))
        return (began - today).days, dice.between(0, 200)
    share = dice.roll()
    if share < 0.02:
        return -length, dice.between(0, 1)
    if share < 0.3:
        start = _monday(today, -dice.between(1, length))
        return start, max(start + length, dice.between(0, 9))
    start = _monday(today, dice.early(0, 240)) + 7
    return start, start + length


def _monday(today: date, offset: int) -> int:
    """The Monday of the week in which that day lies."""
    return offset - (today + timedelta(days=offset)).weekday()
