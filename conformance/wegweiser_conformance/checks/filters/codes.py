"""Codes that one could forget: expired ones, those that no record bears, filters that are never filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import chosen_values
from wegweiser_conformance.checks.filters.group import (
    CODED,
    GROUP,
    THREE_VALUED,
    asked_in,
    come_as_predicted,
    expired,
    filled,
    holding,
    match_of,
    parameters,
)
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.predicted import exactly
from wegweiser_conformance.scopes import COURSES, SESSIONS, Condition, widest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Parameter

check = GROUP.check

_UNUSED_VALUES = 1


@check("filters/expired-codes-match")
def expired_codes_match(target: Target, seen: Seen) -> Iterator[Violation]:
    """Codes that records bear, wherever they stand; else one that none in the window bears."""
    for collection in target.collections:
        with seen.part(collection):
            lists = [one for one in parameters(target, collection) if expired(target, one)]
            if not lists:
                raise NotApplicable(f"no code list of {collection} has an expired code")
            everywhere = widest(target, collection)
            sessions_too = collection == COURSES and SESSIONS in target.collections
            for parameter in lists[:1] if sessions_too else lists:
                usual = asked_in(target, collection, parameter.name)
                borne = [one for one in expired(target, parameter) if everywhere.meeting(one).required]
                if borne and _asked_already(target, seen, usual, borne):
                    continue
                for condition in (borne or expired(target, parameter))[:1]:
                    scope = everywhere if borne else usual
                    forecast = scope.meeting(condition)
                    yield from exactly(target, seen, scope, condition.params, forecast, str(condition))


def _asked_already(target: Target, seen: Seen, scope: Scope, borne: list[Condition]) -> bool:
    """A code that the filter is asked with anyway: each of several values adds some hits."""
    codes = {(one.name, value) for one in borne for value in one.values}

    def asks_one(condition: Condition) -> bool:
        return any((condition.name, value) in codes for value in condition.values)

    shared = holding(target, scope, asks_one)
    return bool(shared) and come_as_predicted(target, seen, shared)


@check("filters/unused-value-empty")
def unused_value_empty(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if target.turn(collection) > 1:
            continue
        with seen.part(collection):
            scope = asked_in(target, collection)
            unused = [
                chosen_values.unmet(scope, parameter, target.contract, target.seed)[:1]
                for parameter in parameters(target, collection)
                if match_of(parameter) in CODED
            ]
            for condition in _spread([one for found in unused for one in found], target.seed):
                forecast = scope.meeting(condition)
                yield from exactly(target, seen, scope, condition.params, forecast, str(condition))


@check("filters/unfilled-property-understood")
def unfilled_property_understood(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = asked_in(target, collection)
            unfilled = [
                parameter
                for parameter in parameters(target, collection)
                if not any(filled(parameter, record) for record in scope.records)
            ]
            if not unfilled:
                raise NotApplicable(f"the {collection} read fill every property that a filter judges")
            for parameter in unfilled:
                for condition in _for_unfilled(target, scope, parameter):
                    forecast = scope.meeting(condition)
                    yield from exactly(target, seen, scope, condition.params, forecast, str(condition))


def _for_unfilled(target: Target, scope: Scope, parameter: Parameter) -> list[Condition]:
    path = parameter.filter.property if parameter.filter is not None else ""
    if match_of(parameter) in THREE_VALUED:
        return [
            Condition(parameter.name, match_of(parameter), path, (value,)) for value in ("only", "exclude")
        ]
    return chosen_values.unmet(scope, parameter, target.contract, target.seed)[:1]


def _spread(conditions: list[Condition], seed: int) -> list[Condition]:
    """A few of them, which ones the seed decides; references to other records always."""
    references = [one for one in conditions if one.name == "courseId"]
    others = [one for one in conditions if one.name != "courseId"]
    turned = [others[(seed + step) % len(others)] for step in range(len(others))]
    return [*references, *turned[:_UNUSED_VALUES]]
