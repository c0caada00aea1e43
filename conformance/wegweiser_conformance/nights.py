"""Instants near midnight, which a server may reckon among the days of another zone, or of none."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from wegweiser_conformance import expect

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAY = timedelta(days=1)
_FURTHEST = 2
# Winter and summer time, each taken for the whole year.
_ZONES = (UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=2)))
WAYS = len(_ZONES) + 1


def misread(instant: str) -> tuple[date | None, ...]:
    """The days on which an instant lies for who does not reckon as in Berlin; as the text has it, last."""
    moment = expect.instant(instant)
    if moment is None:
        return ()
    return *(moment.astimezone(zone).date() for zone in _ZONES), _as_text(instant)


def telling(instants: Sequence[str]) -> list[date]:
    """Days to ask *since*: first those that together show every misreading, of like ones the middle."""
    known = [(day, misread(text)) for text in instants if (day := expect.berlin_day(text)) is not None]
    shown: defaultdict[date, set[int]] = defaultdict(set)
    for day, others in known:
        for way, other in enumerate(others):
            for since in _between(day, other or day):
                shown[since].add(way)
    days = sorted({day for day, _ in known} | {day + _DAY for day, _ in known})
    by_place = sorted(days, key=lambda day: abs(days.index(day) - len(days) // 2))
    chosen: list[date] = []
    seen: set[int] = set()
    while best := max(by_place, key=lambda day: len(shown[day] - seen), default=None):
        if not shown[best] - seen:
            break
        chosen.append(best)
        seen |= shown[best]
    return list(dict.fromkeys([*chosen, *by_place]))


def _between(one: date, other: date) -> list[date]:
    """The days since which one of them is found and the other is not."""
    first, last = sorted((one, other))
    return [first + _DAY * step for step in range(1, min((last - first).days, _FURTHEST) + 1)]


def _as_text(instant: str) -> date | None:
    try:
        return datetime.fromisoformat(instant[:10]).date()
    except ValueError:
        return None
