"""Days, instants and zones."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Fault, Refusal, day, moment
from tests.fresh.faults.ways import met_otherwise, one_of, shown_otherwise
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher

DAYS = ("startFrom", "startTo", "publishedSince")


def _days(p: Publisher, understands: Callable[[str], Any], names: tuple[str, ...] = DAYS) -> None:
    instead(p, "known", lambda inner, c: {
        k: replace(v, understands=understands) if k in names else v for k, v in inner(c).items()})  # fmt: skip


def _published_in(p: Publisher, zone: timezone) -> None:
    met_otherwise(p, lambda c, r, name, wanted, match, of: (
        datetime.fromisoformat(r[of]).astimezone(zone).date() >= wanted if match == "since" and of in r else None))  # fmt: skip


@fault("clocks/always-winter", "days of instants are reckoned in winter time all year")
def _(p: Publisher) -> None:
    _published_in(p, timezone(timedelta(hours=1)))


@fault("clocks/always-summer", "days of instants are reckoned in summer time all year")
def _(p: Publisher) -> None:
    _published_in(p, timezone(timedelta(hours=2)))


@fault("clocks/since-in-summer", "a date in updatedSince begins at midnight of summer time")
def _(p: Publisher) -> None:
    def since(inner: Any, record: Any, since: Any) -> Any:
        if not isinstance(since, datetime):
            since = datetime(since.year, since.month, since.day, tzinfo=timezone(timedelta(hours=2)))
        return inner(record, since)

    instead(p, "since_instant", since)


@fault("clocks/since-local", "updatedSince with Z is read as local time")
def _(p: Publisher) -> None:
    instead(p, "since_instant", lambda inner, record, since: inner(
        record, since - timedelta(hours=1) if isinstance(since, datetime) else since))  # fmt: skip


@fault("clocks/since-whole-day", "updatedSince with a time finds all of its day")
def _(p: Publisher) -> None:
    instead(p, "since_instant", lambda inner, record, since: inner(
        record, since.date() if isinstance(since, datetime) else since))  # fmt: skip


@fault("clocks/since-window", "an updatedSince of more than 90 days ago is refused")
def _(p: Publisher) -> None:
    def since(text: str) -> Any:
        made = moment(text)
        if (made.date() if isinstance(made, datetime) else made) < p.today() - timedelta(days=90):
            raise ValueError(text)
        return made

    _days(p, since, ("updatedSince",))


@fault("clocks/since-future", "an updatedSince in the future is refused")
def _(p: Publisher) -> None:
    def since(text: str) -> Any:
        made = moment(text)
        if (made.date() if isinstance(made, datetime) else made) > p.today():
            raise ValueError(text)
        return made

    _days(p, since, ("updatedSince",))


@fault("clocks/february-29", "the 29th of February is a day of every year")
def _(p: Publisher) -> None:
    _days(p, lambda text: day(text[:4] + "-02-28" if text[5:] == "02-29" else text))


@fault("clocks/no-leap-day", "the 29th of February is a day of no year")
def _(p: Publisher) -> None:
    def strict(text: str) -> date:
        if text[5:] == "02-29":
            raise ValueError(text)
        return day(text)

    _days(p, strict)


@fault("clocks/rolls-over", "the 31st of April is understood as the 1st of May")
def _(p: Publisher) -> None:
    def lenient(text: str) -> date:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        year, month, number = map(int, text.split("-"))
        if not (1 <= month <= 12 and 1 <= number <= 31):
            raise ValueError(text)
        return date(year, month, 1) + timedelta(days=number - 1)

    _days(p, lenient)


@fault("clocks/far-500", "a day at the end of time crashes")
def _(p: Publisher) -> None:
    def far(text: str) -> date:
        made = day(text)
        if made.year > 9990 or made.year < 3:
            raise Refusal(500, "internal")
        return made

    _days(p, far, (*DAYS, "updatedSince"))


@fault("clocks/past-refused", "a startFrom in the past is refused")
def _(p: Publisher) -> None:
    def coming(text: str) -> date:
        if day(text) < p.today():
            raise ValueError(text)
        return day(text)

    _days(p, coming, ("startFrom",))


@fault("clocks/from-after-to", "startFrom behind startTo is refused instead of finding nothing")
def _(p: Publisher) -> None:
    def contradictions(inner: Any, values: Any, faults: Any) -> Any:
        turned = "startFrom" in values and "startTo" in values and values["startFrom"] > values["startTo"]
        return inner(values, faults) + ([Fault("startFrom", "conflicting-parameters")] if turned else [])

    instead(p, "contradictions", contradictions)


def _instants(p: Publisher, names: tuple[str, ...], write: Callable[[str], str]) -> None:
    shown_otherwise(p, lambda c, made: {k: write(v) if k in names else v for k, v in made.items()})


@fault("clocks/offset-without-colon", "offsets are written +0100")
def _(p: Publisher) -> None:
    _instants(p, ("updatedAt",), lambda text: re.sub(r"([+-]\d\d):(\d\d)$", r"\1\2", text))


@fault("clocks/blank-for-t", "publishedAt has a blank between day and time")
def _(p: Publisher) -> None:
    _instants(p, ("publishedAt",), lambda text: text.replace("T", " "))


@fault("clocks/zone-name", "instants end in Europe/Berlin in brackets")
def _(p: Publisher) -> None:
    _instants(p, ("publishedAt",), lambda text: text + "[Europe/Berlin]")


@fault("clocks/hour-24", "midnight is written as 24:00 of the day before")
def _(p: Publisher) -> None:
    _instants(p, ("updatedAt",), lambda text: text.replace("T00:", "T24:"))


@fault("clocks/updated-now", "updatedAt is the time of the answer")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | {"updatedAt": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"})


@fault("clocks/end-of-time", "what has no end ends in 9999")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: {"validThrough": "9999-12-31", **made}, "jobs")


@fault("clocks/epoch", "one job in twelve was published in 1970")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | (
        {"publishedAt": "1970-01-01T00:00:00Z"} if one_of(12, made) and "publishedAt" in made else {}), "jobs")  # fmt: skip


@fault("clocks/date-with-time", "startDate of some sessions has a time")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | (
        {"startDate": made["startDate"] + "T00:00:00"} if one_of(25, made) and "startDate" in made else {}),
        "course-sessions")  # fmt: skip


@fault("clocks/deadline-after-end", "the registration deadline of some sessions lies behind their end")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["course-sessions"].values())[::20]:
        if "endDate" in one:
            one["registrationDeadline"] = (
                date.fromisoformat(one["endDate"]) + timedelta(days=30)
            ).isoformat()


@fault("clocks/published-after-valid", "one job was published after it ceased to be valid")
def _(p: Publisher) -> None:
    one = next(one for one in p.world.collections["jobs"].values() if "publishedAt" in one)
    one["validThrough"] = p.today().isoformat()
    one["publishedAt"] = f"{p.today() + timedelta(days=9)}T09:00:00+01:00"
