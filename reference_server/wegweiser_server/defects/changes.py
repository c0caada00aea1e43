"""Wrong answers to what has changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from .editing import edit_lists
from .model import Answer
from .registry import defect
from .wrong_lists import arrange, ask_otherwise, carries, everything, paged, refused

if TYPE_CHECKING:
    from .model import App, Request
    from .wrong_lists import Record

SINCE, DAY, LITERAL = "changes/updated-since", "changes/updated-since-day", "changes/updated-since-literal"


def no_time(document: Any) -> None:
    for record in document["items"][2::3]:
        record.pop("updatedAt", None)


def no_offset(document: Any) -> None:
    for record in document["items"]:
        if "updatedAt" in record:
            record["updatedAt"] = record["updatedAt"][:19]


edit_lists(
    "changes/updated-at-missing", "changes/updated-at-always", "some records have no `updatedAt`", no_time
)
edit_lists(
    "changes/updated-at-without-offset", "changes/updated-at-always", "`updatedAt` has no offset", no_offset
)


def is_day(request: Request) -> bool:
    return len(request.value("updatedSince") or "") == len("2026-01-01")


def is_instant(request: Request) -> bool:
    return (request.value("updatedSince") or "").endswith("Z")


ask_otherwise(
    "changes/since-ignored",
    SINCE,
    "`updatedSince` is understood and ignored",
    carries("updatedSince"),
    lambda request: request.without("updatedSince"),
)


def _moment(record: Record) -> datetime:
    return datetime.fromisoformat(record["updatedAt"])


def _compared(name: str, convicts: str, says: str, when: Any, keep: Any) -> None:
    """A server that compares `updatedAt` with the literal in its own way."""

    async def run(request: Request, app: App) -> Answer:
        if not request.is_list or not when(request):
            return await app(request)
        refusal = await refused(request, app)
        if refusal:
            return refusal
        asked = request.value("updatedSince") or ""
        answer, records = await everything(request.without("updatedSince"), app)
        return paged(request, answer, [record for record in records if keep(record, asked)])

    defect(name, convicts=convicts, says=says)(run)


_compared(
    "changes/since-exclusive",
    SINCE,
    "the instant itself is left out",
    is_instant,
    lambda record, asked: _moment(record) > datetime.fromisoformat(asked),
)
_compared(
    "changes/since-turned-round",
    SINCE,
    "what changed before is found",
    is_instant,
    lambda record, asked: _moment(record) <= datetime.fromisoformat(asked),
)
_compared(
    "changes/since-by-day",
    SINCE,
    "the time of the day is ignored",
    is_instant,
    lambda record, asked: _moment(record).date() >= datetime.fromisoformat(asked).date(),
)
_compared(
    "changes/since-as-text",
    SINCE,
    "instants are compared as text, whatever their offset",
    is_instant,
    lambda record, asked: record["updatedAt"] >= asked,
)


def _begins(asked: str, hours: int) -> datetime:
    return datetime.combine(date.fromisoformat(asked), time(), UTC) + timedelta(hours=hours)


_compared(
    "changes/day-at-its-end",
    DAY,
    "a date means the end of that day",
    is_day,
    lambda record, asked: _moment(record) >= _begins(asked, 23),
)
_compared(
    "changes/day-in-utc",
    DAY,
    "a date means midnight UTC",
    is_day,
    lambda record, asked: _moment(record) >= _begins(asked, 0),
)
_compared(
    "changes/day-at-noon",
    DAY,
    "a date means noon of that day",
    is_day,
    lambda record, asked: _moment(record) >= _begins(asked, 12),
)
ask_otherwise(
    "changes/day-ignored",
    DAY,
    "a mere date is ignored",
    is_day,
    lambda request: request.without("updatedSince"),
)
arrange(
    "changes/day-finds-nothing",
    DAY,
    "a mere date finds nothing",
    is_day,
    lambda request, records: records[:0],
)


@defect("changes/offsets-accepted", convicts=LITERAL, says="any ISO 8601 instant is understood")
async def offsets_accepted(request: Request, app: App) -> Answer:
    return await _leniently(request, app, "+01:00")


@defect("changes/literal-ignored", convicts=LITERAL, says="an `updatedSince` that cannot be read is ignored")
async def literal_ignored(request: Request, app: App) -> Answer:
    return await _leniently(request, app, "")


async def _leniently(request: Request, app: App, containing: str) -> Answer:
    answer = await app(request)
    asked = request.value("updatedSince")
    if request.is_list and answer.status == 400 and asked is not None and containing in asked:
        return await app(request.without("updatedSince"))
    return answer


@defect("changes/literal-crashes", convicts=LITERAL, says="an impossible `updatedSince` is a server error")
async def literal_crashes(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.is_list and answer.status == 400 and request.value("updatedSince") is not None:
        return Answer(500, (("Content-Type", "text/plain"),), b"")
    return answer
