"""`next` and `nextCursor`: where they lead and what they carry."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from wegweiser_conformance import routes, sightings
from wegweiser_conformance.checks.paging.asking import (
    ends_early,
    first_of_several,
    pages_with_next,
    rich_first_page,
    searched,
    total_too_high,
)
from wegweiser_conformance.checks.paging.group import GROUP
from wegweiser_conformance.clock import made_at, sent_at
from wegweiser_conformance.comparing import same_order
from wegweiser_conformance.model import NotApplicable, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check
# What no part of a URL may hold as it is (RFC 3986 2).
_NO_URI = re.compile(r"[^!#-;=?-\[\]_a-z~]")
type_of_asked = dict[str, list[str]]
_FIRST_PAGES = frozenset({"list", "area"})
HOUR = timedelta(hours=1)
_REFUSED = frozenset({400, 404, 410})


@check("paging/next-absent-on-last-page")
def next_absent_on_last_page(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            target.walk(collection)
    held = {page.answer.url: page for page in sightings.pages(target)}
    for page in held.values():
        follower = held.get(page.next_url or "")
        operation = target.operation_of(page.answer)
        first = (
            operation is not None
            and operation.kind in _FIRST_PAGES
            and "cursor" not in routes.asked(page.answer.url)
        )
        seen.judged(where=page.collection)
        if follower is not None and not follower.items:
            if follower.page.get("dataVersion") != page.page.get("dataVersion"):
                continue  # what followed may have gone meanwhile
            yield Violation(
                "no next, as no record follows",
                f"next {page.next}, which leads to an empty page",
                page.answer,
                "/page/next",
            )
        elif not (page.next is None and first and page.exact and (page.total or 0) > len(page.items)):
            continue
        elif ends_early(target, page):
            yield total_too_high(page)
        else:
            yield Violation(
                f"a next, as {page.total} records are said to be there and {len(page.items)} are shown",
                "no next",
                page.answer,
                "/page",
            )


@check("paging/next-relative")
def next_relative(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections if "text-search" in target.classes else ():
        with seen.part(collection):
            searched(target, collection)
    for page in pages_with_next(target):
        seen.judged(where=page.collection)
        if strange := _NO_URI.search(page.next or ""):
            expected = "a reference of the characters that a URL may have, all others percent-encoded"
            yield Violation(expected, f"{strange[0]!r} in it", page.answer, "/page/next")
            continue
        beginning = (page.next or "").partition("?")[0].partition("#")[0]
        if beginning.startswith(("/", "\\")) or ":" in beginning.partition("/")[0] or "@" in beginning:
            yield Violation(
                "a relative reference that does not begin with /", page.next, page.answer, "/page/next"
            )


@check("paging/next-begins-with-question-mark")
def next_begins_with_question_mark(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in pages_with_next(target):
        seen.judged(where=page.collection)
        if not (page.next or "").startswith("?"):
            yield Violation("?…", page.next, page.answer, "/page/next")


@check("paging/next-carries-the-request")
def next_carries_the_request(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            _, page = rich_first_page(target, collection)
            wanted, carried = routes.asked(page.answer.url), routes.asked(f"/{page.next}")
            carried.pop("cursor", None)
            seen.judged()
            if not _carries(carried, wanted, {name for name, _, _ in target.filters(collection)}):
                yield Violation(_query(wanted), _query(carried), page.answer, "/page/next")


@check("paging/next-cursor-bare")
def next_cursor_bare(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            target.walk(collection)  # a last page is there as well
    for page in sightings.pages(target):
        seen.judged(where=page.collection)
        cursors = routes.asked(f"/{page.next}").get("cursor", [""]) if page.next is not None else [None]
        if page.page.get("nextCursor") != cursors[0] or (page.next is None and "nextCursor" in page.page):
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
            walk = target.walk(collection)
            read = target.turn(collection) > 1 and len(walk.pages) > 1
            first = walk.first if read else first_of_several(target, collection)
            by_next = target.list_at(collection, first.next_url or "")
            asked = {name: values[0] for name, values in routes.asked(first.answer.url).items()}
            by_cursor = target.list_page(collection, {**asked, "cursor": str(first.page.get("nextCursor"))})
            seen.judged()
            yield from same_order(by_next, by_cursor)


@check("paging/cursor-lives-an-hour")
def cursor_lives_an_hour(target: Target, seen: Seen) -> Iterator[Violation]:
    """Of the cursors that led on, the one not given for longest is sent once more, late in the run.

    Whoever refuses it has forgotten it too soon; a run of an hour shows the rest.
    """
    led_on = [answer for answer in target.traffic if _led_on(target, answer)]
    if not led_on:
        raise NotApplicable("no list read has a second page")
    given = {page.page.get("nextCursor"): page.answer.number for page in sightings.pages(target)}
    used = min(led_on, key=lambda answer: (given.get(_cursor(answer), 0), answer.number))
    again = target.client.ask(used.url, headers=dict(used.sent), auth=bool(used.credential), fresh=True)
    if again.status in _REFUSED:
        yield Violation(f"200, as in answer #{used.number} of this run", again.outcome, again)
    elif again.status == 200 and sent_at(again) - made_at(used) >= HOUR:
        seen.judged()


def _led_on(target: Target, answer: Exchange) -> bool:
    operation = target.operation_of(answer) if answer.status == 200 and answer.method == "GET" else None
    return operation is not None and operation.kind == "list" and bool(_cursor(answer))


def _cursor(answer: Exchange) -> str:
    return routes.asked(answer.url).get("cursor", [""])[0]


def _carries(carried: type_of_asked, wanted: type_of_asked, filters: set[str]) -> bool:
    """Values of one parameter have no order; what is not asked may be written out, unless it narrows."""
    added = carried.keys() - wanted.keys()
    same = all(sorted(carried.get(name, ())) == sorted(values) for name, values in wanted.items())
    return same and not added & filters


def _query(params: dict[str, list[str]]) -> str:
    return "&".join(f"{name}={value}" for name, values in sorted(params.items()) for value in values)
