"""A sort that a list does not know, or that lacks what it needs, is refused."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.checks.place_search.group import areas, by_turns
from wegweiser_conformance.checks.sorting.group import GROUP
from wegweiser_conformance.model import Unjudged, Violation
from wegweiser_conformance.refusals import refused
from wegweiser_conformance.scopes import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("sorting/missing-sort-key")
def missing_sort_key(target: Target, seen: Seen) -> Iterator[Violation]:
    """By turns, from collection to collection; and what only offices do not know."""
    for collection in target.collections:
        with seen.part(collection):
            for params in _wrong(target, collection):
                seen.judged()
                yield from refused(target.ask(f"/{collection}", params), 400)


def _wrong(target: Target, collection: str) -> list[dict[str, Any]]:
    wrong: list[dict[str, Any]] = [{"sort": "distance"}, {"sort": "relevance"}, {"sort": "title"}]
    if "place-search" in target.classes:
        with suppress(Unjudged, Violation):
            area = areas(target, scope_of(target, collection))[0]
            wrong.append({"ags": area, "sort": "distance"})
    return [*by_turns(target, collection, wrong), *([{"sort": "date"}] if collection == "offices" else [])]
