"""Wrong envelopes and totals of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import edit_lists, edited, in_page, with_, without
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request


@defect("paging/total-off-by-one", convicts="paging/total-matches", says="`page.total` is one too high")
async def total_off_by_one(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not (request.is_list and answer.has_list):
        return answer
    document = answer.json()
    document["page"]["total"] += 1
    return answer.with_json(document)


for _name, _edit, _says in (
    ("items-as-object", with_("items", {}), "`items` is an object"),
    (
        "items-renamed",
        lambda document: document.__setitem__("results", document.pop("items")),
        "`items` is `results`",
    ),
    ("relation-missing", in_page(without("totalRelation")), "`totalRelation` is missing"),
    (
        "relation-own-word",
        in_page(with_("totalRelation", "eq")),
        "`totalRelation` is a word of the search engine",
    ),
    ("total-missing", in_page(without("total")), "`total` is missing"),
    ("total-as-text", in_page(lambda page: page.update(total=str(page["total"]))), "`total` is a text"),
    ("page-missing", without("page"), "`page` is missing"),
):
    edit_lists(f"paging/{_name}", "paging/envelope", _says, _edit)


def _when_empty(name: str, says: str, change: Callable[[Answer], Answer]) -> None:
    """A server that answers in its own way where nothing is found."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return (
            change(answer) if request.is_list and answer.has_list and not answer.json()["items"] else answer
        )

    defect(f"paging/{name}", convicts="paging/empty-list-answers", says=says)(run)


_when_empty("empty-404", "an empty list is 404", lambda answer: answer.with_status(404))
_when_empty("empty-204", "an empty list is 204", lambda answer: answer.with_status(204).with_body(b""))
_when_empty("empty-items-missing", "an empty list has no `items`", lambda one: edited(one, without("items")))
_when_empty(
    "empty-items-null", "an empty list has null for `items`", lambda one: edited(one, with_("items", None))
)
_when_empty(
    "empty-total-missing", "an empty list has no `total`", lambda one: edited(one, in_page(without("total")))
)


def _counts(name: str, says: str, count: Callable[[Request, Any], int]) -> None:
    """A server that counts something else than the hits."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if not (request.is_list and answer.has_list):
            return answer
        document = answer.json()
        document["page"]["total"] = count(request, document)
        return answer.with_json(document)

    defect(f"paging/{name}", convicts="paging/total-matches", says=says)(run)


def _left(request: Request, document: Any) -> int:
    return int(document["page"]["total"]) - (1 if request.value("cursor") else 0)


_counts("total-of-the-page", "`total` counts the page", lambda _, document: len(document["items"]))
_counts("total-of-all-pages", "`total` counts pages", lambda _, document: -(-document["page"]["total"] // 20))
_counts("total-shrinks", "later pages count themselves only", _left)


@defect("paging/total-unfiltered", convicts="paging/total-matches", says="`total` counts without the filters")
async def total_unfiltered(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not (request.is_list and answer.has_list and request.query):
        return answer
    document, whole = answer.json(), await app(request.asking([]))
    document["page"]["total"] = whole.json()["page"]["total"]
    return answer.with_json(document)


def _estimates(name: str, convicts: str, says: str, estimate: Callable[[int], int | None]) -> None:
    """A server that gives totals as `at-least`; None is exact."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if not (request.is_list and answer.has_list):
            return answer
        document = answer.json()
        total = estimate(document["page"]["total"])
        if total is not None:
            document["page"].update(total=total, totalRelation="at-least")
        return answer.with_json(document)

    defect(f"paging/{name}", convicts=f"paging/{convicts}", says=says)(run)


_estimates(
    "estimate-too-high",
    "at-least-never-exceeds",
    "the database's estimate is passed on",
    lambda total: total + 100 if total >= 1_000 else None,
)
_estimates(
    "estimate-rounded-up",
    "at-least-never-exceeds",
    "estimates are rounded up to thousands",
    lambda total: -(-(total + 1) // 1_000) * 1_000 if total >= 1_000 else None,
)
_estimates("always-at-least", "at-least-from-thousand", "every total is `at-least`", lambda total: total)
_estimates(
    "at-least-from-hundred",
    "at-least-from-thousand",
    "from 100 hits on totals are `at-least`",
    lambda total: 100 if 100 <= total < 1_000 else None,
)
