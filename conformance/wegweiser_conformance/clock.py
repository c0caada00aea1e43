"""What time it was for the server: its `Date`, never the suite's own clock where that can be avoided."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from wegweiser_conformance.expect import BERLIN

if TYPE_CHECKING:
    from wegweiser_conformance.exchange import Exchange

GRACE_OF_INSTANTS = timedelta(minutes=5)
GRACE_OF_DAYS = timedelta(days=1)


def sent_at(answer: Exchange) -> datetime:
    """The latest time at which the answer can have been made: for "must not lie in the future"."""
    return _date(answer) or datetime.now(UTC)


def made_at(answer: Exchange) -> datetime:
    """The earliest such time, a cache's `Age` taken off: for "must have gone by now"."""
    age = (answer.headers.get("Age") or "0").strip()
    seconds = int(age) if age.isascii() and age.isdigit() and len(age) < 9 else 0
    return sent_at(answer) - timedelta(seconds=seconds)


def earliest_today(answer: Exchange) -> date:
    """The calendar day in Berlin when the answer was made, with a day's grace."""
    return (made_at(answer) - GRACE_OF_DAYS).astimezone(BERLIN).date()


def latest_today(answer: Exchange) -> date:
    return (sent_at(answer) + GRACE_OF_DAYS).astimezone(BERLIN).date()


def _date(answer: Exchange) -> datetime | None:
    try:
        moment = parsedate_to_datetime(answer.headers.get("Date") or "")
    except (TypeError, ValueError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
