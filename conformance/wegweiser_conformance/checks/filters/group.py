"""The group, and what its checks share: the parameters of a collection and what goes along with a filter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import chosen_values, expect
from wegweiser_conformance.predicted import in_pages
from wegweiser_conformance.registry import Group
from wegweiser_conformance.scopes import COURSES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.scopes import Condition, Scope
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Parameter

GROUP = Group("filters")

THREE_VALUED = frozenset({"three-valued", "free-places"})
DATED = frozenset({"from", "to", "since-day"})
CODED = frozenset({"equals", "member", "prefix"})
_SEVERAL_ASKS = frozenset({"prefix", "three-valued", "free-places", "from", "to"})


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
    """The most telling value alone; then, where one value is not enough, the next beside sort and language.

    The last of them is asked over two pages. Courses are found by the same rules as their sessions: there one
    page must do.
    """
    conditions = chosen_values.conditions(scope, parameter)
    if match_of(parameter) in _SEVERAL_ASKS:
        chosen = conditions[:2]
    else:
        chosen = (
            _several_values(target, scope, parameter, conditions) if parameter.repeated else conditions[:1]
        )
    made = [(one, dict[str, Any](one.params)) for one in chosen]
    if made:
        made[-1][1].update(companions(target, scope.collection))
        if scope.collection != COURSES:
            made[-1][1]["limit"] = in_pages(scope.meeting(made[-1][0]))
    return made


def _several_values(
    target: Target, scope: Scope, parameter: Parameter, conditions: list[Condition]
) -> list[Condition]:
    """One with several values: it convicts whoever reads the first only, or the last.

    Where no two values of the records leave any miss, one stands between two that no record bears.
    """
    pair = [one for one in conditions if len(one.values) > 1]
    if pair or not conditions:
        return pair[:1]
    single = conditions[0]
    nobody = chosen_values.unmet(scope, parameter, target.contract, target.seed)[:2]
    values = (*(one.values[0] for one in nobody[:1]), *single.values, *(one.values[0] for one in nobody[1:]))
    return [replace(single, values=values)]


def filled(parameter: Parameter, record: Mapping[str, Any]) -> bool:
    """The record shows the property that the filter judges; alternatives are divided by `|`."""
    path = parameter.filter.property if parameter.filter is not None else ""
    return any(expect.values(record, one) for one in path.split("|"))
