"""The envelope of every list: its shape, its state of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, routes, sightings
from wegweiser_conformance.checks.paging.asking import pages_with_next
from wegweiser_conformance.checks.paging.group import GROUP
from wegweiser_conformance.comparing import shape
from wegweiser_conformance.model import NotApplicable, NotTested, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

check = GROUP.check
_STATIC_PAGE = 100
# Days on which nothing starts: the last of all, a leap day, one like others.
_NEVER = ("9999-12-31", "2996-02-29", "2999-12-31")


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
        if not target.thorough(collection, 2):
            continue
        with seen.part(collection):
            never = _NEVER[target.turn(collection) % len(_NEVER)]
            nothing = {"language": "tlh"} if collection == "offices" else {"startFrom": never}
            answer = target.ask(f"/{collection}", nothing)
            items, total = answer.object.get("items"), expect.at(answer.object, "/page/total")
            if answer.status == 200 and items:
                raise NotTested(f"{answer.what} finds records")
            seen.judged()
            if answer.status == 200 and items == [] and isinstance(total, int) and total:
                yield Violation("total 0", total, answer, "/page/total")
            elif answer.status != 200 or items != [] or total != 0:
                found = f"{answer.outcome}, items {shape(answer.object, 'items')}, total {total}"
                yield Violation("200, an empty array and total 0", found, answer)


@check("paging/full-pages")
def full_pages(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in pages_with_next(target):
        wanted = _limit_of(target, page)
        if wanted:
            seen.judged(where=page.collection)
            if len(page.items) != wanted:
                yield Violation(
                    f"{wanted} records, as next says that more follow", len(page.items), page.answer, "/items"
                )


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


def _limit_of(target: Target, page: ListPage) -> int | None:
    if "static" in target.classes:
        return _STATIC_PAGE
    asked = routes.asked(page.answer.url).get("limit", [""])[0]
    return int(asked) if asked.isdigit() else target.limits.get("defaultLimit")
