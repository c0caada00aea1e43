"""Date filters: the day that is named counts, in Europe/Berlin, and what has no date never hits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import chosen_values, expect
from wegweiser_conformance.checks.filters.group import (
    DATED,
    GROUP,
    asked_in,
    come_as_predicted,
    filled,
    holding,
    match_of,
    parameters,
)
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.predicted import exactly
from wegweiser_conformance.scopes import Condition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.checks.filters.group import Ask
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Parameter

check = GROUP.check


@check("filters/bounds-inclusive")
def bounds_inclusive(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection, parameter in _dated(target):
        with seen.part(f"{collection} {parameter.name}"):
            scope = asked_in(target, collection)
            on_the_day = (
                (one, scope.forecast(partial(_on_the_day, one), lambda _: True))
                for one in chosen_values.dated(scope, parameter)
            )
            telling = next(((one, forecast) for one, forecast in on_the_day if forecast.required), None)
            if telling is None:
                raise NotApplicable(f"the {collection} read have no date that {parameter.name} judges")
            condition, forecast = telling
            shared = _sharing(target, scope, condition)
            if shared and come_as_predicted(target, seen, shared):
                continue
            yield from exactly(
                target,
                seen,
                scope,
                condition.params,
                forecast,
                f"{condition}, inclusive",
            )


@check("filters/undated-never-match")
def undated_never_match(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection, parameter in _dated(target):
        with seen.part(f"{collection} {parameter.name}"):
            scope = asked_in(target, collection)
            dated = scope.forecast(lambda _: False, partial(filled, parameter))
            if dated.allowed == scope.listed:
                raise NotApplicable(f"all {collection} read have the date that {parameter.name} judges")
            for condition in (chosen_values.dated(scope, parameter) or [_any_day(parameter)])[:1]:
                shared = _sharing(target, scope, condition)
                if shared and come_as_predicted(target, seen, shared):
                    continue
                yield from exactly(
                    target,
                    seen,
                    scope,
                    condition.params,
                    dated,
                    f"dated, {condition}",
                )


def _any_day(parameter: Parameter) -> Condition:
    """What every dated record meets, for where none is: then nothing may be found."""
    assert parameter.filter is not None
    match = match_of(parameter)
    day = "2099-12-31" if match == "to" else "2000-01-01"
    return Condition(parameter.name, match, parameter.filter.property, (day,))


def _dated(target: Target) -> list[tuple[str, Parameter]]:
    dated = [
        (collection, parameter)
        for collection in target.collections
        for parameter in parameters(target, collection)
        if match_of(parameter) in DATED
    ]
    if not dated:
        raise NotApplicable("no claimed list can be filtered by a date")
    return dated


def _sharing(target: Target, scope: Scope, condition: Condition) -> list[Ask]:
    """The filter's own requests that ask this day, wherever they are asked."""
    return holding(target, scope, lambda one: one == condition)


def _on_the_day(condition: Condition, record: Mapping[str, Any]) -> bool:
    held = expect.values(record, condition.path)
    if condition.match == "since-day":
        return any(str(expect.berlin_day(value)) == condition.values[0] for value in held)
    return condition.values[0] in held
