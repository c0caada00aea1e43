"""Totals, and that a walk along `next` brings every record once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wegweiser_conformance import expect, sightings
from wegweiser_conformance.checks.paging.group import GROUP
from wegweiser_conformance.comparing import complete, unless_changed
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.predicted import broken_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.reading import ListPage, Walk
    from wegweiser_conformance.target import Target

check = GROUP.check
_FEW = 200


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
            read = target.walk(collection)
            if all(page.exact for page in read.pages):
                raise NotApplicable(f"every total of {collection} is exact")
            most = max(page.total or 0 for page in read.pages)
            walk = read if most <= len(read.records) else complete(read)
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


@check("paging/every-record-once")
def every_record_once(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            walk = target.walk(collection)
            if "static" in target.classes and not (walk.changed or walk.stopped_by_choice):
                yield from filter(None, [broken_off(target, walk)])  # in `query` the end must be reached
            if walk.changed or not walk.stopped_by_choice:
                complete(walk)
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
            if walk.stopped_by_choice:  # what was read holds no record twice; of the rest nothing is known
                raise NotTested(walk.stopped)
            missing = expect.difference(expect.ids(target.window(collection).records), counts)
            if missing.startswith("missing"):
                yield Violation("every record of a narrower list", missing, walk.last.answer, "/items")
            if target.turn(collection) < 2:
                yield from _nothing_between_two_pages(target, collection, walk)


def _nothing_between_two_pages(target: Target, collection: str, walk: Walk) -> Iterator[Violation]:
    """Pages of another length end elsewhere: what is lost at their border stands on the long ones."""
    first = target.list_page(collection)
    if "query" not in target.classes or first.next_url is None:
        return
    second = target.list_at(collection, first.next_url)
    unless_changed(walk.first, second)
    found = expect.ids([*first.items, *second.items])
    lost = expect.difference(expect.ids(walk.records)[: len(found)], found)
    if lost:
        expected = f"the first {len(found)} records of the list"
        yield Violation(expected, lost, second.answer, "/items")


@check("paging/end-reachable")
def end_reachable(target: Target, seen: Seen) -> Iterator[Violation]:
    if "maxRecordsPerQuery" in target.limits:
        raise NotApplicable("the description declares limits.maxRecordsPerQuery")
    for collection in target.collections:
        with seen.part(collection):
            walk = target.walk(collection)
            if walk.stopped_by_choice:
                yield from _ends(seen, target.window(collection).walk)
                raise NotTested(walk.stopped)
            yield from _ends(seen, walk)


def _ends(seen: Seen, walk: Walk) -> Iterator[Violation]:
    """The list, or where it is too long to be read, a narrower one."""
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
    try:
        window = target.window(collection)
    except NotTested:
        yield from _walk_of_the_rarest(target, collection)
        return
    if not window.whole or not whole.complete:
        yield window.walk


def _walk_of_the_rarest(target: Target, collection: str) -> Iterator[Walk]:
    """Where totals lead to no window: the list of the value that fewest of the first records bear."""
    held: Counter[tuple[str, str]] = Counter()
    for name, match, path in target.filters(collection):
        if match in {"equals", "member"}:
            for record in target.sample(collection):
                held.update((name, one) for one in expect.values(record, path) if isinstance(one, str))
    for name, value in [choice for choice, _ in held.most_common()[-1:]]:
        walk = target.walk(collection, {name: value}, most=_FEW)
        if walk.complete:
            yield complete(walk)


def _total_is(page: ListPage, count: int) -> Iterator[Violation]:
    if page.total != count:
        yield Violation(f"{count}, the records that next brings", page.total, page.answer, "/page/total")
