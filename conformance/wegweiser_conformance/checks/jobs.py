"""Checks of the group `jobs`: a job agrees with itself and leaves in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, leaving, moments
from wegweiser_conformance.passive import Fault, judge, outcome
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.passive import type_of_rule
    from wegweiser_conformance.target import Target

GROUP = Group("jobs")
check = GROUP.check


def _judge(target: Target, seen: Seen, rule: type_of_rule, nothing: str) -> Iterator[Finding]:
    yield from judge(target, seen, rule, nothing=nothing, collections=("jobs",))


@check("jobs/place-or-remote")
def place_or_remote(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        locations = [one for one in expect.values(record.value, "locations[]") if one]
        right = bool(locations) or record.value.get("remote") is True
        yield None if right else Fault("a location or remote: true", "neither", "")

    yield from _judge(target, seen, rule, "no record")


@check("jobs/expired-leave")
def expired_leave(target: Target, seen: Seen) -> Iterator[Finding]:
    yield from _judge(target, seen, leaving.rule("validThrough"), "no validThrough")


@check("jobs/published-before-end")
def published_before_end(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        published = expect.berlin_day(record.value.get("publishedAt"))
        last = moments.day(record.value.get("validThrough"))
        if published is not None and last is not None:
            right = published <= last
            yield (
                None
                if right
                else Fault(f"at the latest {last}, validThrough", f"{published}", "/publishedAt")
            )

    yield from _judge(target, seen, rule, "no publishedAt beside a validThrough")


@check("jobs/salary-range")
def salary_range(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        salary = record.value.get("salary")
        if isinstance(salary, dict):
            faults = list(_salary_faults(salary))
            yield from outcome(faults)

    yield from _judge(target, seen, rule, "no salary")


def _salary_faults(salary: dict[str, Any]) -> Iterator[Fault]:
    low, high = salary.get("min"), salary.get("max")
    if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low > high:
        yield Fault("min at most max", f"min {low}, max {high}", "/salary/min")
    if low is not None or high is not None:
        for member, present in (
            ("unit", expect.at(salary, "/unit/code")),
            ("currency", salary.get("currency")),
        ):
            if not present:
                yield Fault(f"an amount with its {member}", f"no {member}", "/salary")
