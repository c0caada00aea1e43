"""Other ways to write instants."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from .editing import change_answers, each
from .model import Variant
from .registry import add

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..around.messages import Answer, Request
    from ..settings import Settings

RFC3339 = "§3: date-times follow RFC 3339 with an offset; which one is free."
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# Those that no record's day may be read from in another zone than the publisher's.
NAMES = frozenset({"updatedAt", "publishedAt", "asOf"})


def _instants(name: str, says: str, write: Callable[[datetime], str]) -> None:
    def rewritten(member: str, value: Any) -> Any:
        known = member in NAMES and isinstance(value, str) and INSTANT.fullmatch(value)
        return write(datetime.fromisoformat(value)) if known else value

    def change(_: Request, answer: Answer) -> Answer:
        good = answer.status == 200 and answer.is_json
        return answer.with_json(each(answer.json(), rewritten)) if good else answer

    change_answers(f"times/{name}", RFC3339, says, change)


def _at(hours: float) -> Callable[[datetime], str]:
    zone = timezone(timedelta(hours=hours))
    return lambda moment: moment.astimezone(zone).isoformat(timespec="seconds")


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_instants("z", "instants end in Z", _utc)
_instants("zero-offset", "instants end in +00:00", _at(0))
_instants("new-york", "the clock stands in New York", _at(-5))
_instants("kathmandu", "the clock stands in Kathmandu", _at(5.75))
_instants(
    "milliseconds", "instants have milliseconds", lambda moment: moment.isoformat(timespec="milliseconds")
)
_instants("nanoseconds", "instants have nine decimals", lambda moment: _utc(moment)[:-1] + ".000000000Z")
_instants("lower-case", "instants are written in lower case", lambda moment: _utc(moment).lower())


def _behind(given: Settings) -> Settings:
    return replace(
        given,
        classes=("core", "query", "jobs", "text-search", "languages"),
        today=lambda: given.today() - timedelta(days=1),
    )


add(
    Variant(
        id="times/a-day-behind",
        permits="§4 core: a job after `validThrough` leaves all lists within a day.",
        says="jobs are cleared away once a day",
        settings=_behind,
    )
)
