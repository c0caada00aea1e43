"""A sort that a list does not know, or that lacks what it needs, is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.checks.place_search import contradictions
from wegweiser_conformance.checks.sorting.group import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen, Violation
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("sorting/missing-sort-key")
def missing_sort_key(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            yield from contradictions.judge(target, seen, collection, contradictions.SORT)
