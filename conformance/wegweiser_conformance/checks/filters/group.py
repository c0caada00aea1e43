"""The group, and what its checks share: the parameters of a collection and what goes along with a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import chosen_values, expect
from wegweiser_conformance.predicted import in_pages
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.scopes import Condition, Scope
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Parameter

GROUP = Group("filters")

THREE_VALUED = frozenset({"three-valued", "free-places"})
DATED = frozenset({"from", "to", "since-day"})
CODED = frozenset({"equals", "member", "prefix"})


def parameters(target: Target, collection: str) -> list[Parameter]:
    """The filters of a list; `updatedSince` belongs to the group `changes`."""
    every = target.operation(collection).parameters
    return [one for one in every if one.filter is not None and one.filter.match != "since-instant"]


def match_of(parameter: Parameter) -> str:
    return parameter.filter.match if parameter.filter is not None else ""


def companions(target: Target, collection: str) -> dict[str, str]:
    """What must not disturb a filter: a sort, and another language where several are served."""
    beside = {} if collection == "offices" else {"sort": "date"}
    languages = target.description.get("languages")
    if "languages" in target.classes and isinstance(languages, list) and languages:
        beside["lang"] = str(languages[-1])
    return beside


def asks(target: Target, scope: Scope, parameter: Parameter) -> list[tuple[Condition, dict[str, Any]]]:
    """The most telling value alone; the next beside a sort and a language, over several pages."""
    made: list[tuple[Condition, dict[str, Any]]] = []
    for place, condition in enumerate(chosen_values.conditions(scope, parameter)[:2]):
        params = dict(condition.params)
        if place == 1:
            params |= companions(target, scope.collection)
            params["limit"] = in_pages(scope.meeting(condition))
        made.append((condition, params))
    return made


def filled(parameter: Parameter, record: Mapping[str, Any]) -> bool:
    """The record shows the property that the filter judges; alternatives are divided by `|`."""
    path = parameter.filter.property if parameter.filter is not None else ""
    return any(expect.values(record, one) for one in path.split("|"))
