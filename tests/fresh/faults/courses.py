"""Wrong prefixes and tags, wrong courses, wrong changes."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.fresh.faults.ways import met_otherwise
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import FILTERS

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


@fault("prefix/equality", "occupation is compared whole")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: have == wanted


@fault("prefix/turned", "occupation finds jobs whose shorter number begins the asked one")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: have.startswith(wanted) or (have != "" and wanted.startswith(have))


@fault("prefix/anywhere", "occupation is found anywhere in the number (LIKE %x%)")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: wanted in have


@fault("prefix/number", "occupation is compared as a number: a leading zero is lost")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: have.lstrip("0").startswith(wanted.lstrip("0")) and have != ""


@fault("tags/first-language", "only the first required language is looked at")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: any((one["lang"] if isinstance(one, dict) else one) in wanted
           for one in (r.get(of) or [])[:1]) if m == "tag" else None)  # fmt: skip


@fault("tags/ranges", "language=de finds de-simple too")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: any(one.startswith(tag) for one in r.get(of) or [] for tag in wanted)
           if n == "language" and c == "offices" else None)  # fmt: skip


@fault("courses/any-session-each", "each filter may be met by another session of the course")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        names = [name for name in values if name in FILTERS["courses"]]
        if collection != "courses" or len(names) < 2:
            return inner(collection, record, values, place)
        rest = {name: one for name, one in values.items() if name not in names}
        made = [inner(collection, record, rest | {name: values[name]}, place) for name in names]
        return None if any(one is None for one in made) else made[0]

    instead(p, "hit", hit)


@fault("courses/place-of-any", "place and filters may be met by different sessions of the course")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        if collection != "courses" or place is None:
            return inner(collection, record, values, place)
        bare = {name: one for name, one in values.items() if name not in FILTERS["courses"]}
        return (
            inner(collection, record, bare, place)
            if inner(collection, record, values, None) is not None
            else None
        )

    instead(p, "hit", hit)


@fault("courses/own-properties", "filters of courses look at the course itself, not at its sessions")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        own = ("kind", "programme", "entryLevel", "targetLevel", "mode", "funding", "eligibility")
        names = [name for name in own if name in values]
        if collection != "courses" or not names:
            return inner(collection, record, values, place)
        if not all(p.meets("course-sessions", record, name, values[name]) for name in names):
            return None
        return inner(collection, record, {k: v for k, v in values.items() if k not in names}, place)

    instead(p, "hit", hit)


@fault("courses/exclude-any-only", "exclude of courses means that no session has it")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        out = [
            n for n, v in values.items() if v == "exclude" and FILTERS["courses"].get(n, ("",))[0] == "three"
        ]
        if collection != "courses" or not out:
            return inner(collection, record, values, place)
        rest = {k: v for k, v in values.items() if k not in out}
        for name in out:
            if inner(collection, record, {name: "only"}, None) is not None:
                return None
        return inner(collection, record, rest, place)

    instead(p, "hit", hit)


@fault("courses/include-needs-session", "a three-valued filter set to include drops courses without sessions")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        names = [name for name in values if name in FILTERS["courses"]]
        if collection == "courses" and names and not p.world.sessions_of(record["id"]):
            return None
        return inner(collection, record, values, place)

    instead(p, "hit", hit)


@fault("courses/counts-ended", "sessionCount counts sessions that have ended")
def _(p: Publisher) -> None:
    instead(p, "counted", lambda inner, course: inner(course) | {"sessionCount": inner(course)["sessionCount"] + (
        course["id"].endswith("3"))})  # fmt: skip


@fault("courses/next-start-past", "nextStartDate may lie in the past")
def _(p: Publisher) -> None:
    def counted(inner: Any, course: Any) -> Any:
        starts = [one["startDate"] for one in p.world.sessions_of(course["id"]) if "startDate" in one]
        return inner(course) | ({"nextStartDate": min(starts)} if starts else {})

    instead(p, "counted", counted)


@fault("courses/count-filtered", "sessionCount is one less for courses of more than ten sessions")
def _(p: Publisher) -> None:
    instead(
        p,
        "counted",
        lambda inner, course: inner(course) | {"sessionCount": min(inner(course)["sessionCount"], 10)},
    )


@fault("changes/exclusive", "updatedSince leaves out the instant itself")
def _(p: Publisher) -> None:
    instead(p, "since_instant", lambda inner, record, since: inner(record, since) and not (
        isinstance(since, datetime) and datetime.fromisoformat(record["updatedAt"]) == since))  # fmt: skip


@fault("changes/day-in-utc", "a date in updatedSince begins at midnight in UTC")
def _(p: Publisher) -> None:
    def since(inner: Any, record: Any, wanted: Any) -> bool:
        day = (
            wanted
            if isinstance(wanted, datetime)
            else datetime(wanted.year, wanted.month, wanted.day, tzinfo=UTC)
        )
        return bool(inner(record, day))

    instead(p, "since_instant", since)


@fault("changes/text", "updatedSince is compared as text")
def _(p: Publisher) -> None:
    def since(inner: Any, record: Any, wanted: Any) -> bool:
        return bool(record["updatedAt"] >= wanted.isoformat().replace("+00:00", "Z"))

    instead(p, "since_instant", since)


@fault("changes/ignored-beside-q", "updatedSince is ignored beside q")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        return inner(
            collection, {k: v for k, v in values.items() if k != "updatedSince" or "q" not in values}, place
        )

    instead(p, "find", find)


@fault("changes/seconds", "updatedSince drops fractions and compares minutes")
def _(p: Publisher) -> None:
    def since(inner: Any, record: Any, wanted: Any) -> bool:
        return bool(inner(record, wanted.replace(second=0) - timedelta(minutes=1) if isinstance(wanted, datetime)
                          else wanted))  # fmt: skip

    instead(p, "since_instant", since)
