"""Courses that do not fit their sessions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from .editing import edit_lists, edited
from .registry import defect
from .wrong_lists import COURSES, SESSIONS, everything, filter_names, paged

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request

OTHER_KIND = {"code": "integration-general", "label": "Integrationskurs"}
OTHER_LEVEL = {"code": "C2", "label": "C2"}


def _courses(name: str, convicts: str, says: str, edit: Callable[[Any], None]) -> None:
    """Courses that say something wrong, in lists and items alike."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if request.collection != COURSES or answer.status != 200 or not answer.is_json:
            return answer

        def every(document: Any) -> None:
            for record in document.get("items", [document]):
                edit(record)

        return edited(answer, every)

    defect(name, convicts=convicts, says=says)(run)


def _other_kind(course: Any) -> None:
    if course["kind"]["code"] != OTHER_KIND["code"]:
        course["kind"] = OTHER_KIND


def _other_level(course: Any) -> None:
    if "targetLevel" in course:
        course["targetLevel"] = OTHER_LEVEL


def _one_more(course: Any) -> None:
    if "sessionCount" in course:
        course["sessionCount"] += 1


def _later(course: Any) -> None:
    if "nextStartDate" in course:
        course["nextStartDate"] = str(date.fromisoformat(course["nextStartDate"]) + timedelta(days=7))


def _stale(course: Any) -> None:
    if "nextStartDate" in course:
        course["nextStartDate"] = "2025-01-13"


AGREES = "courses/agrees-with-sessions"
_courses(
    "courses/kind-of-another-table", AGREES, "courses name another kind than their sessions", _other_kind
)
_courses(
    "courses/level-of-another-table", AGREES, "courses name another level than their sessions", _other_level
)
_courses(
    "courses/ended-sessions-counted",
    "courses/session-count-true",
    "`sessionCount` counts sessions that are not listed any more",
    _one_more,
)
_courses(
    "courses/next-start-of-another", "courses/next-start-true", "`nextStartDate` is not the next", _later
)
_courses("courses/next-start-stale", "courses/next-start-true", "`nextStartDate` lies in the past", _stale)


@defect(
    "courses/each-filter-its-session",
    convicts="courses/one-session-meets-all",
    says="every filter looks for a session of its own",
)
async def each_filter_its_session(request: Request, app: App) -> Answer:
    names = filter_names(request)
    if request.collection != COURSES or not request.is_list or len(names) < 2:
        return await app(request)
    first, records = await everything(request.without(*names[1:]), app)
    if not first.has_list:
        return first
    for name in names[1:]:
        others = [one for one in names if one != name]
        found = {one["id"] for one in (await everything(request.without(*others), app))[1]}
        records = [record for record in records if record["id"] in found]
    return paged(request, first, records)


@defect(
    "courses/all-sessions-must-meet",
    convicts="courses/one-session-meets-all",
    says="all sessions of a course have to meet the filters",
)
async def all_sessions_must_meet(request: Request, app: App) -> Answer:
    names = filter_names(request)
    if request.collection != COURSES or not request.is_list or not names:
        return await app(request)
    first, records = await everything(request, app)
    if not first.has_list:
        return first
    query = [(name, value) for name, value in request.query if name in names]
    sessions = request.at(f"/{SESSIONS}")
    met = {one["id"] for one in (await everything(sessions.asking(query), app))[1]}
    every = (await everything(sessions.asking([]), app))[1]
    missed = {one.get("courseId") for one in every if one["id"] not in met}
    return paged(request, first, [record for record in records if record["id"] not in missed])


@defect(
    "courses/distance-of-any-session",
    convicts="courses/nearest-session",
    says="the distance is that of the nearest session, whether it meets the filters or not",
)
async def distance_of_any_session(request: Request, app: App) -> Answer:
    answer = await app(request)
    names = filter_names(request)
    if request.collection != COURSES or not answer.has_list or not names:
        return answer
    plain = (await everything(request.without(*names, "sort"), app))[1]
    nearest = {record["id"]: record["distanceKm"] for record in plain if "distanceKm" in record}

    def edit(document: Any) -> None:
        for record in document["items"]:
            if "distanceKm" in record:
                record["distanceKm"] = nearest.get(record["id"], record["distanceKm"])

    return edited(answer, edit)


def _farther(document: Any) -> None:
    for record in document["items"]:
        if "distanceKm" in record and "sessionCount" in record:
            record["distanceKm"] = round(record["distanceKm"] * 1.5 + 3, 1)


edit_lists(
    "courses/distance-of-the-seat",
    "courses/nearest-session",
    "the distance is that of the provider's seat",
    _farther,
)
