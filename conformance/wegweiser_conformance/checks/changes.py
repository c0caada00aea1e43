"""Checks of the group `changes`: what changed since an instant, or since the beginning of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, nights, sightings
from wegweiser_conformance.checks import over_time
from wegweiser_conformance.faulty_requests import judge_faults, odd_requests
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.predicted import briefly, exactly, in_pages
from wegweiser_conformance.registry import Group
from wegweiser_conformance.scopes import Condition, own_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

GROUP = Group("changes")
check = GROUP.check
check("changes/updated-at-moves")(over_time.updated_at_moves)
check("changes/gone-after-removal")(over_time.gone_after_removal)


@check("changes/updated-at-always")
def updated_at_always(target: Target, seen: Seen) -> Iterator[Violation]:
    for sighting in sightings.records(target):
        seen.judged(where=sighting.collection)
        held = sighting.record.get("updatedAt")
        if expect.instant(held) is None:
            pointer = f"{sighting.pointer}/updatedAt"
            found = "none" if held is None else repr(held)
            yield Violation("an updatedAt with offset", found, sighting.answer, pointer)


@check("changes/updated-since")
def updated_since(target: Target, seen: Seen) -> Iterator[Violation]:
    """Just at the instant of a record, which counts, sometimes over two pages; once a second later."""
    for collection in target.collections:
        with seen.part(collection):
            scope = own_scope(target, collection)
            middle = _moments(scope)[len(_moments(scope)) // 2]
            instants = (literal(middle), literal(middle + timedelta(seconds=1)))
            for place, asked in enumerate(instants[: 1 if target.turn(collection) or target.frugal else 2]):
                condition = Condition("updatedSince", "since-instant", "updatedAt", (asked,))
                forecast = scope.meeting(condition)
                params: dict[str, Any] = dict(condition.params)
                paged = not place and target.turn(collection) < 2
                if paged:
                    params["limit"] = in_pages(forecast)
                held = exactly if paged else briefly
                yield from held(target, seen, scope, params, forecast, f"updated since {asked}")


@check("changes/updated-since-day")
def updated_since_day(target: Target, seen: Seen) -> Iterator[Violation]:
    """A day that begins at another instant elsewhere than in Berlin; in some collections two."""
    for collection in target.collections:
        if not target.thorough(collection, 2):
            continue
        with seen.part(collection):
            scope = own_scope(target, collection)
            for day in _days(scope, target.turn(collection))[: 2 if target.thorough(collection, 1) else 1]:
                condition = Condition("updatedSince", "since-instant", "updatedAt", (day,))
                forecast = scope.meeting(condition)
                told = f"updated since {day}, 0:00 in Berlin"
                yield from briefly(target, seen, scope, condition.params, forecast, told)


@check("changes/updated-since-literal")
def updated_since_literal(target: Target, seen: Seen) -> Iterator[Violation]:
    """Every wrong form in one collection or another, beside other faults."""
    for collection in target.collections:
        with seen.part(collection):
            rows = odd_requests(target, target.operation(collection))
            yield from judge_faults(target, seen, f"/{collection}", rows, "instant")


def literal(moment: datetime) -> str:
    """In UTC with `Z`; fractions of a second only where there are some."""
    return moment.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def _moments(scope: Scope) -> list[datetime]:
    """When the records were updated, in order."""
    known = sorted(
        moment for moment in (expect.instant(record.get("updatedAt")) for record in scope.records) if moment
    )
    if not known:
        raise NotTested(f"none of the {len(scope.records)} {scope.collection} read says when it was updated")
    return known


def _days(scope: Scope, turn: int) -> list[str]:
    """The most telling night; besides the day before all records, one to come, or one in the middle."""
    moments = _moments(scope)
    nightly = nights.telling([str(record.get("updatedAt")) for record in scope.records])[0]
    besides = (
        moments[len(moments) // 2].astimezone(expect.BERLIN).date(),
        date(2000, 2, 29),
        date(2996, 2, 29),
    )
    return list(dict.fromkeys(map(str, (nightly, *besides[turn : turn + 1]))))
