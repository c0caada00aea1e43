"""Lists whose order, state, limits or cursors cannot be relied on."""

from __future__ import annotations

import itertools
import random
from collections import deque
from typing import TYPE_CHECKING, Any

from .editing import edit_lists, edited, in_page, is_list, with_, without
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request


@defect("paging/limit-ignored", convicts="paging/limit-honoured", says="`limit` is understood and ignored")
async def limit_ignored(request: Request, app: App) -> Answer:
    honest = await app(request)
    if not (request.is_list and honest.has_list):
        return honest
    return (await app(request.without("limit"))).with_next_for(request)


_random = random.Random(7)


def _shuffled(document: Any) -> None:
    _random.shuffle(document["items"])


edit_lists("paging/random-order", "paging/order-repeats", "the order is another each time", _shuffled)
_turns = itertools.count()


@defect("paging/ties-jump", convicts="paging/order-repeats", says="ties stand in another order each time")
async def ties_jump(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not is_list(request, answer) or len(answer.json()["items"]) < 2 or next(_turns) % 2:
        return answer
    return edited(answer, lambda document: document["items"].insert(0, document["items"].pop(1)))


def _by_id(document: Any) -> None:
    if len(document["items"]) <= 10:
        document["items"].sort(key=lambda record: record["id"])


def _reversed(document: Any) -> None:
    if len(document["items"]) == 3:
        document["items"].reverse()


edit_lists(
    "paging/short-pages-by-id", "paging/order-whatever-the-limit", "short pages are sorted anew", _by_id
)
edit_lists(
    "paging/short-pages-reversed",
    "paging/order-whatever-the-limit",
    "short pages are turned round",
    _reversed,
)
edit_lists(
    "paging/version-missing",
    "paging/data-version-given",
    "no list states its state",
    in_page(without("dataVersion")),
)


@defect(
    "paging/version-missing-on-one-list",
    convicts="paging/data-version-given",
    says="one list does not state its state",
)
async def version_missing_on_one_list(request: Request, app: App) -> Answer:
    answer = await app(request)
    one = is_list(request, answer) and request.collection == "offices"
    return edited(answer, in_page(without("dataVersion"))) if one else answer


def _other_records(document: Any) -> None:
    if next(_turns) % 2:
        document["items"] = document["items"][1:]


edit_lists(
    "paging/version-fixed",
    "paging/data-version-honest",
    "the data change, `dataVersion` does not",
    _other_records,
)


def _limits(name: str, convicts: str, says: str, read: Callable[[str], str | None]) -> None:
    """A server that reads `limit` in its own way; None is no limit at all."""

    async def run(request: Request, app: App) -> Answer:
        limit = request.value("limit")
        read_as = read(limit) if limit is not None and request.is_list else limit
        if read_as == limit:
            return await app(request)
        asked = request.without("limit") if read_as is None else request.replace("limit", read_as)
        answer = await app(asked)
        return answer.with_next_for(request) if answer.has_list else answer

    defect(f"paging/{name}", convicts=f"paging/{convicts}", says=says)(run)


def _clamped(limit: str) -> str:
    return str(max(1, min(100, int(limit)))) if limit.isdigit() else limit


_limits(
    "limit-capped-early",
    "limit-honoured",
    "`limit` is capped at 50",
    lambda one: str(min(50, int(one))) if one.isdigit() and int(one) <= 100 else one,
)
_limits(
    "limit-one-more",
    "limit-honoured",
    "a page has one record more than asked",
    lambda one: str(int(one) + 1) if one.isdigit() and 0 < int(one) < 100 else one,
)
_limits(
    "limit-at-least-ten",
    "limit-honoured",
    "pages have at least ten records",
    lambda one: "10" if one.isdigit() and 0 < int(one) < 10 else one,
)
_limits("limit-clamped", "limit-out-of-bounds", "a `limit` out of bounds is clamped", _clamped)
_limits(
    "limit-zero-is-default",
    "limit-out-of-bounds",
    "`limit=0` means the default",
    lambda one: None if one == "0" else one,
)
_limits(
    "limit-101-granted",
    "limit-out-of-bounds",
    "one more than the maximum is granted",
    lambda one: "100" if one == "101" else one,
)


@defect(
    "paging/default-differs",
    convicts="paging/limit-default",
    says="the default is not the one that is described",
)
async def default_differs(request: Request, app: App) -> Answer:
    if not request.is_list or request.value("limit") or request.value("cursor"):
        return await app(request)
    answer = await app(request.replace("limit", "10"))
    return answer.with_next_for(request) if answer.has_list else answer


@defect(
    "paging/one-default-differs", convicts="paging/limit-default", says="one list has a default of its own"
)
async def one_default_differs(request: Request, app: App) -> Answer:
    return await (default_differs(request, app) if request.path == "/courses" else app(request))


@defect(
    "paging/foreign-cursor-first-page",
    convicts="paging/invalid-cursor",
    says="an unknown cursor gives the first page",
)
async def foreign_cursor_firstin_page(request: Request, app: App) -> Answer:
    answer = await app(request)
    return (
        await app(request.without("cursor")) if request.value("cursor") and answer.status == 400 else answer
    )


@defect(
    "paging/foreign-cursor-empty",
    convicts="paging/invalid-cursor",
    says="an unknown cursor gives an empty list",
)
async def foreign_cursor_empty(request: Request, app: App) -> Answer:
    answer = await foreign_cursor_firstin_page(request, app)
    return edited(answer, with_("items", [])) if request.value("cursor") and answer.has_list else answer


@defect(
    "paging/foreign-cursor-other-code",
    convicts="paging/invalid-cursor",
    says="an unknown cursor is invalid-parameter",
)
async def foreign_cursor_other_code(request: Request, app: App) -> Answer:
    answer = await app(request)
    body = answer.body.replace(b"invalid-cursor", b"invalid-parameter")
    return answer.with_body(body) if answer.status == 400 else answer


_bound: dict[str, tuple[tuple[str, str], ...]] = {}


@defect(
    "paging/cursor-unbound",
    convicts="paging/cursor-bound-to-request",
    says="a cursor remembers its filters and goes on",
)
async def cursor_unbound(request: Request, app: App) -> Answer:
    cursor = request.value("cursor")
    if request.is_list and cursor in _bound:
        request = request.asking([*_bound[cursor], ("cursor", cursor)])
    answer = await app(request)
    if is_list(request, answer) and "nextCursor" in answer.json()["page"]:
        _bound[answer.json()["page"]["nextCursor"]] = request.without("cursor").query
    return answer


@defect(
    "paging/cursor-in-other-list",
    convicts="paging/cursor-bound-to-request",
    says="a cursor of another list starts anew",
)
async def cursor_starts_anew(request: Request, app: App) -> Answer:
    return await foreign_cursor_firstin_page(request, app)


_issued: dict[str, Request] = {}


def _remember(request: Request, answer: Answer) -> Answer:
    if is_list(request, answer) and "nextCursor" in answer.json()["page"]:
        _issued[answer.json()["page"]["nextCursor"]] = request
    return answer


def _under_any(name: str, parameter: str, says: str) -> None:
    """A cursor that remembers the parameter of its first page, whatever is asked with it."""

    async def run(request: Request, app: App) -> Answer:
        first = _issued.get(request.value("cursor") or "")
        value = first.value(parameter) if first and request.is_list else None
        return _remember(request, await app(request.replace(parameter, value) if value else request))

    defect(f"paging/cursor-under-any-{name}", convicts="paging/cursor-bound-to-request", says=says)(run)


_under_any("sort", "sort", "a cursor goes on in its own order when another sort is asked with it")
_under_any("radius", "radiusKm", "a cursor goes on round its own place when another radius is asked with it")


@defect(
    "paging/cursor-bound-to-limit",
    convicts="paging/order-whatever-the-limit",
    says="a cursor is refused when `limit` changes",
)
async def cursor_bound_to_limit(request: Request, app: App) -> Answer:
    first = _issued.get(request.value("cursor") or "")
    if first and request.is_list and first.value("limit") != request.value("limit"):
        return await app(request.replace("cursor", "refused"))
    return _remember(request, await app(request))


_newest: deque[str] = deque(maxlen=3)


@defect(
    "paging/cursor-forgotten",
    convicts="paging/cursor-lives-an-hour",
    says="only the newest three cursors are known, older ones are refused",
)
async def cursor_forgotten(request: Request, app: App) -> Answer:
    cursor = request.value("cursor")
    if request.is_list and cursor and cursor not in _newest:
        request = request.replace("cursor", "forgotten")
    answer = await app(request)
    made = answer.json()["page"].get("nextCursor") if is_list(request, answer) else None
    if made and made not in _newest:
        _newest.append(made)
    return answer
