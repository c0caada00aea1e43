"""Free places, as far as the source holds them: words and numbers agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .days import stamp
from .dice import Weighted

if TYPE_CHECKING:
    from .courses import Plan
    from .dice import Dice

Record = dict[str, Any]

AVAILABILITY = Weighted(
    [("free", 38.0), ("few", 17.0), ("waiting-list", 11.0), ("full", 14.0), ("unknown", 20.0)]
)
SMALL = ("integration-alphabetisation", "integration-low-literate", "migration-literacy", "vocational-job")


def seats(dice: Dice, made_by: Plan, when: Record, *, utc: bool) -> Record:
    """Integration courses always say something; elsewhere a source may know nothing, or the number alone."""
    if made_by.template.programme != "integration" and dice.chance(0.12):
        return {"places": _places(dice, made_by, "free", utc=utc)} if dice.chance(0.3) else {}
    code = dice.weighted(AVAILABILITY)
    begun = when.get("startDate", "9") <= made_by.today.isoformat()
    if begun and code == "free":
        code = "few"
    record: Record = {"availability": code}
    if dice.chance(0.6):
        record["places"] = _places(dice, made_by, code, utc=utc)
    return record


def _places(dice: Dice, made_by: Plan, code: str, *, utc: bool) -> Record:
    most = dice.between(8, 12) if made_by.template.kind in SMALL else dice.between(15, 25)
    if code == "unknown":
        return {"max": most}
    free = dice.between(4, most) if code == "free" else dice.between(1, 3) if code == "few" else 0
    counted = stamp(made_by.today, -dice.between(1, 10), dice.between(300, 1200), utc=utc)
    return {"max": most, "free": free, "asOf": counted}
