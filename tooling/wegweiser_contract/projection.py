"""The contract without everything that a publisher does not claim.

An element stays if its own class and those of its parents are claimed. Its own class is its `x-class`, or
that of what it is made of: the component it refers to, the one member of its `allOf`, the items of its array.
The parent of a path is the longest other path that is its prefix by segments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_contract.pointers import lookup
from wegweiser_contract.pruning import drop_unused_components, drop_unused_tags, fit_examples

if TYPE_CHECKING:
    from collections.abc import Mapping

_EMPTIED = ("content", "headers", "examples", "parameters", "required", "enum")


def project(document: Mapping[str, Any], classes: frozenset[str]) -> dict[str, Any]:
    """The projection of a bundled document onto a set of its classes; the document itself is left alone."""
    work = _Projection(document, classes)
    projected: dict[str, Any] = {key: work.reduced(node) for key, node in document.items() if key != "paths"}
    projected["paths"] = {
        path: work.reduced(item) for path, item in document["paths"].items() if work.keeps_path(path)
    }
    projected["x-classes"] = {name: node for name, node in document["x-classes"].items() if name in classes}
    drop_unused_tags(projected)
    drop_unused_components(projected)
    fit_examples(projected)
    return {key: projected[key] for key in document}


@dataclass(frozen=True, slots=True)
class _Projection:
    document: Mapping[str, Any]
    classes: frozenset[str]

    def keeps_path(self, path: str) -> bool:
        parent = parent_path(path, self.document["paths"])
        return self.keeps(self.document["paths"][path]) and (parent is None or self.keeps_path(parent))

    def keeps(self, node: Any) -> bool:
        """Whether an element and what it is made of are claimed."""
        if not isinstance(node, dict):
            return True
        own = node.get("x-class")
        if isinstance(own, str) and own not in self.classes:
            return False
        if isinstance(node.get("enum"), list) and not self._claimed_values(node):
            return False
        return all(self.keeps(part) for part in self._made_of(node))

    def _made_of(self, node: dict[str, Any]) -> list[Any]:
        parts = [lookup(self.document, node["$ref"])] if isinstance(node.get("$ref"), str) else []
        all_of = node.get("allOf")
        return [*parts, *(all_of if isinstance(all_of, list) else ()), node.get("items"), node.get("schema")]

    def _claimed_values(self, node: dict[str, Any]) -> list[Any]:
        classes = node.get("x-enum-classes") or {}
        return [value for value in node["enum"] if classes.get(value) in {None, *self.classes}]

    def reduced(self, node: Any) -> Any:
        """A copy without unclaimed elements."""
        if isinstance(node, list):
            return [self.reduced(entry) for entry in node if self.keeps(entry)]
        if not isinstance(node, dict):
            return node
        copy = {key: self._part(key, value) for key, value in node.items() if self._keeps_part(key, value)}
        self._narrow_enum(copy)
        self._settle_required(copy, node)
        return {
            key: value for key, value in copy.items() if value or key not in _EMPTIED or value == node[key]
        }

    def _keeps_part(self, key: str, value: Any) -> bool:
        return key == "properties" or self.keeps(value)

    def _part(self, key: str, value: Any) -> Any:
        """Properties may bear any name, `items` or `schema` too: their mapping is no element itself."""
        if key == "properties" and isinstance(value, dict):
            return {name: self.reduced(inner) for name, inner in value.items() if self.keeps(inner)}
        return self.reduced(value)

    def _narrow_enum(self, node: dict[str, Any]) -> None:
        classes = node.get("x-enum-classes")
        if not isinstance(classes, dict) or not isinstance(node.get("enum"), list):
            return
        node["enum"] = self._claimed_values(node)
        node["x-enum-classes"] = {value: name for value, name in classes.items() if value in node["enum"]}
        if "default" in node and node["default"] not in node["enum"]:
            del node["default"]

    def _settle_required(self, copy: dict[str, Any], node: dict[str, Any]) -> None:
        """Properties that left are not required; those that a claimed class demands are."""
        if self._demands(node) and "schema" in node:
            copy["required"] = True
        properties, before = copy.get("properties"), node.get("properties")
        if not isinstance(properties, dict) or not isinstance(before, dict):
            return
        names = [name for name in node.get("required", []) if name in properties or name not in before]
        names += [name for name in properties if self._demands(before[name]) and name not in names]
        if names:
            copy["required"] = names
        else:
            copy.pop("required", None)

    def _demands(self, node: Any) -> bool:
        wanted = node.get("x-required-in") if isinstance(node, dict) else None
        return isinstance(wanted, list) and not self.classes.isdisjoint(wanted)


def parent_path(path: str, paths: Mapping[str, Any]) -> str | None:
    """The longest other path whose segments begin this one."""
    own = _segments(path)
    shorter = [other for other in paths if other != path and _segments(other) == own[: len(_segments(other))]]
    return max(shorter, key=lambda other: len(_segments(other)), default=None)


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]
