"""Responses: what came back must go on coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_contract.diff.changes import Change, Direction, additive, breaking
from wegweiser_contract.diff.classes import class_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.diff.schemas import SchemaComparison
    from wegweiser_contract.diff.sides import Spot


def response_changes(old: Spot, new: Spot, answers: SchemaComparison) -> Iterator[Change]:
    """Between the responses of two operations."""
    assert answers.direction is Direction.RESPONSE
    for status in old.node:
        if status not in new.node:
            yield breaking("response/status-removed", old.place, f"{status} is gone")
        else:
            yield from _compared(old.at(status), new.at(status), answers)
    for status in new.node:
        if status not in old.node:
            yield _added(status, new)


def _added(status: str, new: Spot) -> Change:
    """Clients know what to do with any error; 304 comes only to those who ask for it."""
    expected = status[:1] in "45" or status in ("304", "default")
    judge = additive if expected else breaking
    return judge("response/status-added", new.place, f"{status} is new")


def _compared(old: Spot, new: Spot, answers: SchemaComparison) -> Iterator[Change]:
    yield from class_changes(old, new)
    yield from _headers(old, new, answers)
    yield from media_type_changes(old, new, answers)


def _headers(old: Spot, new: Spot, answers: SchemaComparison) -> Iterator[Change]:
    before = {name.lower(): name for name in old.get("headers", {})}
    after = {name.lower(): name for name in new.get("headers", {})}
    for key, name in before.items():
        if key not in after:
            yield breaking("response/header-removed", old.place, f"{name} is gone")
        else:
            yield from _header(old.at("headers", name), new.at("headers", after[key]), answers)
    for key, name in after.items():
        if key not in before:
            yield additive("response/header-added", new.place, f"{name} is new")


def _header(old: Spot, new: Spot, answers: SchemaComparison) -> Iterator[Change]:
    before, after = bool(old.get("required")), bool(new.get("required"))
    if before and not after:
        yield breaking("response/header-became-optional", new.place, "it may be missing now")
    if after and not before:
        yield additive("response/header-became-required", new.place, "it always comes now")
    yield from class_changes(old, new)
    yield from answers.compare(old.at("schema"), new.at("schema"))


def media_type_changes(old: Spot, new: Spot, schemas: SchemaComparison) -> Iterator[Change]:
    """`Accept` is ignored, so a further media type of an answer may come to anyone."""
    before, after = old.get("content", {}), new.get("content", {})
    direction = schemas.direction
    for name in before:
        if name not in after:
            yield breaking(f"{direction.value}/media-type-removed", old.place, f"{name} is gone")
        else:
            was, becomes = old.at("content", name), new.at("content", name)
            yield from class_changes(was, becomes)
            yield from schemas.compare(was.at("schema"), becomes.at("schema"))
    for name in after:
        if name not in before:
            judge = breaking if direction is Direction.RESPONSE else additive
            yield judge(f"{direction.value}/media-type-added", new.place, f"{name} is new")
