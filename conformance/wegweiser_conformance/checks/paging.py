"""Checks of the group `paging`: the envelope, totals, cursors and limits.

This module is the model for all groups. A check is a function of the target and of what was *seen*: it counts
every comparison with `seen.judged()`, judges each collection as a `seen.part()` of its own, and yields a
`Violation` for each fault, with the answer that shows it and a pointer into it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, routes, sightings
from wegweiser_conformance.comparing import complete, same_order, shape, unless_changed
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.refusals import refused
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.reading import ListPage, Walk
    from wegweiser_conformance.target import Target

GROUP = Group("paging")
check = GROUP.check

_SMALL = 3


@check("paging/envelope")
def envelope(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection, answer in sightings.list_answers(target):
        seen.judged(where=collection)
        body = answer.object
        total, relation = expect.at(body, "/page/total"), expect.at(body, "/page/totalRelation")
        if not isinstance(body.get("items"), list):
            yield Violation("an array", shape(body, "items"), answer, "/items")
        elif not isinstance(total, int) or isinstance(total, bool) or total < 0:
            yield Violation("a whole number", repr(total), answer, "/page/total")
        elif relation not in {"exact", "at-least"}:
            yield Violation("exact or at-least", repr(relation), answer, "/page/totalRelation")


@check("paging/empty-list-answers")
def empty_list_answers(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            nothing = {"language": "tlh"} if collection == "offices" else {"startFrom": "2999-12-31"}
            answer = target.ask(f"/{collection}", nothing)
            items, total = answer.object.get("items"), expect.at(answer.object, "/page/total")
            if answer.status == 200 and items:
                raise NotTested(f"{answer.what} finds records")
            seen.judged()
            if answer.status != 200 or items != [] or total != 0:
                found = f"{answer.outcome}, items {shape(answer.object, 'items')}, total {total}"
                yield Violation("200, an empty array and total 0", found, answer)


@check("paging/total-matches")
def total_matches(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            for walk in _complete_walks(target, collection):
                for page in walk.pages:
                    if page.exact:
                        seen.judged()
                        yield from _total_is(page, len(walk.records))


@check("paging/at-least-never-exceeds")
def at_least_never_exceeds(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            walk = complete(target.walk(collection))
            if all(page.exact for page in walk.pages):
                raise NotApplicable(f"every total of {collection} is exact")
            for page in walk.pages:
                seen.judged()
                if (page.total or 0) > len(walk.records):
                    yield Violation(
                        f"at most {len(walk.records)}, the records that next brings",
                        page.total,
                        page.answer,
                        "/page/total",
                    )


@check("paging/at-least-from-thousand")
def at_least_from_thousand(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in sightings.pages(target):
        if page.total is not None and page.total < 1_000:
            seen.judged(where=page.collection)
            if not page.exact:
                yield Violation(
                    "exact, as the total is below 1,000",
                    page.page.get("totalRelation"),
                    page.answer,
                    "/page/totalRelation",
                )


@check("paging/full-pages")
def full_pages(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in _pages_with_next(target):
        wanted = _limit_of(target, page)
        if wanted:
            seen.judged(where=page.collection)
            if len(page.items) != wanted:
                yield Violation(
                    f"{wanted} records, as next says that more follow", len(page.items), page.answer, "/items"
                )


@check("paging/every-record-once")
def every_record_once(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            walk = complete(target.walk(collection))
            counts = Counter(expect.ids(walk.records))
            seen.judged(len(walk.records))
            for page in walk.pages:
                for place, id_ in enumerate(expect.ids(page.items)):
                    if counts[id_] > 1:
                        counts[id_] = 0
                        yield Violation(
                            "every record once",
                            f"{id_} more than once while following next",
                            page.answer,
                            f"/items/{place}/id",
                        )
            missing = expect.difference(expect.ids(target.window(collection).records), counts)
            if missing.startswith("missing"):
                yield Violation("every record of a narrower list", missing, walk.last.answer, "/items")


@check("paging/next-absent-on-last-page")
def next_absent_on_last_page(target: Target, seen: Seen) -> Iterator[Violation]:
    held = {page.answer.url: page for page in sightings.pages(target)}
    for page in held.values():
        follower = held.get(page.next_url or "")
        first = "cursor" not in routes.asked(page.answer.url)
        seen.judged(where=page.collection)
        if follower is not None and not follower.items:
            yield Violation(
                "no next, as no record follows",
                f"next {page.next}, which leads to an empty page",
                page.answer,
                "/page/next",
            )
        elif page.next is None and first and page.exact and (page.total or 0) > len(page.items):
            yield Violation(
                f"a next, as {page.total} records are said to be there and {len(page.items)} are shown",
                "no next",
                page.answer,
                "/page",
            )


@check("paging/next-relative")
def next_relative(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in _pages_with_next(target):
        seen.judged(where=page.collection)
        beginning = (page.next or "").partition("?")[0].partition("#")[0]
        if beginning.startswith(("/", "\\")) or ":" in beginning.partition("/")[0] or "@" in beginning:
            yield Violation(
                "a relative reference that does not begin with /", page.next, page.answer, "/page/next"
            )


@check("paging/next-begins-with-question-mark")
def next_begins_with_question_mark(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in _pages_with_next(target):
        seen.judged(where=page.collection)
        if not (page.next or "").startswith("?"):
            yield Violation("?…", page.next, page.answer, "/page/next")


@check("paging/next-carries-the-request")
def next_carries_the_request(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            for params in _rich_requests(target, collection):
                page = target.list_page(collection, params)
                if page.next is None:
                    continue
                seen.judged()
                wanted, carried = routes.asked(page.answer.url), routes.asked(f"/{page.next}")
                carried.pop("cursor", None)
                if carried != wanted:
                    yield Violation(_query(wanted), _query(carried), page.answer, "/page/next")


@check("paging/next-cursor-bare")
def next_cursor_bare(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in sightings.pages(target):
        seen.judged(where=page.collection)
        cursors = routes.asked(f"/{page.next}").get("cursor", [""]) if page.next is not None else [None]
        if page.page.get("nextCursor") != cursors[0]:
            yield Violation(
                f"nextCursor {cursors[0]!r}, as next has it",
                repr(page.page.get("nextCursor")),
                page.answer,
                "/page/nextCursor",
            )


@check("paging/next-cursor-leads-on")
def next_cursor_leads_on(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            first = _first_of_several(target, collection)
            by_next = target.list_at(collection, first.next_url or "")
            by_cursor = target.list_page(collection, limit=_SMALL, cursor=str(first.page.get("nextCursor")))
            seen.judged()
            yield from same_order(by_next, by_cursor)


@check("paging/order-repeats")
def order_repeats(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            once = target.list_page(collection)
            again = target.list_at(collection, once.answer.url, fresh=True)
            unless_changed(once, again)
            seen.judged(len(once.items))
            yield from same_order(once, again)


@check("paging/order-whatever-the-limit")
def order_whatever_the_limit(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            long = target.list_page(collection, limit=target.max_limit)
            short = _first_of_several(target, collection)
            cursor = str(short.page.get("nextCursor"))
            rest = target.list_page(collection, limit=_SMALL + 2, cursor=cursor)
            unless_changed(long, rest)
            found = expect.ids(short.items) + expect.ids(rest.items)
            wanted = expect.ids(long.items)[: len(found)]
            seen.judged(len(wanted))
            if found[: len(wanted)] != wanted:
                yield Violation(", ".join(wanted), ", ".join(found), rest.answer, "/items")


@check("paging/data-version-given")
def data_version_given(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in sightings.pages(target):
        seen.judged(where=page.collection)
        if not page.data_version:
            yield Violation(
                "a dataVersion", shape(page.page, "dataVersion"), page.answer, "/page/dataVersion"
            )


@check("paging/data-version-honest")
def data_version_honest(target: Target, seen: Seen) -> Iterator[Violation]:
    earlier: dict[tuple[Any, ...], ListPage] = {}
    pages = list(sightings.pages(target))
    if pages and not any(page.data_version for page in pages):
        raise NotApplicable("no list gives a dataVersion")
    for page in pages:
        key = (page.answer.url, page.answer.sent, page.data_version)
        before = earlier.setdefault(key, page)
        if before is not page and page.data_version:
            seen.judged(where=page.collection)
            if before.items != page.items:
                yield Violation(
                    f"the records of answer #{before.answer.number}, as dataVersion is the same",
                    "other records",
                    page.answer,
                    "/page/dataVersion",
                )


@check("paging/limit-honoured")
def limit_honoured(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            for limit in (1, 2, target.max_limit):
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
        with seen.part(collection):
            for limit in (0, target.limits["maxLimit"] + 1):
                seen.judged()
                yield from refused(
                    target.ask(f"/{collection}", {"limit": limit}), 400, "invalid-parameter", "limit"
                )


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
        if len(page.items) != wanted:
            yield Violation(
                f"{wanted} records (defaultLimit {default})", len(page.items), page.answer, "/items"
            )


@check("paging/invalid-cursor")
def invalid_cursor(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            for cursor in ("never-issued", "MTIzNDU2Nzg5MA"):
                seen.judged()
                yield from refused(target.ask(f"/{collection}", {"cursor": cursor}), 400, "invalid-cursor")


@check("paging/cursor-bound-to-request")
def cursor_bound_to_request(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            for params in _rich_requests(target, collection):
                cursor = target.list_page(collection, params).page.get("nextCursor")
                filters = [name for name in params if name not in {"limit", "lang"}]
                if isinstance(cursor, str) and filters:
                    seen.judged()
                    yield from refused(
                        target.ask(f"/{collection}", {"limit": params["limit"], "cursor": cursor}),
                        400,
                        "invalid-cursor",
                    )


@check("paging/end-reachable")
def end_reachable(target: Target, seen: Seen) -> Iterator[Violation]:
    if "maxRecordsPerQuery" in target.limits:
        raise NotApplicable("the description declares limits.maxRecordsPerQuery")
    for collection in target.collections:
        with seen.part(collection):
            walk = target.walk(collection)
            if walk.stopped_by_choice:
                raise NotTested(walk.stopped)
            seen.judged(len(walk.pages))
            if walk.stopped:
                yield Violation("a way to the end of the list", walk.stopped, walk.last.answer)
            elif walk.last.page.get("end") is not None:
                yield Violation("no page.end", walk.last.page["end"], walk.last.answer, "/page/end")


@check("paging/end-announced")
def end_announced(target: Target, seen: Seen) -> Iterator[Violation]:
    most = target.limits.get("maxRecordsPerQuery")
    if most is None:
        raise NotApplicable("the description declares no limits.maxRecordsPerQuery")
    for collection in target.collections:
        with seen.part(collection):
            total = target.list_page(collection, limit=1).total or 0
            if total <= most:
                raise NotApplicable(f"{collection} has only {total} records")
            walk = target.walk(collection, most=most + 1)
            if walk.stopped and not walk.stopped_by_choice:
                raise NotTested(walk.stopped)
            seen.judged()
            last, count = walk.last, len(walk.records)
            if last.page.get("end") != "limit" or count != most or last.total != total:
                yield Violation(
                    f"end: limit after {most} records, total {total}",
                    f"end: {last.page.get('end')} after {count} records, total {last.total}",
                    last.answer,
                    "/page",
                )


def _complete_walks(target: Target, collection: str) -> Iterator[Walk]:
    """The whole collection if it can be read, and a filtered scope beside it."""
    whole = target.walk(collection)
    if whole.complete:
        yield complete(whole)
    window = target.window(collection)
    if not window.whole or not whole.complete:
        yield window.walk


def _total_is(page: ListPage, count: int) -> Iterator[Violation]:
    if page.total != count:
        yield Violation(f"{count}, the records that next brings", page.total, page.answer, "/page/total")


def _pages_with_next(target: Target) -> Iterator[ListPage]:
    """Every page that says where the next one is; even `limit=1` gave none if there is one record at most."""
    pages = list(sightings.pages(target))
    if pages and all(page.exact and (page.total or 0) <= 1 for page in pages):
        raise NotApplicable("no collection has more than one record")
    return (page for page in pages if page.next is not None)


def _first_of_several(target: Target, collection: str) -> ListPage:
    page = target.list_page(collection, limit=_SMALL)
    if page.next is None:
        raise NotApplicable(f"{collection} has no more than {len(page.items)} records")
    return page


def _rich_requests(target: Target, collection: str) -> Iterator[dict[str, Any]]:
    """Requests with all that a `next` can lose: two values of one filter, a sort, a language, a limit."""
    base: dict[str, Any] = {"limit": 1}
    if "languages" in target.classes:
        base["lang"] = "de"
    if collection != "offices":
        base["sort"] = "date"
    for name, match, path in target.filters(collection):
        if match in {"equals", "member"} and name != "courseId":
            held = Counter(
                value for record in target.sample(collection) for value in expect.values(record, path)
            )
            common = [value for value, _ in held.most_common(2) if isinstance(value, str)]
            if common:
                yield {**base, name: common}
                return
    yield base


def _limit_of(target: Target, page: ListPage) -> int | None:
    asked = routes.asked(page.answer.url).get("limit", [""])[0]
    return int(asked) if asked.isdigit() else target.limits.get("defaultLimit")


def _query(params: dict[str, list[str]]) -> str:
    return "&".join(f"{name}={value}" for name, values in sorted(params.items()) for value in values)
