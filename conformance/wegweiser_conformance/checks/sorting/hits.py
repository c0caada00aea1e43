"""A sort arranges; it neither finds nor loses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect
from wegweiser_conformance.checks.place_search.group import among, pointed
from wegweiser_conformance.checks.sorting.group import GROUP, by_relevance, dated, sorted_walk, word
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.predicted import blame_unless_changed, exactly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("sorting/changes-no-hits")
def changes_no_hits(target: Target, seen: Seen) -> Iterator[Violation]:
    if target.collections == ("offices",) and not target.classes & {"place-search", "text-search"}:
        raise NotApplicable("offices know one order only without place-search and text-search")
    for collection in target.collections:
        if collection != "offices":
            with seen.part(f"{collection} by date"):
                yield from _same_hits(target, seen, *dated(target, collection))
        if "place-search" in target.classes:
            with seen.part(f"{collection} by distance"):
                scope = among(target, collection)
                params, _, forecast = pointed(target, scope)
                yield from exactly(target, seen, scope, params, forecast, "sorted by distance")
        if "text-search" in target.classes and target.thorough(collection, 1):
            with seen.part(f"{collection} by relevance"):
                scope, words = word(target, collection)
                asked = by_relevance(target, scope, words)
                yield from _same_hits(target, seen, scope, {"q": words}, asked)


def _same_hits(
    target: Target, seen: Seen, scope: Scope, plain: dict[str, Any], asked: dict[str, Any]
) -> Iterator[Violation]:
    without = sorted_walk(target, scope, plain)
    with_sort = sorted_walk(target, scope, asked)
    seen.judged(len(without.records) + 1)
    fault = expect.difference(expect.ids(without.records), expect.ids(with_sort.records))
    if not fault and without.first.total != with_sort.first.total:
        fault = f"total {with_sort.first.total} instead of {without.first.total}"
    if fault:
        blame_unless_changed(target, scope)
        expected = f"the {len(without.records)} records that are found in the default order"
        yield Violation(expected, fault, with_sort.first.answer, "/items")
