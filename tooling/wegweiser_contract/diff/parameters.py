"""Parameters: what worked as a request must go on working."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.changes import Change, additive, breaking
from wegweiser_contract.diff.classes import class_changes
from wegweiser_contract.diff.schemas import merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.diff.schemas import SchemaComparison
    from wegweiser_contract.diff.sides import Spot

    Key = tuple[str, str]

_MEANING = ("x-filter", "x-code-list", "allowEmptyValue", "allowReserved")


def parameters_by_key(path: str, item: Spot, operation: Spot) -> dict[Key, Spot]:
    """All parameters of an operation by location and name; those in the path by their order."""
    order = re.findall(r"\{([^}]*)\}", path)
    found: dict[Key, Spot] = {}
    for holder in (item, operation):
        for index in range(len(holder.get("parameters", ()))):
            parameter = holder.at("parameters", index)
            found[_key(parameter, order)] = parameter
    return found


def _key(parameter: Spot, order: list[str]) -> Key:
    location, name = str(parameter.get("in")), str(parameter.get("name"))
    if location == "path" and name in order:
        return location, str(order.index(name))
    return location, name.lower() if location == "header" else name


def parameter_changes(
    old: Mapping[Key, Spot], new: Mapping[Key, Spot], requests: SchemaComparison
) -> Iterator[Change]:
    for key, parameter in old.items():
        if key not in new:
            said = f"the {key[0]} parameter {parameter.get('name')!r} is gone, and unknown ones are refused"
            yield breaking("parameter/removed", parameter.place, said)
        else:
            yield from _compared(parameter, new[key], requests)
    for key, parameter in new.items():
        if key not in old:
            judge = breaking if parameter.get("required") else additive
            yield judge("parameter/added", parameter.place, f"the {key[0]} parameter {key[1]!r} is new")


def _compared(old: Spot, new: Spot, requests: SchemaComparison) -> Iterator[Change]:
    if old.get("name") != new.get("name") and old.get("in") == "path":
        said = f"{old.get('name')!r} is called {new.get('name')!r} now"
        yield breaking("parameter/renamed", new.place, f"{said}; generated clients name arguments so")
    yield from _requiredness(old, new)
    yield from _style(old, new)
    for keyword in _MEANING:
        if old.get(keyword) != new.get(keyword):
            said = f"{keyword} was {old.get(keyword, 'absent')}, is {new.get(keyword, 'absent')}"
            yield breaking("parameter/meaning-changed", new.place, said)
    yield from _default(old, new)
    yield from class_changes(old, new)
    yield from requests.compare(old.at("schema"), new.at("schema"))


def _requiredness(old: Spot, new: Spot) -> Iterator[Change]:
    before, after = bool(old.get("required")), bool(new.get("required"))
    if after and not before:
        yield breaking("parameter/became-required", new.place, f"{new.get('name')!r} is required now")
    if before and not after:
        yield additive("parameter/became-optional", new.place, f"{new.get('name')!r} is optional now")


def _style(old: Spot, new: Spot) -> Iterator[Change]:
    """How lists are written; what is not said has a default."""
    before, after = _written(old), _written(new)
    if before != after:
        said = f"style and explode were {before}, are {after}"
        yield breaking("parameter/style-changed", new.place, said)


def _written(parameter: Spot) -> tuple[str, bool]:
    style = parameter.get("style", "form" if parameter.get("in") in ("query", "cookie") else "simple")
    return style, parameter.get("explode", style == "form")


def _default(old: Spot, new: Spot) -> Iterator[Change]:
    before: Any = merged(old.at("schema")).get("default")
    after: Any = merged(new.at("schema")).get("default")
    if before == after:
        return
    judge = additive if before is None else breaking
    yield judge("parameter/default-changed", new.place, f"the default was {before}, is {after}")
