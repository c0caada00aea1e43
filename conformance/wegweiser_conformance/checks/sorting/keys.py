"""Sorted by a key: over several pages, ties free, records without the key last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.checks.filters.group import Ask
from wegweiser_conformance.checks.paging.asking import joined
from wegweiser_conformance.checks.place_search.group import among, pointed
from wegweiser_conformance.checks.sorting.group import GROUP, dated, half, in_order, sorted_walk
from wegweiser_conformance.orders import BY_DATE, BY_DISTANCE, BY_ID
from wegweiser_conformance.scopes import own_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen, Violation
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("sorting/jobs-by-date")
def jobs_by_date(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _by_date(target, seen, "jobs")


@check("sorting/course-sessions-by-date")
def course_sessions_by_date(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _by_date(target, seen, "course-sessions")


@check("sorting/courses-by-date")
def courses_by_date(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _by_date(target, seen, "courses")


@check("sorting/offices-by-id")
def offices_by_id(target: Target, seen: Seen) -> Iterator[Violation]:
    scope = own_scope(target, "offices")
    yield from in_order(seen, scope.window.walk, BY_ID)
    if len(scope.window.walk.pages) < 2:
        yield from in_order(seen, sorted_walk(target, scope, {"limit": half(scope)}), BY_ID)


@check("sorting/by-distance")
def by_distance(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = among(target, collection)
            yield from in_order(seen, sorted_walk(target, scope, pointed(target, scope)[0]), BY_DISTANCE)


def _by_date(target: Target, seen: Seen, collection: str) -> Iterator[Violation]:
    """Where another order would come by itself; and beside filters, whose checks ask the same."""
    scope, _, asked = dated(target, collection)
    yield from in_order(seen, sorted_walk(target, scope, asked), BY_DATE[collection])
    for one in joined(target, collection) or [Ask(own_scope(target, collection), (), {"sort": "date"})]:
        with seen.part("beside filters"):
            walk = sorted_walk(target, one.scope, one.params, one.pages)
            yield from in_order(seen, walk, BY_DATE[collection])
