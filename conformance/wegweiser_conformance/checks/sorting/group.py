"""The group, and how its checks read a sorted list: inside a scope, over several pages."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import borders, title_words
from wegweiser_conformance.checks.filters.group import companions
from wegweiser_conformance.checks.place_search.group import among, located
from wegweiser_conformance.checks.text_search.group import distinctive
from wegweiser_conformance.model import Drifted, NotApplicable, Violation
from wegweiser_conformance.orders import BY_DATE
from wegweiser_conformance.predicted import refused
from wegweiser_conformance.registry import Group
from wegweiser_conformance.scopes import own_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.orders import Order
    from wegweiser_conformance.reading import Walk
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

GROUP = Group("sorting")

_PAGES = 2
_MOST = 400


def dated(target: Target, collection: str) -> tuple[Scope, dict[str, Any], dict[str, Any]]:
    """A scope, what is asked there without a sort, and the same sorted by date in another language.

    Near a centre, or for words, another order would come by itself; in two collections over two pages.
    """
    scope, plain = target.once(("dated", collection), lambda: _not_by_date(target, collection))
    asked = {**plain, **companions(target, collection)}
    if not target.one_of_two(collection):
        return scope, plain, asked
    dates = BY_DATE[collection].keys(sorted_walk(target, scope, plain).records)
    return scope, plain, {**asked, "limit": borders.two_pages(dates)}


def _not_by_date(target: Target, collection: str) -> tuple[Scope, dict[str, Any]]:
    with suppress(NotApplicable, Violation):
        if "place-search" in target.classes:
            return near(target, collection)
    with suppress(NotApplicable):
        if "text-search" in target.classes:
            scope, words = word(target, collection)
            return scope, {"q": words}
    return own_scope(target, collection), {}


def half(scope: Scope) -> int:
    """A limit that makes two pages of the whole scope."""
    return max(1, -(-len(scope.listed) // _PAGES))


def sorted_walk(target: Target, scope: Scope, params: Mapping[str, Any], pages: int = 0) -> Walk:
    """The scope's list asked so, over all its pages or so many; a refusal is a fault."""
    query = scope.query(target, params)
    refusal = refused(target.ask(f"/{scope.collection}", query), scope.forecast(lambda _: True))
    if refusal is not None:
        raise refusal
    most = (pages - 1) * query["limit"] + 1 if pages else _MOST
    walk = target.walk(scope.collection, query, most=most)
    if walk.changed:
        raise Drifted(scope.collection)
    return walk


def in_order(seen: Seen, walk: Walk, order: Order) -> Iterator[Violation]:
    """A violation unless the records stand in the order, from page to page, too."""
    if not order.tells(walk.records):
        raise NotApplicable(
            f"the {len(walk.records)} {walk.collection} read do not differ in their order's key"
        )
    seen.judged(len(walk.records) - 1)
    place = order.broken_at(walk.records)
    if place is None:
        return
    wrong, before = walk.records[place], walk.records[place - 1]
    index = place
    for page in walk.pages:
        if index < len(page.items):
            found = f"{wrong.get('id')} ({order.key(wrong)}) behind {before.get('id')} ({order.key(before)})"
            yield Violation(order.told, found, page.answer, f"/items/{index}")
            return
        index -= len(page.items)


def near(target: Target, collection: str) -> tuple[Scope, dict[str, Any]]:
    """A centre asked inside a scope, with the records that have no place besides."""
    scope = among(target, collection)
    return scope, {**located(target, scope).by_postcode, "placeless": "include"}


def by_relevance(target: Target, scope: Scope, asked: str) -> dict[str, Any]:
    """Sorted by relevance, in two collections over two pages: the same words without a sort tell how many."""
    if not target.one_of_two(scope.collection):
        return {"q": asked, "sort": "relevance"}
    count = len(sorted_walk(target, scope, {"q": asked}).records)
    return {"q": asked, "sort": "relevance", "limit": max(1, -(-count // _PAGES))}


def word(target: Target, collection: str) -> tuple[Scope, str]:
    """The most common title word of a collection's window; where one page is to show its hits, if one can."""
    scope = own_scope(target, collection)
    commonest = distinctive(scope)[::-1]
    if target.turn(collection) == 0:
        return scope, commonest[0]
    few = (one for one in commonest if _borne(scope, one) <= target.max_limit // 2)
    return scope, next(few, commonest[0])


def _borne(scope: Scope, word: str) -> int:
    return sum(title_words.bear(record, word) for record in scope.records)
