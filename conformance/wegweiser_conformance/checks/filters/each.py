"""Every filter of every list by itself: asked inside a scope, the answer is exactly the predicted set."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from wegweiser_conformance import chosen_values
from wegweiser_conformance.checks.filters import outside
from wegweiser_conformance.checks.filters.group import GROUP, asked_in, asks, filled
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.predicted import exactly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Parameter

_OF_SESSIONS = (
    *("kind", "programme", "mode", "entryLevel", "targetLevel", "funding", "eligibility"),
    *("startFrom", "startTo", "flexibleStart", "freePlaces", "childcare", "barrierFree"),
)

FILTERS: dict[str, tuple[str, ...]] = {
    "jobs": (
        *("offerType", "workingTime", "contract", "occupation", "suitability", "language"),
        *("publishedSince", "startFrom", "startTo", "temporaryAgencyWork", "privateAgency", "remote"),
    ),
    "course-sessions": ("courseId", *_OF_SESSIONS),
    "courses": _OF_SESSIONS,
    "offices": ("kind", "language", "barrierFree"),
}


def requirement_id(collection: str, parameter: str) -> str:
    """`filters/jobs-offer-type` for `offerType` of `/jobs`."""
    slug = re.sub("([A-Z])", r"-\1", parameter).lower()
    return f"filters/{collection}-{slug}"


def exact_set(collection: str, name: str, target: Target, seen: Seen) -> Iterator[Violation]:
    parameter = target.operation(collection).parameter(name)
    if parameter is None:
        raise NotApplicable(f"the claimed classes give {collection} no {name}")
    try:
        scope = asked_in(target, collection, name)
    except NotTested:
        yield from outside.judge(target, seen, collection, parameter)
        return
    asked = asks(target, scope, parameter)
    _demand(scope, parameter, bool(asked))
    for one in asked:
        yield from one.judge_for(name, target, seen)
    if not asked:
        yield from _alike(target, seen, scope, parameter)


def _demand(scope: Scope, parameter: Parameter, found: bool) -> None:
    count, kind = len(scope.records), scope.window.collection
    if not found and not any(filled(parameter, record) for record in scope.records):
        raise NotApplicable(f"none of the {count} {kind} read shows what {parameter.name} judges")


def _alike(target: Target, seen: Seen, scope: Scope, parameter: Parameter) -> Iterator[Violation]:
    """All records are alike: one value finds them all, another none."""
    extremes = chosen_values.extremes(scope, parameter, target.contract, target.seed)
    if parameter.repeated and len(extremes) > 1:
        nobody = chosen_values.unmet(scope, parameter, target.contract, target.seed)
        values = (*nobody[0].values, *extremes[0].values, *(nobody[1].values if len(nobody) > 1 else ()))
        extremes[0] = replace(extremes[0], values=values)
    for condition in extremes:
        yield from exactly(
            target, seen, scope, condition.params, scope.meeting(condition), f"{condition}, all are alike"
        )


for _collection, _names in FILTERS.items():
    for _name in _names:
        GROUP.check(requirement_id(_collection, _name))(partial(exact_set, _collection, _name))
