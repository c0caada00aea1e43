"""Filters that are joined in a wrong way, or forgotten on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..registry import defect
from ..wrong_lists import (
    DEFAULT_LIMIT,
    FILTERS,
    arrange,
    ask_otherwise,
    everything,
    filter_names,
    held,
    paged,
    refused,
)

if TYPE_CHECKING:
    from ..model import Answer, App, Request
    from ..wrong_lists import Record

AND = "filters/and-between-parameters"


@defect("filters/joined-with-or", convicts=AND, says="several filters are joined with OR")
async def joined_with_or(request: Request, app: App) -> Answer:
    names = filter_names(request) if request.is_list else []
    if len(names) < 2:
        return await app(request)
    refusal = await refused(request, app)
    if refusal:
        return refusal
    first, records = await everything(request.without(*names[1:]), app)
    known = {record["id"] for record in records}
    for name in names[1:]:
        others = [one for one in names if one != name]
        for record in (await everything(request.without(*others), app))[1]:
            if record["id"] not in known:
                known.add(record["id"])
                records.append(record)
    return paged(request, first, records)


ask_otherwise(
    "filters/last-filter-wins",
    AND,
    "of several filters only the last counts",
    lambda request: len(filter_names(request)) > 1,
    lambda request: request.without(*filter_names(request)[:-1]),
)
ask_otherwise(
    "filters/first-filter-wins",
    AND,
    "of several filters only the first counts",
    lambda request: len(filter_names(request)) > 1,
    lambda request: request.without(*filter_names(request)[1:]),
)


@defect("filters/first-page-only", convicts=AND, says="later pages forget all filters but the first")
async def first_page_only(request: Request, app: App) -> Answer:
    names = filter_names(request) if request.is_list else []
    if len(names) < 2:
        return await app(request)
    first, right = await everything(request, app)
    if not first.has_list:
        return first
    shown = right[: int(request.value("limit") or DEFAULT_LIMIT)]
    known = {record["id"] for record in shown}
    others = (await everything(request.without(*names[1:]), app))[1]
    later = [record for record in others if record["id"] not in known] if len(right) > len(shown) else []
    return paged(request, first, [*shown, *later])


def _forgets_beside(name: str, beside: str) -> None:
    ask_otherwise(
        f"filters/forgotten-beside-{beside}",
        AND,
        f"a request with `{beside}` forgets its last filter",
        lambda request: request.value(beside) is not None and len(filter_names(request)) > 1,
        lambda request: request.without(filter_names(request)[-1]),
    )


_forgets_beside(AND, "lang")
_forgets_beside(AND, "sort")


def _last_values(request: Request) -> Request:
    for name in {name for name, _ in request.query}:
        request = request.replace(name, request.values(name)[-1])
    return request


def _first_values(request: Request) -> Request:
    for name in {name for name, _ in request.query}:
        request = request.replace(name, request.values(name)[0])
    return request


def _repeats(request: Request) -> bool:
    return any(len(request.values(name)) > 1 for name in filter_names(request))


OR = "filters/or-within-repeated"
ask_otherwise(
    "filters/repeated-last-wins",
    OR,
    "of a filter given several times only the last value counts",
    _repeats,
    _last_values,
)
ask_otherwise(
    "filters/repeated-first-wins",
    OR,
    "of a filter given several times only the first value counts",
    _repeats,
    _first_values,
)


@defect("filters/repeated-must-all-match", convicts=OR, says="all values of a repeated filter have to match")
async def repeated_must_all_match(request: Request, app: App) -> Answer:
    if not request.is_list or not _repeats(request):
        return await app(request)
    refusal = await refused(request, app)
    if refusal:
        return refusal
    first, records = await everything(request, app)
    for name in filter_names(request):
        for value in request.values(name):
            found = {one["id"] for one in (await everything(request.replace(name, value), app))[1]}
            records = [record for record in records if record["id"] in found]
    return paged(request, first, records)


def _one_lost(request: Request, records: list[Record]) -> list[Record]:
    return [record for place, record in enumerate(records) if place % 10 != 9]


arrange(
    "filters/one-in-ten-lost",
    AND,
    "one hit in ten gets lost as soon as two filters are asked",
    lambda request: len(filter_names(request)) > 1,
    _one_lost,
)

EVIDENCE = "filters/evidence-in-record"


@defect(
    "filters/hidden-column", convicts=EVIDENCE, says="hits are shown without the property that made them hits"
)
async def hidden_column(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not (request.is_list and answer.has_list):
        return answer
    document = answer.json()
    for name in filter_names(request):
        path, match, _ = FILTERS[request.collection or ""][name]
        if match in {"equals", "member"}:
            for record in document["items"]:
                record.pop(path.partition(".")[0].removesuffix("[]"), None)
    return answer.with_json(document)


@defect(
    "filters/broader-values-hit",
    convicts=EVIDENCE,
    says="every filter by code also finds one record that bears another code",
)
async def broader_values_hit(request: Request, app: App) -> Answer:
    names = [name for name in filter_names(request) if _by_code(request, name)] if request.is_list else []
    if not names or request.value("cursor"):
        return await app(request)
    answer = await app(request)
    if not answer.has_list:
        return answer
    document = answer.json()
    others = (await app(request.without(*names))).json()["items"]
    path = FILTERS[request.collection or ""][names[0]][0]
    strangers = [one for one in others if not set(held(one, path)) & set(request.values(names[0]))]
    if document["items"]:
        document["items"][-1:] = [*document["items"][-1:], *strangers[:1]]
    return answer.with_json(document)


def _by_code(request: Request, name: str) -> bool:
    return FILTERS[request.collection or ""][name][1] in {"equals", "member"}
