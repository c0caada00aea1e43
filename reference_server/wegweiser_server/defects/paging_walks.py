"""Walks along `next` that lose records, bring some twice, or end in the wrong place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import at, change_answers, edit_description, edited, in_page, is_description, is_list, with_
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request


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


def _lose(count: int, on_later_pages: bool) -> Any:
    def change(request: Request, answer: Answer) -> Answer:
        document = answer.json()
        if "next" in document["page"] and (bool(request.value("cursor")) or not on_later_pages):
            del document["items"][len(document["items"]) - count :]
        return answer.with_json(document)

    return change


for _name, _change, _says in (
    ("sieved-afterwards", _lose(1, on_later_pages=False), "a record is sieved out after the page was cut"),
    ("later-pages-short", _lose(1, on_later_pages=True), "later pages are one short"),
):
    change_answers(f"paging/{_name}", "paging/full-pages", _says, _change, is_list)


def _loses_one(name: str, says: str, lost: Callable[[Any], list[Any]]) -> None:
    """A walk that does not bring every record."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if not (is_list(request, answer) and request.value("cursor")):
            return answer
        document = answer.json()
        document["items"] = lost(document["items"])
        return answer.with_json(document)

    defect(f"paging/{name}", convicts="paging/every-record-once", says=says)(run)


_loses_one("first-of-page-lost", "every later page lacks its first record", lambda items: items[1:])
_loses_one("last-doubled", "every later page has its last record twice", lambda items: items + items[-1:])


@defect(
    "paging/next-overlaps", convicts="paging/every-record-once", says="the second page is the first again"
)
async def next_overlaps(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not (is_list(request, answer) and request.value("cursor")):
        return answer
    first = await app(request.without("cursor"))
    document = answer.json()
    document["items"][:1] = first.json()["items"][:1]
    return answer.with_json(document)


def _ends(name: str, says: str, edit: Callable[[Request, Any], object]) -> None:
    """A list that ends in a wrong way."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if not is_list(request, answer):
            return answer
        document = answer.json()
        edit(request, document)
        return answer.with_json(document)

    defect(f"paging/{name}", convicts="paging/next-absent-on-last-page", says=says)(run)


def _stop(_: Request, document: Any) -> None:
    document["page"].pop("next", None)
    document["page"].pop("nextCursor", None)


_ends("never-next", "there is never a `next`", _stop)


@defect(
    "paging/empty-last-page",
    convicts="paging/next-absent-on-last-page",
    says="the last page leads to an empty one",
)
async def empty_lastin_page(request: Request, app: App) -> Answer:
    if request.is_list and request.value("cursor") == "end":
        first = await app(request.without("cursor"))
        if first.status != 200:
            return first
        document = first.json()
        document["items"] = []
        _stop(request, document)
        return first.with_json(document)
    answer = await app(request)
    if not is_list(request, answer) or "next" in answer.json()["page"] or not answer.json()["items"]:
        return answer
    document = answer.json()
    document["page"]["nextCursor"] = "end"
    return answer.with_json(document).with_next_for(request)


def _window(
    name: str, convicts: str, says: str, most: int, declared: bool, edit: Callable[[Any], object]
) -> None:
    """A list that ends after `most` records; cursors are remembered, so that it knows where it is."""
    reached: dict[str, int] = {}

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if declared and is_description(request) and answer.status == 200:
            return edited(answer, at("limits", then=with_("maxRecordsPerQuery", most)))
        if not is_list(request, answer):
            return answer
        document = answer.json()
        count = reached.get(request.value("cursor") or "", 0) + len(document["items"])
        cursor = document["page"].get("nextCursor")
        if cursor and count >= most:
            _stop(request, document)
            edit(document)
        elif cursor:
            reached[cursor] = count
        return answer.with_json(document)

    defect(f"paging/{name}", convicts=f"paging/{convicts}", says=says)(run)


def _nothing(_: Any) -> None:
    pass


_window(
    "window-undeclared",
    "end-reachable",
    "lists end after 500 records, by `end` only",
    500,
    False,
    in_page(with_("end", "limit")),
)
_window("window-silent", "end-announced", "lists end silently after 1,000 records", 1_000, True, _nothing)
_window(
    "window-smaller",
    "end-announced",
    "lists end earlier than declared",
    1_000,
    True,
    lambda document: document["items"].clear(),
)
edit_description(
    "paging/window-not-kept",
    "paging/end-announced",
    "lists go on beyond the declared end",
    at("limits", then=with_("maxRecordsPerQuery", 1_000)),
)


@defect("paging/deep-pages-refused", convicts="paging/end-reachable", says="pages behind the tenth are 400")
async def deep_pages_refused(request: Request, app: App) -> Answer:
    cursor = request.value("cursor")
    depth = _depths.get(cursor or "", 0)
    answer = await app(request)
    if not is_list(request, answer):
        return answer
    if depth >= 10:
        return answer.with_status(400).with_body(b"{}")
    following = answer.json()["page"].get("nextCursor")
    if following:
        _depths[following] = depth + 1
    return answer


_depths: dict[str, int] = {}
