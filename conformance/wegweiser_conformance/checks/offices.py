"""Checks of the group `offices`: opening hours that can be, and a page to turn to."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from wegweiser_conformance import fields, observed
from wegweiser_conformance.model import Suspected
from wegweiser_conformance.passive import Fault, judge, outcome
from wegweiser_conformance.registry import Group
from wegweiser_conformance.schemas import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.passive import type_of_rule
    from wegweiser_conformance.target import Target

GROUP = Group("offices")
check = GROUP.check
_WEEKEND = (5, 6)
_WEEKEND_IF_SUNDAY_CAME_FIRST = (0, 6)
_ENOUGH = 5


def _judge(target: Target, seen: Seen, rule: type_of_rule, nothing: str) -> Iterator[Finding]:
    yield from judge(target, seen, rule, nothing=nothing, collections=("offices",))


@check("offices/opening-hours-seven")
def opening_hours_seven(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        if "openingHours" in record.value:
            hours = record.value["openingHours"]
            right = isinstance(hours, list) and len(hours) == 7
            yield None if right else Fault("seven entries, Monday first", kind_of(hours), "/openingHours")

    yield from _judge(target, seen, rule, "no opening hours")
    yield from _sunday_first(target)


def _sunday_first(target: Target) -> Iterator[Suspected]:
    """Entries bear no names, but offices that all close on the first and the last of them are telling."""
    weeks = [(_closed_days(one), one) for one in observed.records(target) if one.collection == "offices"]
    two_days_off = [(days, one) for days, one in weeks if len(days) == 2]
    shifted = [one for days, one in two_days_off if days == _WEEKEND_IF_SUNDAY_CAME_FIRST]
    right = [one for days, one in two_days_off if days == _WEEKEND]
    if len(shifted) >= _ENOUGH and not right:
        yield Suspected(
            "Monday first, so that entries 6 and 7 are the weekend",
            f"{len(shifted)} offices are closed on entries 1 and 7, none on 6 and 7",
            shifted[0].answer,
            observed.pointed(shifted[0], "/openingHours"),
        )


def _closed_days(record: Observed) -> tuple[int, ...]:
    hours = record.value.get("openingHours")
    week = hours if isinstance(hours, list) and len(hours) == 7 else []
    return tuple(
        place for place, day in enumerate(week) if isinstance(day, dict) and day.get("closed") is True
    )


@check("offices/opening-hours-consistent")
def opening_hours_consistent(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, day in fields.located(record.value, "openingHours[]"):
            if isinstance(day, dict):
                faults = [*_open_and_closed(day, pointer), *_slots(day, pointer)]
                yield from outcome(faults)

    yield from _judge(target, seen, rule, "no opening hours")


def _open_and_closed(day: dict[str, Any], pointer: str) -> Iterator[Fault]:
    if day.get("closed") is True and (day.get("allDay") is True or day.get("timeSlots")):
        open_ = "allDay" if day.get("allDay") is True else "timeSlots"
        yield Fault("open or closed", f"closed, with {open_}", pointer)


def _slots(day: dict[str, Any], pointer: str) -> Iterator[Fault]:
    spans = [(one["start"], one["end"]) for one in _spans(day)]
    if any(start >= end for start, end in spans):
        yield Fault("each end after its start", _told(spans), f"{pointer}/timeSlots")
    elif any(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans))):
        yield Fault("time slots that do not overlap", _told(spans), f"{pointer}/timeSlots")


def _spans(day: dict[str, Any]) -> list[dict[str, str]]:
    slots = day.get("timeSlots")
    return [
        one
        for one in (slots if isinstance(slots, list) else [])
        if isinstance(one, dict) and isinstance(one.get("start"), str) and isinstance(one.get("end"), str)
    ]


def _told(spans: list[tuple[str, str]]) -> str:
    return ", ".join(f"{start}-{end}" for start, end in spans)[:80]


@check("offices/time-zone-known")
def time_zone_known(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, zone in fields.located(record.value, "openingHours[].timeSlots[].timezone"):
            right = isinstance(zone, str) and zone.lower() in _zones()
            yield None if right else Fault("a name like Europe/Berlin", kind_of(zone), pointer)

    yield from _judge(target, seen, rule, "no time slot with a timezone")


@cache
def _zones() -> frozenset[str]:
    return frozenset(name.lower() for name in available_timezones())


@check("offices/contact-page-first")
def contact_page_first(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        if record.value.get("telephone") or record.value.get("email"):
            right = bool(record.value.get("contactUrl"))
            yield None if right else Fault("a contactUrl beside telephone and email", "none")

    yield from _judge(target, seen, rule, "no telephone or email")
