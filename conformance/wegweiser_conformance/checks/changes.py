"""Checks of the group `changes`: what changed since an instant, or since the beginning of a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, sightings
from wegweiser_conformance.checks import over_time
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.predicted import exactly, in_pages
from wegweiser_conformance.refusals import refused
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

_WRONG = (
    "{day}T08:15:00+01:00",
    "{day}T08:15:00",
    "{day} 08:15:00Z",
    "{year}-02-30",
    "yesterday",
    "{seconds}",
    "{day}T25:00:00Z",
)


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
    """Just at the instant of a record, which counts, and a second later, over several pages."""
    for collection in target.collections:
        with seen.part(collection):
            scope = own_scope(target, collection)
            middle = _moments(scope)[len(_moments(scope)) // 2]
            for place, asked in enumerate((literal(middle), literal(middle + timedelta(seconds=1)))):
                condition = Condition("updatedSince", "since-instant", "updatedAt", (asked,))
                forecast = scope.meeting(condition)
                params: dict[str, Any] = dict(condition.params)
                if place:
                    params["limit"] = in_pages(forecast)
                yield from exactly(target, seen, scope, params, forecast, f"updated since {asked}")


@check("changes/updated-since-day")
def updated_since_day(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = own_scope(target, collection)
            for day in _days(scope):
                condition = Condition("updatedSince", "since-instant", "updatedAt", (day,))
                forecast = scope.meeting(condition)
                told = f"updated since {day}, 0:00 in Berlin"
                yield from exactly(target, seen, scope, condition.params, forecast, told)


@check("changes/updated-since-literal")
def updated_since_literal(target: Target, seen: Seen) -> Iterator[Violation]:
    """Every wrong form in one collection or another, in turn."""
    for number, collection in enumerate(target.collections):
        with seen.part(collection):
            for form in _WRONG if number == 0 else _WRONG[number : number + 1]:
                wrong = form.format(day="2026-01-15", year=2026, seconds=1768461300)
                seen.judged()
                answer = target.ask(f"/{collection}", {"updatedSince": wrong})
                yield from refused(answer, 400, "invalid-parameter", "updatedSince")


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


def _days(scope: Scope) -> list[str]:
    """A day that begins in UTC on the day before, where a record shows it; and one in the middle."""
    moments = [moment.astimezone(expect.BERLIN) for moment in _moments(scope)]
    nightly = [moment for moment in moments if moment.date() != moment.astimezone(UTC).date()]
    chosen = [*nightly[len(nightly) // 2 :][:1], moments[len(moments) // 2]]
    return list(dict.fromkeys(str(moment.date()) for moment in chosen))
