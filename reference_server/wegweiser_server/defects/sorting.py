"""Lists in a wrong order."""

from __future__ import annotations

import random
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .registry import defect
from .wrong_lists import arrange, ask_otherwise, carries, everything, paged

if TYPE_CHECKING:
    from .model import Answer, App, Request
    from .wrong_lists import Record

KEYS = {"jobs": "publishedAt", "course-sessions": "startDate", "courses": "updatedAt"}
CENTRES = ("postcode", "lat")


def sorts_by_date(request: Request, *, asked: bool = True) -> bool:
    """Asked for, or by default."""
    if request.collection not in KEYS or any(request.value(name) for name in (*CENTRES, "q")):
        return False
    return request.value("sort") == "date" if asked else request.value("sort") is None


def _dated(collection: str) -> Any:
    return lambda request: request.collection == collection and sorts_by_date(request)


def by_key(name: str, *, falling: bool = False, missing_first: bool = False) -> Any:
    """By a property as text."""

    def arranged(_: Request, records: list[Record]) -> list[Record]:
        known = [record for record in records if name in record]
        missing = [record for record in records if name not in record]
        known.sort(key=lambda record: record[name], reverse=falling)
        return [*missing, *known] if missing_first else [*known, *missing]

    return arranged


def by_instant(name: str, *, missing_first: bool) -> Any:
    def arranged(_: Request, records: list[Record]) -> list[Record]:
        known = [record for record in records if name in record]
        missing = [record for record in records if name not in record]
        known.sort(key=lambda record: datetime.fromisoformat(record[name]), reverse=True)
        return [*missing, *known] if missing_first else [*known, *missing]

    return arranged


def backwards(_: Request, records: list[Record]) -> list[Record]:
    return records[::-1]


def swapped_at_the_cut(request: Request, records: list[Record]) -> list[Record]:
    """The last record of the first page changes places with the last of all."""
    cut = int(request.value("limit") or 20) - 1
    if cut < len(records) - 1:
        records[cut], records[-1] = records[-1], records[cut]
    return records


def without_the_undated(request: Request, records: list[Record]) -> list[Record]:
    return [record for record in records if KEYS[request.collection or ""] in record]


JOBS, SESSIONS, COURSES = "sorting/jobs-by-date", "sorting/course-sessions-by-date", "sorting/courses-by-date"

arrange("sorting/jobs-oldest-first", JOBS, "jobs come oldest first", _dated("jobs"), backwards)
arrange(
    "sorting/jobs-by-text",
    JOBS,
    "`publishedAt` is compared as text, whatever its offset",
    _dated("jobs"),
    by_key("publishedAt", falling=True),
)
arrange(
    "sorting/jobs-by-change",
    JOBS,
    "jobs are sorted by `updatedAt`",
    _dated("jobs"),
    by_key("updatedAt", falling=True),
)
arrange(
    "sorting/jobs-undated-first",
    JOBS,
    "jobs without `publishedAt` come first",
    _dated("jobs"),
    by_instant("publishedAt", missing_first=True),
)
arrange(
    "sorting/jobs-wrong-at-the-cut",
    JOBS,
    "pages are sorted one by one",
    _dated("jobs"),
    swapped_at_the_cut,
)
arrange(
    "sorting/sessions-latest-first",
    SESSIONS,
    "sessions come latest first",
    _dated("course-sessions"),
    by_key("startDate", falling=True),
)
arrange(
    "sorting/sessions-undated-first",
    SESSIONS,
    "sessions without `startDate` come first",
    _dated("course-sessions"),
    by_key("startDate", missing_first=True),
)
arrange(
    "sorting/sessions-by-end",
    SESSIONS,
    "sessions are sorted by `endDate`",
    _dated("course-sessions"),
    by_key("endDate"),
)
arrange(
    "sorting/courses-by-next-start",
    COURSES,
    "courses are sorted by the start of their sessions",
    _dated("courses"),
    by_key("nextStartDate"),
)
arrange(
    "sorting/courses-oldest-first", COURSES, "courses come oldest change first", _dated("courses"), backwards
)


def _natural_offices(request: Request) -> bool:
    return request.collection == "offices" and not any(
        request.value(name) for name in (*CENTRES, "q", "sort")
    )


def ignoring_signs(_: Request, records: list[Record]) -> list[Record]:
    """As a database of a language sorts: letters before digits."""
    return sorted(records, key=lambda record: [(char.isdigit(), char.lower()) for char in record["id"]])


def by_name(_: Request, records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: str(record.get("name")))


OFFICES = "sorting/offices-by-id"
arrange(
    "sorting/offices-by-language",
    OFFICES,
    "ids are compared by the rules of a language",
    _natural_offices,
    ignoring_signs,
)
arrange("sorting/offices-by-name", OFFICES, "offices come by name", _natural_offices, by_name)
arrange("sorting/offices-falling", OFFICES, "ids come in descending order", _natural_offices, backwards)


def _by_distance(request: Request) -> bool:
    return request.value("sort") == "distance"


def as_text(_: Request, records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: str(record.get("distanceKm", "~")))


def without_distance_first(_: Request, records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: "distanceKm" in record)


DISTANCE = "sorting/by-distance"
arrange("sorting/distance-as-text", DISTANCE, "distances are compared as text", _by_distance, as_text)
arrange("sorting/farthest-first", DISTANCE, "the farthest come first", _by_distance, backwards)
arrange(
    "sorting/placeless-first",
    DISTANCE,
    "records without distance come first",
    _by_distance,
    without_distance_first,
)
ask_otherwise(
    "sorting/distance-on-first-page-only",
    DISTANCE,
    "a centre and `sort=distance` give the order of date",
    lambda request: _by_distance(request) and request.collection != "offices",
    lambda request: request.replace("sort", "date"),
)


def _by_default(*names: str) -> Any:
    return lambda request: request.value("sort") is None and any(request.value(name) for name in names)


arrange(
    "sorting/default-natural",
    "sorting/default-by-date",
    "without `sort` records come as the store holds them",
    lambda request: sorts_by_date(request, asked=False),
    lambda _, records: sorted(records, key=lambda record: record["id"]),
)
arrange(
    "sorting/default-oldest-first",
    "sorting/default-by-date",
    "without `sort` the order of date is turned round",
    lambda request: sorts_by_date(request, asked=False),
    backwards,
)
arrange(
    "sorting/default-stays-natural-near",
    "sorting/default-by-distance",
    "a centre does not change the default order",
    _by_default(*CENTRES),
    lambda _, records: sorted(records, key=lambda record: record["id"]),
)
ask_otherwise(
    "sorting/default-relevance-near",
    "sorting/default-by-distance",
    "with words and a centre, relevance is the default",
    lambda request: _by_default("q")(request) and _by_default(*CENTRES)(request),
    lambda request: request.asking([*request.query, ("sort", "relevance")]),
)


def _words_alone(request: Request) -> bool:
    return _by_default("q")(request) and not any(request.value(name) for name in CENTRES)


arrange(
    "sorting/default-ignores-words",
    "sorting/default-by-relevance",
    "words do not change the default order",
    _words_alone,
    lambda _, records: sorted(records, key=lambda record: record["id"]),
)
arrange(
    "sorting/default-least-relevant-first",
    "sorting/default-by-relevance",
    "without `sort` the least relevant come first",
    _words_alone,
    backwards,
)


def shuffled(_: Request, records: list[Record]) -> list[Record]:
    return random.sample(records, len(records))


arrange(
    "sorting/relevance-shuffled",
    "sorting/relevance-repeats",
    "equal scores come in any order, at every request another",
    carries("q"),
    shuffled,
)


@defect(
    "sorting/relevance-by-page-size",
    convicts="sorting/relevance-repeats",
    says="the order of relevance depends on `limit`",
)
async def relevance_by_page_size(request: Request, app: App) -> Answer:
    if not request.is_list or request.value("q") is None:
        return await app(request)
    answer, records = await everything(request, app)
    turn = int(request.value("limit") or 20) % max(len(records), 1)
    return paged(request, answer, [*records[turn:], *records[:turn]]) if answer.has_list else answer


def _accepts(name: str, says: str, *lacking: str) -> None:
    """A sort that lacks what it needs is ignored."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if request.is_list and answer.status == 400 and request.value("sort") in lacking:
            return await app(request.without("sort"))
        return answer

    defect(name, convicts="sorting/missing-sort-key", says=says)(run)


_accepts("sorting/distance-without-centre", "`sort=distance` without a centre is ignored", "distance")
_accepts("sorting/relevance-without-words", "`sort=relevance` without `q` is ignored", "relevance")
_accepts("sorting/offices-date-accepted", "an unknown `sort` is ignored", "date", "title")

NO_HITS = "sorting/changes-no-hits"
arrange(
    "sorting/date-loses-undated",
    NO_HITS,
    "sorting by date loses the records without a date",
    lambda request: request.value("sort") == "date" and request.collection in KEYS,
    without_the_undated,
)
arrange(
    "sorting/distance-loses-placeless",
    NO_HITS,
    "sorting by distance loses the records without coordinates",
    _by_distance,
    lambda _, records: [record for record in records if "distanceKm" in record],
)
arrange(
    "sorting/relevance-cuts-the-tail",
    NO_HITS,
    "sorting by relevance keeps the best ten only",
    lambda request: request.value("sort") == "relevance",
    lambda _, records: records[:10],
)
