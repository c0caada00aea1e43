"""Calendar days are days in Europe/Berlin; date-times carry its offset, or `Z` where a source uses UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
NIGHTLY = 23


def berlin_today() -> date:
    return datetime.now(BERLIN).date()


@lru_cache(maxsize=4096)
def day(today: date, offset: int) -> str:
    return (today + timedelta(days=offset)).isoformat()


@lru_cache(maxsize=4096)
def _offset(today: date, offset: int) -> str:
    noon = datetime.combine(today + timedelta(days=offset), time(12), BERLIN)
    return noon.strftime("%z")[:3] + ":00"


def stamp(today: date, offset: int, minute: int, *, utc: bool = False) -> str:
    """RFC 3339 at a minute of a day, from 04:00 to 22:00: away from changes of the clock.

    Every 23rd minute stands for one just after midnight: there the day in UTC is still the one before.
    """
    minute = minute if minute % NIGHTLY else minute // NIGHTLY
    if utc:
        local = datetime.combine(today + timedelta(days=offset), time(minute // 60, minute % 60), BERLIN)
        return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:00Z")
    return f"{day(today, offset)}T{minute // 60:02}:{minute % 60:02}:00{_offset(today, offset)}"
