"""From one file per path and component to one OpenAPI document.

References between files become `#/components/<kind>/<Name>`; only components that something refers to
come along.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wegweiser_contract.errors import SourceError
from wegweiser_contract.pointers import step
from wegweiser_contract.sources import ROOT_DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_contract.sources import Sources

_COMPONENT_FILE = re.compile(r"components/(?P<kind>[A-Za-z]+)/(?P<name>[A-Za-z0-9._-]+)\.yaml")
_LOCAL = re.compile(r"#/components/(?P<kind>[A-Za-z]+)/(?P<name>[A-Za-z0-9._-]+)")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The document, and which file each of its parts came from (pointer → file as seen from `spec/v1`)."""

    document: dict[str, Any]
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Target:
    """The component that a reference means."""

    kind: str
    name: str
    file: str
    node: dict[str, Any]

    @property
    def pointer(self) -> str:
        return f"/components/{self.kind}/{self.name}"


@dataclass(slots=True)
class _Bundling:
    sources: Sources
    root: dict[str, Any]
    components: dict[str, dict[str, Any]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    """The chain of components being read: a circle shows there."""

    def rewritten(self, node: Any, file: str, pointer: str = "") -> Any:
        if isinstance(node, list):
            return [self.rewritten(entry, file, step(pointer, i)) for i, entry in enumerate(node)]
        if not isinstance(node, dict):
            return node
        copy = {key: self.rewritten(value, file, step(pointer, key)) for key, value in node.items()}
        if isinstance(node.get("$ref"), str):
            copy["$ref"] = self._reference(node["$ref"], file, pointer)
        return copy

    def path_item(self, path: str, node: Any) -> Any:
        pointer = step("/paths", path)
        if not (isinstance(node, dict) and isinstance(node.get("$ref"), str)):
            return self.rewritten(node, ROOT_DOCUMENT, pointer)
        file = posixpath.normpath(node["$ref"])
        if not (file.startswith("paths/") and self.sources.exists(file)):
            raise self._dangling(node["$ref"], ROOT_DOCUMENT, pointer, "a file in paths/")
        self.origins[pointer] = file
        return self.rewritten(self.sources.read(file), file)

    def security_schemes(self) -> dict[str, Any]:
        """No reference leads to a security scheme: what the root lists, stays."""
        listed = (self.root.get("components") or {}).get("securitySchemes") or {}
        schemes = {}
        for name, node in sorted(listed.items()):
            pointer = step("/components/securitySchemes", name)
            if isinstance(node, dict) and isinstance(node.get("$ref"), str):
                node = self._target(node["$ref"], ROOT_DOCUMENT, pointer).node
            schemes[name] = self.rewritten(node, ROOT_DOCUMENT, pointer)
        return schemes

    def _reference(self, reference: str, file: str, pointer: str) -> str:
        target = self._target(reference, file, pointer)
        self._take(target, self._place(file, pointer))
        return f"#{target.pointer}"

    def _target(self, reference: str, file: str, pointer: str) -> _Target:
        if reference.startswith("#"):
            return self._listed(reference, file, pointer)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(file), reference))
        match = _COMPONENT_FILE.fullmatch(name)
        if not match or not self.sources.exists(name):
            raise self._dangling(reference, file, pointer, "a file components/<kind>/<Name>.yaml")
        return _Target(match["kind"], match["name"], name, self.sources.read(name))

    def _listed(self, reference: str, file: str, pointer: str) -> _Target:
        match = _LOCAL.fullmatch(reference)
        if file != ROOT_DOCUMENT or not match:
            raise self._dangling(reference, file, pointer, "the other component's file, relative to this one")
        kind, name = match["kind"], match["name"]
        node = ((self.root.get("components") or {}).get(kind) or {}).get(name)
        if not isinstance(node, dict):
            raise self._dangling(reference, file, pointer, f"a component listed under components/{kind}")
        if isinstance(node.get("$ref"), str):
            return self._target(node["$ref"], ROOT_DOCUMENT, f"/components/{kind}/{name}")
        return _Target(kind, name, ROOT_DOCUMENT, node)

    def _take(self, target: _Target, place: str) -> None:
        if target.pointer in self._open:
            circle = " → ".join([*self._open[self._open.index(target.pointer) :], target.pointer])
            raise SourceError(place, f"the references go round in a circle: {circle}")
        taken = self.components.setdefault(target.kind, {})
        if target.name in taken:
            return
        self._open.append(target.pointer)
        inside = target.pointer if target.file == ROOT_DOCUMENT else ""
        taken[target.name] = self.rewritten(target.node, target.file, inside)
        self._open.pop()
        self.origins[target.pointer] = target.file

    def _dangling(self, reference: str, file: str, pointer: str, right: str) -> SourceError:
        return SourceError(
            self._place(file, pointer), f"the reference {reference!r} leads nowhere; it must name {right}"
        )

    def _place(self, file: str, pointer: str) -> str:
        return f"{self.sources.shown(file)} at {pointer or '/'}"


def bundle(sources: Sources) -> Bundle:
    """The contract as one document: paths in the order of the root, components sorted."""
    root = sources.read(ROOT_DOCUMENT)
    _require_mappings(root, sources)
    work = _Bundling(sources, root)
    document = {
        key: work.rewritten(value, ROOT_DOCUMENT, step("", key))
        for key, value in root.items()
        if key not in ("paths", "components")
    }
    document["paths"] = {path: work.path_item(path, node) for path, node in root["paths"].items()}
    schemes = work.security_schemes()
    kinds = work.components | ({"securitySchemes": schemes} if schemes else {})
    document["components"] = {kind: dict(sorted(kinds[kind].items())) for kind in sorted(kinds)}
    return Bundle(document, work.origins)


def _require_mappings(root: dict[str, Any], sources: Sources) -> None:
    place = sources.shown(ROOT_DOCUMENT)
    for key in ("info", "paths", "x-classes"):
        if not isinstance(root.get(key), dict):
            raise SourceError(place, f"`{key}` is missing, or no mapping")
    if not isinstance(root["info"].get("version"), str):
        raise SourceError(f"{place} at /info/version", "must be a text such as '1.0.0'")
    for key in ("paths", "x-classes", "components"):
        for name, node in (root.get(key) or {}).items():
            if not isinstance(node, dict):
                raise SourceError(f"{place} at {step('/' + key, name)}", "must be a mapping")
