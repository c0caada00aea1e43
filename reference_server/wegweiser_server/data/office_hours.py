"""Opening hours: seven days from Monday, or a text, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .texts import multi_text

if TYPE_CHECKING:
    from .dice import Dice

Day = dict[str, Any]
Spans = tuple[tuple[str, str], ...]

TEXTS = (
    {
        "de": "Offene Sprechstunde dienstags von 9 bis 12 Uhr, sonst nach Vereinbarung.",
        "en": "Open consultation on Tuesdays from 9 to 12, otherwise by appointment.",
        "uk": "Відкритий прийом у вівторок з 9 до 12, в інший час за домовленістю.",
        "ar": "استشارة مفتوحة أيام الثلاثاء من 9 إلى 12، وما عدا ذلك بموعد.",
        "de-simple": "Dienstag von 9 bis 12 Uhr: Sie brauchen keinen Termin.",
    },
    {
        "de": "Nur nach Vereinbarung.",
        "en": "By appointment only.",
        "uk": "Тільки за домовленістю.",
        "ar": "بموعد فقط.",
        "de-simple": "Sie brauchen einen Termin.",
    },
)
MORNING: Spans = (("08:00", "12:30"),)
LONG: Spans = (("08:00", "12:30"), ("14:00", "18:00"))
OFFICE: Spans = (("09:00", "12:00"), ("13:30", "16:00"))
# Monday to Friday; an empty entry is closed, None is by appointment only.
WEEKS: tuple[tuple[Spans | None, ...], ...] = (
    (MORNING, MORNING, (), LONG, MORNING),
    (OFFICE, OFFICE, MORNING, OFFICE, MORNING),
    (OFFICE, None, OFFICE, None, ()),
    (None, MORNING, None, LONG, None),
    ((("10:00", "18:00"),),) * 5,
)


def opening(dice: Dice, into: frozenset[str]) -> dict[str, Any]:
    share = dice.roll()
    text = {"openingHoursText": multi_text(dice.pick(TEXTS), into)}
    if share < 0.15:
        return {}
    if share < 0.3:
        return text
    days = _all_day() if share < 0.32 else [_day(spans) for spans in dice.pick(WEEKS)] + [_day(()), _day(())]
    return {"openingHours": days, **(text if share > 0.9 else {})}


def _day(spans: Spans | None) -> Day:
    """Every day says all four things; by appointment there are no fixed hours."""
    slots = [{"start": start, "end": end, "timezone": "Europe/Berlin"} for start, end in spans or ()]
    return {"allDay": False, "closed": spans == (), "appointmentOnly": spans is None, "timeSlots": slots}


def _all_day() -> list[Day]:
    return [{"allDay": True, "closed": False, "appointmentOnly": False, "timeSlots": []} for _ in range(7)]
