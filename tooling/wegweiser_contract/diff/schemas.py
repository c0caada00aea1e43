"""Schemas, compared in the direction in which they travel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.changes import (
    Change,
    Direction,
    Severity,
    Width,
    additive,
    breaking,
    severity_of,
)
from wegweiser_contract.diff.classes import class_changes
from wegweiser_contract.diff.sides import Spot, spot
from wegweiser_contract.diff.widths import KEYWORDS, by_sets, types, values
from wegweiser_contract.diff.words import WORDS
from wegweiser_contract.pointers import step

if TYPE_CHECKING:
    from collections.abc import Iterator

_JUDGED_ELSEWHERE = {
    *KEYWORDS,
    *("type", "nullable", "enum", "const", "properties", "required", "items", "additionalProperties"),
    *("default", "allOf", "$ref", "x-class", "x-required-in", "x-enum-classes"),
}
_ABSENT = object()


@dataclass(slots=True)
class SchemaComparison:
    """Remembers the pairs it has seen: components are compared once in each direction."""

    direction: Direction
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def compare(self, old: Spot, new: Spot) -> Iterator[Change]:
        if (old.place, new.place) in self._seen:
            return
        self._seen.add((old.place, new.place))
        old, new = merged(old), merged(new)
        yield from self._values(old, new)
        yield from self._unknown_keywords(old, new)
        yield from self._properties(old, new)
        yield from self._additional(old, new)
        yield from self._inner("items", old, new)
        yield from class_changes(old, new)

    def _values(self, old: Spot, new: Spot) -> Iterator[Change]:
        """Everything that makes the set of fitting values narrower or wider."""
        yield from self._judged("type", by_sets(types(old.node), types(new.node)), old, new)
        yield from self._judged("enum", by_sets(values(old.node), values(new.node)), old, new)
        for keyword, width_of in KEYWORDS.items():
            before, after = old.get(keyword), new.get(keyword)
            if before != after:
                yield from self._judged(keyword, width_of(before, after), old, new)

    def _judged(self, keyword: str, width: Width | None, old: Spot, new: Spot) -> Iterator[Change]:
        if width is not None:
            rule = f"{self.direction.value}/{keyword}-{width.value}"
            said = f"{keyword} was {old.get(keyword, 'absent')}, is {new.get(keyword, 'absent')}"
            yield Change(severity_of(width, self.direction), rule, new.place, said)

    def _unknown_keywords(self, old: Spot, new: Spot) -> Iterator[Change]:
        """Extensions bind only those who know them; for any other keyword the worst is assumed."""
        for keyword in sorted({*old.node, *new.node} - _JUDGED_ELSEWHERE - WORDS):
            if old.get(keyword, _ABSENT) != new.get(keyword, _ABSENT):
                severity = Severity.EDITORIAL if keyword.startswith("x-") else Severity.BREAKING
                rule = f"{self.direction.value}/keyword-changed"
                yield Change(severity, rule, new.place, f"{keyword} differs")

    def _properties(self, old: Spot, new: Spot) -> Iterator[Change]:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name in before:
            if name not in after:
                yield breaking(f"{self.direction.value}/property-removed", old.place, f"{name!r} is gone")
            else:
                yield from self._requiredness(name, old, new)
                yield from self.compare(old.at("properties", name), new.at("properties", name))
        for name in after:
            if name not in before:
                yield self._added(name, new)

    def _added(self, name: str, new: Spot) -> Change:
        demanded = self.direction is Direction.REQUEST and name in new.get("required", ())
        judge = breaking if demanded else additive
        return judge(f"{self.direction.value}/property-added", new.place, f"{name!r} is new")

    def _requiredness(self, name: str, old: Spot, new: Spot) -> Iterator[Change]:
        before, after = name in old.get("required", ()), name in new.get("required", ())
        if before != after:
            width, word = (Width.NARROWED, "required") if after else (Width.WIDENED, "optional")
            rule = f"{self.direction.value}/property-became-{word}"
            yield Change(severity_of(width, self.direction), rule, new.place, f"{name!r} is {word} now")

    def _additional(self, old: Spot, new: Spot) -> Iterator[Change]:
        """Whether further properties may come. Clients ignore those of answers."""
        key = "additionalProperties"
        before, after = old.get(key, True), new.get(key, True)
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self.compare(old.at(key), new.at(key))
        elif before != after:
            closing = _openness(after) < _openness(before)
            harmful = closing and self.direction is Direction.REQUEST
            rule = f"{self.direction.value}/{'closed' if closing else 'opened'}"
            judge = breaking if harmful else additive
            yield judge(rule, new.place, f"{key} was {before}, is {after}")

    def _inner(self, key: str, old: Spot, new: Spot) -> Iterator[Change]:
        if old.has(key) and new.has(key):
            yield from self.compare(old.at(key), new.at(key))
        elif old.has(key) != new.has(key):
            width = Width.NARROWED if new.has(key) else Width.WIDENED
            rule = f"{self.direction.value}/{key}-{width.value}"
            yield Change(severity_of(width, self.direction), rule, new.place, f"{key} differs")


def _openness(additional: Any) -> int:
    """No others, others of one kind, any others."""
    return 1 if isinstance(additional, dict) else 2 * bool(additional)


def merged(schema: Spot) -> Spot:
    """A schema with the members of its `allOf` written into it."""
    members = schema.get("allOf")
    if not isinstance(members, list):
        return schema
    whole: dict[str, Any] = {}
    for index, member in enumerate(members):
        place = step(step(schema.place, "allOf"), index)
        _take(whole, merged(spot(schema.document, place, member)))
    own = {key: value for key, value in schema.node.items() if key != "allOf"}
    _take(whole, Spot(schema.document, schema.place, own))
    return Spot(schema.document, schema.place, whole)


def _take(whole: dict[str, Any], part: Spot) -> None:
    """What is inside is taken as a reference, so that its place stays the one where it is written."""
    for key, value in part.node.items():
        place = f"#{step(part.place, key)}"
        if key == "properties":
            whole[key] = whole.get(key, {}) | {name: {"$ref": step(place, name)} for name in value}
        elif key == "required":
            whole[key] = [*whole.get(key, []), *value]
        else:
            whole[key] = {"$ref": place} if key == "items" else value
