"""Conformance classes: what belongs to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.claims import of_kind
from wegweiser_contract.lint.rules import Fault, house_rule, last_key
from wegweiser_contract.pointers import step
from wegweiser_contract.walking import components_of, headers_of, parameters_of, path_items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.lint.subject import Subject

_KINDS = ("core", "resource", "publishing", "capability")


@house_rule("classes/described")
def described(subject: Subject) -> Iterator[Fault]:
    """Every class has a kind, a title, a description, and presupposes existing classes."""
    for name, node in subject.classes.items():
        place = f"/x-classes/{name}"
        if node.get("kind") not in _KINDS:
            yield Fault(place, f"the kind is {node.get('kind')!r}", " or ".join(_KINDS))
        if not (node.get("title") and node.get("description")):
            yield Fault(place, "title or description is missing", "both")
        unknown = [other for other in node.get("presupposes", [None]) if other not in subject.classes]
        if unknown:
            yield Fault(place, f"it presupposes {unknown}", "a list of other classes, if need be []")


@house_rule("classes/kinds-complete")
def kinds_complete(subject: Subject) -> Iterator[Fault]:
    """There is one core, two ways of publishing, and a resource."""
    for kind, right in (("core", {1}), ("publishing", {2}), ("resource", set(range(1, 100)))):
        count = len(of_kind(kind, subject.classes))
        if count not in right:
            yield Fault(
                "/x-classes", f"{count} classes are of kind {kind}", "one core, two publishing, resources"
            )


@house_rule("classes/known")
def known(subject: Subject) -> Iterator[Fault]:
    """Whatever names a class names an existing one."""
    for pointer, name in _named(subject.document, ""):
        if name not in subject.classes:
            yield Fault(pointer, f"there is no class {name!r}", f"one of {', '.join(subject.classes)}")


@house_rule("classes/everywhere")
def everywhere(subject: Subject) -> Iterator[Fault]:
    """Every path, parameter and response header bears one class."""
    parameters = [*parameters_of(subject.document), *headers_of(subject.document)]
    for pointer, node in [*path_items_of(subject.document), *parameters]:
        if "$ref" not in node and not isinstance(node.get("x-class"), str):
            yield Fault(pointer, f"x-class is {node.get('x-class')!r}", "the name of one class")


@house_rule("classes/enum-values")
def enum_values(subject: Subject) -> Iterator[Fault]:
    """`x-enum-classes` speaks of values that the `enum` has."""
    for pointer, parameter in components_of(subject.document, "parameters"):
        schema = parameter.get("schema", {})
        for value in schema.get("x-enum-classes", {}):
            if value not in schema.get("enum", ()):
                yield Fault(
                    step(pointer, "schema"), f"{value!r} is no value of the enum", "one of its values"
                )


@house_rule("classes/kind-of-path")
def kind_of_path(subject: Subject) -> Iterator[Fault]:
    """`x-kind` and `x-collection` say what the path shows."""
    for pointer, item in path_items_of(subject.document):
        right = _kind(last_key(pointer))
        if (item.get("x-kind"), item.get("x-collection")) != right:
            yield Fault(
                pointer,
                f"x-kind {item.get('x-kind')!r}, x-collection {item.get('x-collection')!r}",
                f"x-kind {right[0]!r}, x-collection {right[1]!r}",
            )


def _kind(path: str) -> tuple[str, str | None]:
    match path.strip("/").split("/"):
        case [""]:
            return "description", None
        case ["code-lists", *rest]:
            return ("code-list" if rest else "code-lists"), None
        case [collection]:
            return "list", collection
        case [collection, "pages", _]:
            return "page", collection
        case [collection, "by-ags", _]:
            return "area", collection
        case [collection, "by-ags", _, "pages", _]:
            return "area-page", collection
        case [collection, *_]:
            return "item", collection
        case _:
            return "description", None


def _named(node: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """Every class that is named below a node, and where."""
    if isinstance(node, dict):
        if isinstance(node.get("x-class"), str):
            yield pointer, node["x-class"]
        for name in node.get("x-required-in") or ():
            yield pointer, name
        if isinstance(node.get("x-enum-classes"), dict):
            yield from ((pointer, name) for name in node["x-enum-classes"].values())
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, entry in entries:
        yield from _named(entry, step(pointer, key))
