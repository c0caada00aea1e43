"""Wrong ways of paging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .registry import defect

if TYPE_CHECKING:
    from .model import Answer, App, Request


@defect("paging/total-off-by-one", convicts="paging/total-matches", says="`page.total` is one too high")
async def total_off_by_one(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not (request.is_list and answer.has_list):
        return answer
    document = answer.json()
    document["page"]["total"] += 1
    return answer.with_json(document)


@defect(
    "paging/record-repeated",
    convicts="paging/every-record-once",
    says="every later page begins with its second record twice, and its first is lost",
)
async def record_repeated(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not (request.is_list and answer.has_list and request.value("cursor")):
        return answer
    document = answer.json()
    items = document["items"]
    if len(items) > 1:
        items[0] = items[1]
    return answer.with_json(document)


@defect("paging/limit-ignored", convicts="paging/limit-honoured", says="`limit` is understood and ignored")
async def limit_ignored(request: Request, app: App) -> Answer:
    honest = await app(request)
    if not (request.is_list and honest.has_list):
        return honest
    return (await app(request.without("limit"))).with_next_for(request)
