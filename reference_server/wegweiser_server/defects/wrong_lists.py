"""How most wrong lists are made: ask the honest server for more, then choose or arrange wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract import load_contract

from ..store.paths import values
from .model import COLLECTIONS, Request
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App

    Record = dict[str, Any]
    Keep = Callable[[Record, tuple[str, ...]], bool]
    Arrange = Callable[[Request, list[Record]], list[Record]]
    Rewrite = Callable[[Request], Request]
    When = Callable[[Request], bool]

DEFAULT_LIMIT = 20
LARGEST_LIMIT = "100"
OWN_CURSOR = "w"
SESSIONS, COURSES = "course-sessions", "courses"

FILTERS: dict[str, dict[str, tuple[str, str, bool]]] = {
    operation.collection: {
        parameter.name: (parameter.filter.property, parameter.filter.match, parameter.repeated)
        for parameter in operation.parameters
        if parameter.filter is not None and parameter.filter.match != "since-instant"
    }
    for operation in load_contract().operations
    if operation.kind == "list" and operation.collection in COLLECTIONS
}


async def everything(request: Request, app: App) -> tuple[Answer, list[Record]]:
    """The honest answer's first page, and the records of all its pages; none if it is no list."""
    whole = request.without("cursor").replace("limit", LARGEST_LIMIT)
    first = await app(whole)
    if not first.has_list:
        return first, []
    document = first.json()
    records = list(document["items"])
    while "nextCursor" in document["page"]:
        page = await app(whole.replace("cursor", document["page"]["nextCursor"]))
        document = page.json()
        records += document["items"]
    return first, records


def paged(request: Request, answer: Answer, records: list[Record]) -> Answer:
    """The page of these records that the request asks for, in an envelope like the answer's."""
    cursor = request.value("cursor") or ""
    start = int(cursor.removeprefix(OWN_CURSOR)) if cursor.removeprefix(OWN_CURSOR).isdigit() else 0
    end = start + int(request.value("limit") or DEFAULT_LIMIT)
    document = answer.json()
    page = {name: value for name, value in document["page"].items() if name not in ("next", "nextCursor")}
    page["total"] = len(records)
    if end < len(records):
        onwards = request.replace("cursor", f"{OWN_CURSOR}{end}")
        page |= {"next": f"?{onwards.raw_query.decode()}", "nextCursor": f"{OWN_CURSOR}{end}"}
    return answer.with_json({**document, "items": records[start:end], "page": page})


async def refused(request: Request, app: App) -> Answer | None:
    """What the honest server refuses stays refused."""
    honest = await app(request.without("cursor"))
    return None if honest.has_list else honest


def ask_otherwise(name: str, convicts: str, says: str, when: When, rewrite: Rewrite) -> None:
    """A server that takes some requests for others."""

    async def run(request: Request, app: App) -> Answer:
        if not request.is_list or not when(request):
            return await app(request)
        refusal = await refused(request, app)
        return refusal or (await app(rewrite(request))).with_next_for(request)

    defect(name, convicts=convicts, says=says)(run)


def arrange(name: str, convicts: str, says: str, when: When, arranged: Arrange) -> None:
    """A server that puts the records of some lists into another order, or leaves some out."""

    async def run(request: Request, app: App) -> Answer:
        if not request.is_list or not when(request):
            return await app(request)
        answer, records = await everything(request, app)
        return paged(request, answer, arranged(request, records)) if answer.has_list else answer

    defect(name, convicts=convicts, says=says)(run)


def filter_otherwise(
    name: str, convicts: str, says: str, collection: str, parameter: str, keep: Keep
) -> None:
    """A server that compares one filter of one list in its own way."""

    async def run(request: Request, app: App) -> Answer:
        if request.collection != collection or not request.is_list or not request.values(parameter):
            return await app(request)
        refusal = await refused(request, app)
        return refusal or await filtered(request, app, {parameter: keep})

    defect(name, convicts=convicts, says=says)(run)


async def filtered(request: Request, app: App, keeps: dict[str, Keep]) -> Answer:
    """The list with these filters compared otherwise; a course is kept by one of its sessions."""
    answer, records = await everything(request.without(*keeps), app)
    if request.collection == COURSES:
        kept = {
            session.get("courseId")
            for session in await sessions(request.without(*keeps), app)
            if all(keep(session, request.values(name)) for name, keep in keeps.items())
        }
        return paged(request, answer, [record for record in records if record["id"] in kept])
    chosen = [
        record
        for record in records
        if all(keep(record, request.values(name)) for name, keep in keeps.items())
    ]
    return paged(request, answer, chosen)


async def sessions(request: Request, app: App) -> list[Record]:
    """The sessions that meet the filters of a request for courses."""
    filters = [(name, value) for name, value in request.query if name in FILTERS[SESSIONS]]
    return (await everything(request.at("/course-sessions").asking(filters), app))[1]


def asks(collection: str, *names: str) -> When:
    """Requests for the list of the collection that carry all these parameters."""
    return lambda request: request.collection == collection and all(request.values(name) for name in names)


def carries(*names: str) -> When:
    """Requests for any list that carry all these parameters."""
    return lambda request: all(request.values(name) for name in names)


def has_filters(request: Request) -> bool:
    return any(name in FILTERS.get(request.collection or "", {}) for name, _ in request.query)


def filter_names(request: Request) -> list[str]:
    known = FILTERS.get(request.collection or "", {})
    return list(dict.fromkeys(name for name, _ in request.query if name in known))


def held(record: Record, path: str) -> list[Any]:
    """The values of a record at a filter's property."""
    return list(values(record, path))
