"""Filters together: AND between parameters, OR within a repeated one; hits that show why they are hits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wegweiser_conformance import chosen_values, routes
from wegweiser_conformance.checks.filters.group import (
    CODED,
    GROUP,
    Ask,
    alone,
    asked_in,
    asks,
    come_as_predicted,
    holding,
    match_of,
    parameters,
    telling,
)
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.predicted import exactly
from wegweiser_conformance.scopes import COURSES, Condition, widest
from wegweiser_conformance.well_formed import well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("filters/and-between-parameters")
def and_between_parameters(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = asked_in(target, collection)
            joined = [
                one
                for parameter in parameters(target, collection)
                for one in asks(target, scope, parameter)
                if len(one.conditions) > 1
            ]
            if not joined:
                raise NotApplicable(f"no two filters of {collection} meet in the {len(scope.records)} read")
            for one in {one.told: one for one in joined}.values():
                yield from _together(target, seen, one)


def _together(target: Target, seen: Seen, ask: Ask) -> Iterator[Violation]:
    """What goes wrong beside another filter, and right alone, without what makes the window or the sort."""
    faults = list(ask.judge(target, seen))
    single = alone(target, ask.scope, ask.conditions) if faults else []
    if not any(list(one.judge(target, seen)) for one in single):
        yield from faults


@check("filters/or-within-repeated")
def or_within_repeated(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = asked_in(target, collection)
            offered = [
                _begun_alike(condition, telling(target, scope, parameter))
                for parameter in parameters(target, collection)
                if parameter.repeated and match_of(parameter) in CODED
                for condition in chosen_values.several(scope, parameter)
            ]
            if not offered:
                raise NotApplicable(f"no filter of {collection} has several values in the records read")
            shared = holding(target, scope, lambda one: one.match in CODED and len(one.values) > 1)
            if shared and come_as_predicted(target, seen, shared) and target.turn(collection):
                continue  # in one collection more values are asked than two
            widest = sorted(offered, key=lambda one: (-len(one.values), str(one)))
            condition, forecast = widest[0], scope.meeting(widest[0])
            yield from exactly(target, seen, scope, condition.params, forecast, str(condition))


def _begun_alike(condition: Condition, asked: list[Condition]) -> Condition:
    """With the first value that is asked alone: who keeps answers by first values gives the wrong one."""
    first = [one.values[0] for one in asked if one.values[0] in condition.values][:1]
    return replace(condition, values=(*first, *(one for one in condition.values if one not in first)))


@check("filters/evidence-in-record")
def evidence_in_record(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            for parameter in parameters(target, collection):
                scope = asked_in(target, collection, parameter.name)
                asked = [(one.scope, one.params) for one in asks(target, scope, parameter)]
                if not asked:
                    alike = chosen_values.extremes(scope, parameter, target.contract, target.seed)
                    asked = [(scope, one.params) for one in alike[:1]]
                for around, params in asked:
                    page = target.list_page(collection, around.query(target, params))
                    if page.items:
                        seen.judged(len(page.items))
                        yield from _unproven(target, page, _asked(target, page))


def _asked(target: Target, page: ListPage) -> list[Condition]:
    """The filters in the request of a page; none if one of them should have been refused."""
    operation, asked = target.operation(page.collection), routes.asked(page.answer.url)
    filters = [one for one in operation.parameters if one.filter is not None and one.name in asked]
    if not all(well_formed(one, asked[one.name]) for one in filters):
        return []
    return [
        Condition(one.name, one.filter.match, one.filter.property, tuple(asked[one.name]))
        for one in filters
        if one.filter is not None
    ]


def _unproven(target: Target, page: ListPage, conditions: list[Condition]) -> Iterator[Violation]:
    """The first hit that does not show all that was asked; a course shows it in one of its sessions."""
    through = [one for one in conditions if one.match != "since-instant"]
    evidence: dict[str, list[dict[str, object]]] = {}
    if page.collection == COURSES:
        scope = widest(target, COURSES)
        for session in scope.records if scope.encloses(routes.asked(page.answer.url)) else ():
            evidence.setdefault(str(session.get("courseId")), []).append(session)
    for place, record in enumerate(page.items):
        shown = evidence.get(str(record.get("id")), []) if page.collection == COURSES else [record]
        judged = through if page.collection == COURSES else conditions
        if shown and not any(all(one.may_be_met_by(each) for one in judged) for each in shown):
            wanted = " and ".join(map(str, judged))
            yield Violation(f"a record that shows {wanted}", record.get("id"), page.answer, f"/items/{place}")
            return
