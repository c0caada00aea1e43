"""Paths and operations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.changes import Change, Direction, additive, breaking
from wegweiser_contract.diff.classes import class_changes
from wegweiser_contract.diff.parameters import parameter_changes, parameters_by_key
from wegweiser_contract.diff.responses import media_type_changes, response_changes
from wegweiser_contract.diff.schemas import SchemaComparison
from wegweiser_contract.diff.security import security_changes
from wegweiser_contract.diff.sides import Spot, spot
from wegweiser_contract.pointers import step
from wegweiser_contract.walking import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def path_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """All that can be asked, and all that answers."""
    before, after = _by_shape(old), _by_shape(new)
    requests, answers = SchemaComparison(Direction.REQUEST), SchemaComparison(Direction.RESPONSE)
    for shape, path in before.items():
        if shape not in after:
            yield breaking("path/removed", path.item.place, "the path is gone")
        else:
            yield from _compared(path, after[shape], requests, answers)
    for shape, path in after.items():
        if shape not in before:
            yield additive("path/added", path.item.place, "the path is new")


@dataclass(frozen=True, slots=True)
class _Path:
    name: str
    item: Spot


def _by_shape(document: Mapping[str, Any]) -> dict[str, _Path]:
    """Two paths are the same if they differ only in the names of their parameters."""
    return {
        re.sub(r"\{[^}]*\}", "{}", name): _Path(name, spot(document, step("/paths", name), node))
        for name, node in document["paths"].items()
    }


def _compared(
    old: _Path, new: _Path, requests: SchemaComparison, answers: SchemaComparison
) -> Iterator[Change]:
    yield from class_changes(old.item, new.item)
    if old.item.get("x-filters-through") != new.item.get("x-filters-through"):
        yield breaking("path/filters-otherwise", new.item.place, "x-filters-through differs")
    for method in METHODS:
        if old.item.has(method) and not new.item.has(method):
            yield breaking("operation/removed", old.item.place, f"{method} is gone")
        elif new.item.has(method) and not old.item.has(method):
            yield additive("operation/added", new.item.place, f"{method} is new")
        elif new.item.has(method):
            before, after = old.item.at(method), new.item.at(method)
            was, becomes = (parameters_by_key(p.name, p.item, p.item.at(method)) for p in (old, new))
            yield from parameter_changes(was, becomes, requests)
            yield from _body(before, after, requests)
            yield from response_changes(before.at("responses"), after.at("responses"), answers)
            yield from _operation(before, after)


def _operation(old: Spot, new: Spot) -> Iterator[Change]:
    if old.get("operationId") != new.get("operationId"):
        said = f"it was {old.get('operationId')}, is {new.get('operationId')}"
        yield breaking("operation/renamed", new.place, f"{said}; generated clients name functions so")
    if new.get("deprecated") and not old.get("deprecated"):
        yield additive("operation/deprecated", new.place, "it is going to end")
    yield from class_changes(old, new)
    yield from security_changes(old, new)


def _body(old: Spot, new: Spot, requests: SchemaComparison) -> Iterator[Change]:
    before, after = old.at("requestBody"), new.at("requestBody")
    if after.get("required") and not before.get("required"):
        yield breaking("request/body-became-required", new.place, "a body is required now")
    yield from media_type_changes(before, after, requests)
