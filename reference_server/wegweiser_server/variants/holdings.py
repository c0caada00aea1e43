"""Other holdings: fewer records, more, of one kind only, with codes of the publisher's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from .editing import edit_records, places
from .model import Variant
from .records import some
from .registry import add

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..settings import Settings
    from .model import Line

    Record = dict[str, Any]
    Keep = Callable[[str, Record], bool]

SOME = "§4 core: at least one record per claimed collection; how many is free."
REGION = "§3: `coverage` says what is left out: a publisher may serve a region."
OWN = "§3: publishers add codes only as `x-…`."
COUNTED = 1250


def _keep(name: str, permits: str, says: str, keep: Keep) -> None:
    def alter(lines: Iterable[Line]) -> Iterator[Line]:
        return (line for line in lines if keep(*line))

    add(Variant(id=f"holdings/{name}", permits=permits, says=says, records=alter))


def _first_of_each(lines: Iterable[Line]) -> Iterator[Line]:
    """The session is one of the course."""
    kept = list(lines)
    for wanted in ("jobs", "offices"):
        yield from islice((line for line in kept if line[0] == wanted), 1)
    taught = [record for collection, record in kept if collection == "course-sessions"]
    session = next((one for one in taught if "courseId" in one), taught[0])
    yield "course-sessions", session
    yield from (line for line in kept if line[0] == "courses" and line[1]["id"] == session.get("courseId"))


def _in_state(state: str) -> Keep:
    def keep(collection: str, record: Record) -> bool:
        held = places(record)
        return collection == "courses" or not held or any(place.get("state") == state for place in held)

    return keep


def _many(lines: Iterable[Line]) -> Iterator[Line]:
    """Jobs until there are enough to count roughly."""
    kept = list(lines)
    jobs = [record for collection, record in kept if collection == "jobs"]
    missing = COUNTED - len(jobs) if jobs else 0
    more = [("jobs", _copied(jobs[n % len(jobs)], n)) for n in range(missing)]
    return chain(kept, more)


def _copied(record: Record, number: int) -> Record:
    mark = f"-{number}"
    return {
        **record,
        "id": record["id"] + mark,
        "sourceRecordId": record["sourceRecordId"] + mark,
        "detailUrl": record["detailUrl"] + mark,
    }


def _lone(_: str, record: Record) -> None:
    if some(record, 2):
        record.pop("courseId", None)


def _own_entry(code: str, german: str, english: str) -> dict[str, Any]:
    labels = (("de", german), ("en", english), ("uk", english), ("ar", english), ("fr", english))
    return {"code": code, "labels": [{"value": v, "lang": tag, "origin": "source"} for tag, v in labels]}


OWN_CODES = {
    "offer-types": (_own_entry("x-volunteering", "Ehrenamt", "Volunteering"),),
    "course-kinds": (_own_entry("x-reading-circle", "Lesekreis", "Reading circle"),),
    "office-kinds": (_own_entry("x-library", "Bücherei", "Library"),),
    "working-times": (_own_entry("x-seasonal", "In der Saison", "In season"),),
}


def _with_own_codes(given: Settings) -> Settings:
    return replace(given, own_codes=OWN_CODES)


def _own_coded(lines: Iterable[Line]) -> Iterator[Line]:
    for collection, record in lines:
        if some(record, 6):
            _code(collection, record)
        yield collection, record


def _code(collection: str, record: Record) -> None:
    if collection == "jobs":
        record["offerType"] = "x-volunteering"
        record["workingTimes"] = [*record.get("workingTimes", ()), "x-seasonal"]
    elif collection == "offices":
        record["kind"] = "x-library"


add(
    Variant(
        id="holdings/one-of-each", permits=SOME, says="one record of each collection", records=_first_of_each
    )
)
add(Variant(id="holdings/many", permits=SOME, says="more than 1,000 jobs, many of them alike", records=_many))
_keep("few", SOME, "one record in eight", lambda collection, one: collection == "courses" or some(one, 8))
_keep("one-state", REGION, "Nordrhein-Westfalen only", _in_state("DE-NW"))
_keep(
    "no-integration-courses",
    REGION,
    "no integration courses",
    lambda _, record: record.get("programme") != "integration",
)
edit_records(
    "holdings/sessions-alone",
    "§3: where the source knows no offers, `courseId` is left out.",
    "every second session names no course",
    _lone,
)
add(
    Variant(
        id="holdings/own-codes",
        permits=OWN,
        says="codes of its own, used and served",
        settings=_with_own_codes,
        records=_own_coded,
    )
)


def _same_detail(_: str, record: Record) -> None:
    record["sameAs"] = [{"sourceId": "other-agency", "sourceRecordId": f"X/{record['id']}"}]


edit_records(
    "records/same-elsewhere",
    "§3: optional `sameAs` (the same course at the other agency).",
    "every record stands at another agency as well",
    _same_detail,
)
