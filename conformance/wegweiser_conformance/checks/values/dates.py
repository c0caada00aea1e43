"""Dates that exist, instants that can be told, and pasts that are past."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import clock, expect, fields, moments
from wegweiser_conformance.checks.values.group import GROUP
from wegweiser_conformance.model import Violation
from wegweiser_conformance.passive import Fault, judge
from wegweiser_conformance.schemas import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check
_PAST = ("updatedAt", "publishedAt", "asOf", "assuredAt")


@check("values/dates-exist")
def dates_exist(target: Target, seen: Seen) -> Iterator[Finding]:
    yield from _formatted(target, seen, "date", moments.day, "an existing day as YYYY-MM-DD")


@check("values/instants-with-offset")
def instants_with_offset(target: Target, seen: Seen) -> Iterator[Finding]:
    yield from _formatted(target, seen, "date-time", moments.instant, "an instant with offset (RFC 3339)")


def _formatted(
    target: Target, seen: Seen, format_: str, read: Callable[[Any], object], wanted: str
) -> Iterator[Finding]:
    """Every property of this format, in records and in the description."""
    contract = target.projection
    paths = {
        name: _paths(contract, fields.component_of(contract, name), format_) for name in target.collections
    }

    def rule(record: Observed) -> Iterator[Fault | None]:
        for path in paths[record.collection]:
            for pointer, value in fields.located(record.value, path):
                yield None if read(value) is not None else Fault(wanted, kind_of(value), pointer)

    if any(paths.values()):
        yield from judge(target, seen, rule, nothing=f"no {format_}")
    for path in _paths(contract, "ServiceDescription", format_):
        for pointer, value in fields.located(target.description, path):
            seen.judged(where="description")
            if read(value) is None:
                yield Violation(wanted, kind_of(value), target.description_answer, pointer)


def _paths(contract: Any, component: str, format_: str) -> list[str]:
    return [field.path for field in fields.fields_of(contract, component).where(format=format_)]


@check("values/past-instants-past")
def past_instants_past(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, name, value in fields.members(record.value):
            if name in _PAST:
                late = _late(value, record.answer)
                if late is not None:
                    yield Fault("a time that has passed", f"{value}", pointer) if late else None

    yield from judge(target, seen, rule, nothing="no such time")
    for pointer, name, value in fields.members(target.description):
        if name in _PAST and (late := _late(value, target.description_answer)) is not None:
            seen.judged(where="description")
            if late:
                yield Violation("a time that has passed", value, target.description_answer, pointer)


def _late(value: Any, answer: Exchange) -> bool | None:
    """Whether it lies after the answer was sent; None if it cannot be read."""
    moment = expect.instant(value)
    if moment is not None:
        return moment > clock.sent_at(answer) + clock.GRACE_OF_INSTANTS
    day: date | None = moments.day(value)
    return None if day is None else day > clock.latest_today(answer)
