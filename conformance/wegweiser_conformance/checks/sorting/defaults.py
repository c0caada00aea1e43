"""The order without `sort`: distance if a centre was asked, else relevance if words were, else date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import expect
from wegweiser_conformance.checks.sorting.group import GROUP, by_relevance, in_order, near, sorted_walk, word
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.orders import BY_DATE, BY_DISTANCE
from wegweiser_conformance.predicted import blame_unless_changed
from wegweiser_conformance.scopes import own_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("sorting/default-by-date")
def default_by_date(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.claimed(*BY_DATE):
        with seen.part(collection):
            scope = own_scope(target, collection)
            yield from in_order(seen, scope.window.walk, BY_DATE[collection])
            beginning = target.list_page(collection, limit=target.max_limit)
            place = BY_DATE[collection].broken_at(beginning.items)
            seen.judged(max(len(beginning.items) - 1, 0))
            if place is not None:
                found = f"{beginning.items[place].get('id')} too late"
                yield Violation(BY_DATE[collection].told, found, beginning.answer, f"/items/{place}")


@check("sorting/default-by-distance")
def default_by_distance(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope, place = near(target, collection)
            yield from in_order(seen, sorted_walk(target, scope, place), BY_DISTANCE)
            if "text-search" in target.classes and target.turn(collection) == 0:
                asked = {**place, "q": word(target, collection)[1]}
                walk = sorted_walk(target, scope, asked)
                if BY_DISTANCE.tells(walk.records):
                    yield from in_order(seen, walk, BY_DISTANCE)


@check("sorting/default-by-relevance")
def default_by_relevance(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if not target.thorough(collection, 1):
            continue
        with seen.part(collection):
            scope, asked = word(target, collection)
            plain = sorted_walk(target, scope, {"q": asked})
            ranked = sorted_walk(target, scope, by_relevance(target, scope, asked))
            if len(plain.records) < 2:
                raise NotApplicable(f"the words of {collection} find no two records")
            wanted, found = expect.ids(ranked.records), expect.ids(plain.records)
            yield from _same_order(target, seen, scope, wanted, found, plain.first.answer)


@check("sorting/relevance-repeats")
def relevance_repeats(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if not target.thorough(collection, 1):
            continue
        with seen.part(collection):
            scope, asked = word(target, collection)
            pages = sorted_walk(target, scope, by_relevance(target, scope, asked))
            if len(pages.records) < 2:
                raise NotApplicable(f"the words of {collection} find no two records")
            params = {"q": asked} if target.turn(collection) else {"q": asked, "sort": "relevance"}
            wanted = expect.ids(sorted_walk(target, scope, params).records)
            yield from _same_order(target, seen, scope, wanted, expect.ids(pages.records), pages.last.answer)


def _same_order(
    target: Target, seen: Seen, scope: Scope, wanted: list[str], found: list[str], answer: Exchange
) -> Iterator[Violation]:
    seen.judged(len(wanted))
    if found != wanted:
        blame_unless_changed(target, scope)
        actual = expect.difference(wanted, found) or "the same records in another order"
        yield Violation("the order of sort=relevance", actual, answer, "/items")
