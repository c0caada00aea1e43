"""What a request may ask of a list: order, limits, cursors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, routes, sightings
from wegweiser_conformance.checks.paging.asking import (
    SMALL,
    ends_early,
    first_of_several,
    located,
    rich_first_page,
    searched,
    total_too_high,
)
from wegweiser_conformance.checks.paging.group import GROUP
from wegweiser_conformance.checks.place_search import contradictions
from wegweiser_conformance.comparing import same_order, unless_changed
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.reading import read_page
from wegweiser_conformance.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

check = GROUP.check
_FILES_AGAIN = 5
NEVER_ISSUED = ("bmV2ZXIgaXNzdWVk", "eyJhIjpbMV19")


@check("paging/order-repeats")
def order_repeats(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        files = "static" in target.classes and not target.frugal
        if target.turn(collection) > 1 and not files:
            continue
        with seen.part(collection):
            pages = target.walk(collection).pages[:_FILES_AGAIN] if files else [target.list_page(collection)]
            for once in pages:
                again = read_page(collection, target.again(once.answer))
                unless_changed(once, again)
                seen.judged(len(once.items))
                yield from same_order(once, again)


@check("paging/order-whatever-the-limit")
def order_whatever_the_limit(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if target.turn(collection):
            continue
        with seen.part(collection):
            long = target.list_page(collection, limit=target.max_limit)
            short = first_of_several(target, collection, {"limit": SMALL})
            cursor = str(short.page.get("nextCursor"))
            answer = target.ask(f"/{collection}", {"limit": SMALL + 2, "cursor": cursor})
            if answer.status == 400:
                yield Violation(
                    "the next page, as limit may change between two pages", answer.outcome, answer
                )
                continue
            rest = read_page(collection, answer)
            unless_changed(long, rest)
            found = expect.ids(short.items) + expect.ids(rest.items)
            wanted = expect.ids(long.items)[: len(found)]
            seen.judged(len(wanted))
            if found[: len(wanted)] != wanted:
                yield Violation(", ".join(wanted), ", ".join(found), rest.answer, "/items")
    yield from _beginnings(target, seen)


def _beginnings(target: Target, seen: Seen) -> Iterator[Violation]:
    """Of all first pages of one list, however long, the shorter one begins the longer one."""
    longest: dict[tuple[str, str, str], ListPage] = {}
    first = [page for page in sightings.pages(target) if "cursor" not in routes.asked(page.answer.url)]
    for page in sorted(first, key=lambda page: -len(page.items)):
        asked = {name: values for name, values in routes.asked(page.answer.url).items() if name != "limit"}
        key = (page.collection, repr(sorted(asked.items())), repr((page.answer.sent, page.data_version)))
        long = longest.setdefault(key, page)
        wanted = expect.ids(long.items)[: len(page.items)]
        if long is not page and page.data_version and wanted:
            seen.judged(where=page.collection)
            if expect.ids(page.items) != wanted:
                told = f"the first {len(wanted)} records of answer #{long.answer.number}"
                yield Violation(told, ", ".join(expect.ids(page.items)[:5]), page.answer, "/items")


@check("paging/limit-honoured")
def limit_honoured(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            further = {0: (1, 2, SMALL), 1: (SMALL,)}.get(target.turn(collection), ())
            further = further if target.thorough(collection) else further[1:2]
            for limit in (*further, target.max_limit):
                page = target.list_page(collection, limit=limit)
                wanted = min(limit, page.total if page.exact and page.total is not None else limit)
                seen.judged()
                if len(page.items) != wanted:
                    yield Violation(f"{wanted} records", len(page.items), page.answer, "/items")


@check("paging/limit-out-of-bounds")
def limit_out_of_bounds(target: Target, seen: Seen) -> Iterator[Violation]:
    if "maxLimit" not in target.limits:
        raise NotTested("the description declares no limits.maxLimit")
    for collection in target.collections:
        if target.turn(collection) > 1:
            continue
        with seen.part(collection):
            seen.judged()
            yield from refused(target.ask(f"/{collection}", {"limit": 0}), 400, "invalid-parameter", "limit")
            yield from contradictions.judge(target, seen, collection, contradictions.TOO_MANY)


@check("paging/limit-default")
def limit_default(target: Target, seen: Seen) -> Iterator[Violation]:
    default = target.limits.get("defaultLimit")
    if default is None:
        raise NotTested("the description declares no limits.defaultLimit")
    for page in sightings.pages(target):
        if routes.asked(page.answer.url).keys() & {"limit", "cursor"} or not page.exact:
            continue
        seen.judged(where=page.collection)
        wanted = min(default, page.total or 0)
        if len(page.items) < wanted and ends_early(target, page):
            yield total_too_high(page)
        elif len(page.items) != wanted:
            yield Violation(
                f"{wanted} records (defaultLimit {default})", len(page.items), page.answer, "/items"
            )


@check("paging/invalid-cursor")
def invalid_cursor(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if not target.thorough(collection, 2):
            continue
        with seen.part(collection):
            seen.judged()
            cursor = NEVER_ISSUED[target.collections.index(collection) % 2]
            yield from refused(target.ask(f"/{collection}", {"cursor": cursor}), 400, "invalid-cursor")


@check("paging/cursor-bound-to-request")
def cursor_bound_to_request(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if target.turn(collection) > 1:
            continue
        with seen.part(collection):
            params, page = rich_first_page(target, collection)
            cursor = page.page.get("nextCursor")
            bare = {name: value for name, value in params.items() if name in {"limit", "lang"}}
            if not isinstance(cursor, str) or bare == params:
                raise NotTested(f"no cursor of a filtered or sorted list of {collection} is there")
            seen.judged()
            # A filter is missing in one list, another one is added in the next.
            narrower = _narrower(target, collection, params)
            other = narrower if target.turn(collection) % 2 and narrower != params else bare
            yield from refused(
                target.ask(f"/{collection}", {**other, "cursor": cursor}), 400, "invalid-cursor"
            )
            yield from _bound(target, seen, searched(target, collection), {"sort": "relevance"})
            if target.turn(collection) == 0 and not target.frugal:
                yield from _bound(target, seen, located(target, collection, 200), {"radiusKm": "199"})


def _narrower(target: Target, collection: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """The same request with one filter more."""
    further = [name for name, match, _ in target.filters(collection) if match == "three-valued"]
    return {**params, **dict.fromkeys([name for name in further if name not in params][:1], "exclude")}


def _bound(
    target: Target, seen: Seen, page: ListPage | None, other: Mapping[str, str]
) -> Iterator[Violation]:
    """With a cursor, the same request but for this: words in another order, a place with another radius."""
    cursor = page.page.get("nextCursor") if page else None
    if page is not None and isinstance(cursor, str):
        asked = {name: values[0] for name, values in routes.asked(page.answer.url).items()}
        seen.judged()
        answer = target.ask(f"/{page.collection}", {**asked, **other, "cursor": cursor})
        yield from refused(answer, 400, "invalid-cursor")
