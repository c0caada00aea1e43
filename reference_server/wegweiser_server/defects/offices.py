"""Wrong offices."""

from __future__ import annotations

from typing import Any

from .record_editing import changing, dropping, edit_records, one_in_ten


def _more(name: str, convicts: str, says: str, edit: Any, **limits: Any) -> None:
    edit_records(f"offices/{name}", f"offices/{convicts}", says, edit, of=("offices",), **limits)


def _days(change: Any) -> Any:
    return changing("openingHours", change)


def _each_day(edit: Any) -> Any:
    def change(record: dict[str, Any]) -> None:
        for day in record.get("openingHours", ()):
            edit(day)

    return change


def _slots(change: Any) -> Any:
    return _each_day(lambda day: day.update(timeSlots=change(day["timeSlots"])))


def _zone(name: str) -> Any:
    return _slots(lambda slots: [{**slot, "timezone": name} for slot in slots])


_more(
    "closed-days-left-out",
    "opening-hours-seven",
    "closed days are left out",
    _days(lambda week: [day for day in week if not day["closed"]]),
)
_more(
    "five-days-in-items",
    "opening-hours-seven",
    "items have working days only",
    _days(lambda week: week[:5]),
    lists=False,
)
_more(
    "sunday-first",
    "opening-hours-seven",
    "the week begins on Sunday",
    _days(lambda week: [week[6], *week[:6]]),
)
_more(
    "closed-and-open",
    "opening-hours-consistent",
    "closed days have hours",
    _each_day(lambda day: day.update(closed=True)),
)
_more(
    "closed-all-day-open",
    "opening-hours-consistent",
    "closed days are open around the clock",
    _each_day(lambda day: day.update(allDay=day["closed"])),
)
_more(
    "hours-backwards",
    "opening-hours-consistent",
    "slots end before they start",
    _slots(lambda slots: [{**slot, "start": slot["end"], "end": slot["start"]} for slot in slots]),
)
_more(
    "hours-overlap",
    "opening-hours-consistent",
    "slots overlap in one office of ten",
    _slots(lambda slots: [*slots, *slots]),
    only=one_in_ten,
)
_more("zone-abbreviated", "time-zone-known", "the zone is MEZ", _zone("MEZ"))
_more("zone-an-offset", "time-zone-known", "the zone is an offset", _zone("+01:00"))
_more(
    "zone-misspelt", "time-zone-known", "one zone in ten is German", _zone("Europa/Berlin"), only=one_in_ten
)
_more("no-contact-page", "contact-page-first", "offices have numbers and no page", dropping("contactUrl"))
_more(
    "no-contact-page-in-items",
    "contact-page-first",
    "items have no page",
    dropping("contactUrl"),
    lists=False,
)
