"""Codes and filters that are refused or dropped although they are right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from wegweiser_contract import load_contract

from ..model import Answer
from ..registry import defect
from ..wrong_lists import FILTERS, everything, filter_names, paged

if TYPE_CHECKING:
    from ..model import App, Request

EXPIRED = {
    entry.code
    for code_list in load_contract().code_lists.values()
    for entry in code_list.entries.values()
    if entry.legacy
}


def _asked(request: Request) -> set[str]:
    return {value for name in filter_names(request) for value in request.values(name)}


def refusal(parameter: str, status: int = 400) -> Answer:
    code = "invalid-parameter" if status == 400 else "not-found"
    document = {
        "type": f"https://wegweiser.example/problems/{code}",
        "title": "Wrong",
        "status": status,
        "detail": "Wrong",
        "code": code,
        "errors": [{"parameter": parameter, "code": code, "detail": "Wrong"}],
    }
    return Answer(status, (("Content-Type", "application/problem+json"),), json.dumps(document).encode())


@defect(
    "filters/expired-refused",
    convicts="filters/expired-codes-match",
    says="codes that are legacy are refused",
)
async def expired_refused(request: Request, app: App) -> Answer:
    if request.is_list and _asked(request) & EXPIRED:
        return refusal(filter_names(request)[0])
    return await app(request)


@defect(
    "filters/expired-finds-nothing",
    convicts="filters/expired-codes-match",
    says="codes that are legacy find nothing",
)
async def expired_finds_nothing(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.is_list and answer.has_list and _asked(request) & EXPIRED:
        return paged(request, answer, [])
    return answer


async def _nothing_found(request: Request, app: App) -> Answer | None:
    """The honest answer if the filters find nothing."""
    if not request.is_list or not filter_names(request):
        return None
    answer = await app(request)
    return answer if answer.has_list and not answer.json()["page"]["total"] else None


@defect(
    "filters/unused-refused",
    convicts="filters/unused-value-empty",
    says="a code that nothing bears is refused",
)
async def unused_refused(request: Request, app: App) -> Answer:
    found = await _nothing_found(request, app)
    return refusal(filter_names(request)[0]) if found else await app(request)


@defect("filters/unused-not-found", convicts="filters/unused-value-empty", says="an empty result is 404")
async def unused_not_found(request: Request, app: App) -> Answer:
    found = await _nothing_found(request, app)
    return refusal(filter_names(request)[0], 404) if found else await app(request)


@defect(
    "filters/unused-drops-filter",
    convicts="filters/unused-value-empty",
    says="a filter that finds nothing is dropped",
)
async def unused_drops_filter(request: Request, app: App) -> Answer:
    found = await _nothing_found(request, app)
    if not found:
        return await app(request)
    answer, records = await everything(request.without(*filter_names(request)), app)
    return paged(request, answer, records)


def _never_filled(name: str, collection: str, parameter: str, says: str, status: int) -> None:
    """A source that lacks a field: no record shows it, and the filter is refused or always finds nothing."""
    shown = FILTERS[collection][parameter][0].partition(".")[0].removesuffix("[]")

    async def run(request: Request, app: App) -> Answer:
        if request.is_list and request.collection == collection and request.values(parameter):
            return refusal(parameter) if status == 400 else paged(request, await app(request), [])
        answer = await app(request)
        if request.collection != collection or not answer.has_list:
            return answer
        document = answer.json()
        for record in document["items"]:
            record.pop(shown, None)
        return answer.with_json(document)

    defect(name, convicts="filters/unfilled-property-understood", says=says)(run)


_never_filled(
    "filters/unfilled-unknown",
    "jobs",
    "privateAgency",
    "a filter whose field the source lacks is refused",
    400,
)
_never_filled(
    "filters/unfilled-exclude-finds-nothing",
    "offices",
    "barrierFree",
    "a filter whose field the source lacks finds nothing, `exclude` included",
    200,
)
