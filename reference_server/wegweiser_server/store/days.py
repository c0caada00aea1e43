"""Dates and instants as the numbers that are compared and sorted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from wegweiser_server.data.days import BERLIN

from .interface import DataError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# After every date and instant; exact in JSON.
NEVER = 2**53 - 1


def day(text: str) -> int:
    """A calendar date."""
    try:
        return date.fromisoformat(text).toordinal()
    except (TypeError, ValueError):
        raise DataError(f"{text!r} is no date; right would be such as 2026-11-22") from None


def microseconds(instant: datetime) -> int:
    return (instant - EPOCH) // timedelta(microseconds=1)


@lru_cache(maxsize=64)  # a record is often published and changed in the same instant
def instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is None:
        raise DataError(
            f"{text!r} is no date-time with offset; right would be such as 2026-11-22T08:15:00+01:00"
        )
    return found


def berlin_day(text: str) -> int:
    """The calendar day in Europe/Berlin on which an instant lies."""
    return instant(text).astimezone(BERLIN).toordinal()
