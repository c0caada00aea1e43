"""What only two runs can show: ids that stay, times that move, removals that are owned up to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wegweiser_conformance import earlier, expect
from wegweiser_conformance.known import REMEMBERED, removed
from wegweiser_conformance.model import NotApplicable, NotTested, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.earlier import Known, Snapshot
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

_MOST_ASKED = 5
_MOST_TOLD = 5


def ids_stable(target: Target, seen: Seen) -> Iterator[Violation]:
    """No id means another record now, and no record that is still there has got another id."""
    for collection in _collections(target):
        with seen.part(collection):
            before, now = _both(target, collection)
            place = {known.identity: id_ for id_, known in now.records.items()}
            seen.judged(len(before.records.keys() & now.records.keys()))
            wrong = list(_other_ids(before, now, place))
            for wanted, found in wrong[:_MOST_TOLD]:
                yield _violation(target, collection, wanted, found)
            seen.judged(len(wrong))


def _other_ids(before: Snapshot, now: Snapshot, place: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for id_, known in before.records.items():
        here = now.records.get(id_)
        if here is not None and here.identity != known.identity:
            yield f"{id_} for the record that it meant then", "another record"
        elif here is None and known.identity in place:
            yield f"the id {id_} for its record", place[known.identity]


def updated_at_moves(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in _collections(target):
        with seen.part(collection):
            before, now = _both(target, collection)
            changed = [
                (id_, then, now.records[id_])
                for id_, then in before.records.items()
                if id_ in now.records and _same_with_other_content(then, now.records[id_])
            ]
            if not changed:
                raise NotApplicable(f"no record of {collection} has changed since the earlier run")
            seen.judged(len(changed))
            wrong = [one for one in changed if not _later(one[2].updated_at, one[1].updated_at)]
            for id_, then, here in wrong[:_MOST_TOLD]:
                wanted = f"{id_}, whose content has changed, with an updatedAt after {then.updated_at}"
                yield _violation(target, collection, wanted, here.updated_at or "none")


def _same_with_other_content(then: Known, here: Known) -> bool:
    return then.identity == here.identity and then.content != here.content


def gone_after_removal(target: Target, seen: Seen) -> Iterator[Violation]:
    """Of what the publisher says was removed, and of what an earlier run has seen."""
    named = removed(target)
    for one in named:
        answer = target.item(one.collection, one.id)
        seen.judged(where=one.collection)
        if answer.status != 410:
            yield Violation(f"410 for {one.id}, removed on {one.removed}", answer.outcome, answer)
    if target.earlier or not named:
        yield from _gone_since(target, seen)


def _gone_since(target: Target, seen: Seen) -> Iterator[Violation]:
    if datetime.now(UTC) - earlier.demand(target).time > REMEMBERED:
        raise NotApplicable("the earlier run is more than 90 days ago")
    for collection in _collections(target):
        with seen.part(collection):
            before, now = _both(target, collection)
            if not now.complete:
                raise NotTested(f"{collection} was not read to its end, so nothing is known to be removed")
            left = sorted(before.records.keys() - now.records.keys())
            if not left:
                raise NotApplicable(f"no record of {collection} has left the list since the earlier run")
            for id_ in left[:_MOST_ASKED]:
                answer = target.item(collection, id_)
                if answer.status != 200:  # else it has only left the list
                    seen.judged()
                if answer.status not in (200, 410):
                    yield Violation(f"410 for {id_}, which was removed", answer.outcome, answer)


def _collections(target: Target) -> list[str]:
    held = earlier.demand(target).snapshots
    known = [name for name in target.collections if name in held]
    if not known:
        raise NotTested("the earlier report holds no records of what is claimed now")
    return known


def _both(target: Target, collection: str) -> tuple[Snapshot, Snapshot]:
    """The collection then and now."""
    return earlier.demand(target).snapshots[collection], earlier.snapshot_now(target, collection)


def _later(here: str, then: str) -> bool:
    now, before = expect.instant(here), expect.instant(then)
    return now is not None and (before is None or now > before)


def _violation(target: Target, collection: str, wanted: str, found: str) -> Violation:
    return Violation(wanted, found, target.list_page(collection, limit=target.max_limit).answer, "/items")
