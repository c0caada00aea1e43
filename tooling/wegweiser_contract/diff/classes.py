"""Conformance classes: whoever relied on a class keeps what it had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.changes import Change, additive, breaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.diff.sides import Spot

_EVERYBODY = ("core", None)


def class_changes(old: Spot, new: Spot) -> Iterator[Change]:
    """An element that moves to another class vanishes for clients of publishers that do not claim it."""
    before, after = old.get("x-class"), new.get("x-class")
    if before != after:
        judge = additive if after in _EVERYBODY else breaking
        yield judge("class/moved", new.place, f"x-class was {before}, is {after}")
    yield from _demands(old, new)
    yield from _enum_classes(old, new)


def _demands(old: Spot, new: Spot) -> Iterator[Change]:
    before, after = set(old.get("x-required-in", ())), set(new.get("x-required-in", ()))
    for name in sorted(before - after):
        yield breaking("class/no-longer-required", new.place, f"no longer required in {name}")
    for name in sorted(after - before):
        yield additive("class/required", new.place, f"required in {name} now")


def _enum_classes(old: Spot, new: Spot) -> Iterator[Change]:
    before, after = old.get("x-enum-classes", {}), new.get("x-enum-classes", {})
    known = {*old.get("enum", ())} & {*new.get("enum", ())}
    for value in sorted(known, key=str):
        if before.get(value) != after.get(value):
            judge = additive if after.get(value) in _EVERYBODY else breaking
            yield judge("class/value-moved", new.place, f"{value!r} needs {after.get(value)} now")


def declared_classes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """The list of all classes."""
    before, after = old.get("x-classes", {}), new.get("x-classes", {})
    for name in before.keys() - after.keys():
        yield breaking("class/removed", f"/x-classes/{name}", "the class is gone")
    for name in after.keys() - before.keys():
        yield additive("class/added", f"/x-classes/{name}", "the class is new")
    for name in before.keys() & after.keys():
        yield from _presupposed(name, before[name], after[name])


def _presupposed(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before, after = set(old.get("presupposes", ())), set(new.get("presupposes", ()))
    if before - after:
        said = f"no longer comes with {', '.join(sorted(before - after))}"
        yield breaking("class/presupposes-less", f"/x-classes/{name}", said)
    elif after - before:
        said = f"comes with {', '.join(sorted(after - before))} too"
        yield additive("class/presupposes-more", f"/x-classes/{name}", said)
