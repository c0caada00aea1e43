"""Names: English, lowerCamelCase in JSON, kebab-case and plural in paths, verb and noun in operations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wegweiser_contract.lint.rules import Fault, house_rule, last_key
from wegweiser_contract.walking import operations_of, parameters_of, path_items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.lint.subject import Subject

_CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
_SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\{[a-z][a-zA-Z0-9]*\}")
_OPERATION = re.compile(r"(list|get)([A-Z][A-Za-z0-9]*)")


@house_rule("naming/properties")
def properties(subject: Subject) -> Iterator[Fault]:
    """Properties are lowerCamelCase."""
    for pointer, _ in subject.properties():
        if not _CAMEL.fullmatch(last_key(pointer)):
            yield Fault(pointer, f"the property is called {last_key(pointer)!r}", "lowerCamelCase")


@house_rule("naming/parameters")
def parameters(subject: Subject) -> Iterator[Fault]:
    """Parameters of query and path are lowerCamelCase."""
    for pointer, parameter in parameters_of(subject.document):
        name = parameter.get("name", "")
        if parameter.get("in") in ("query", "path") and not _CAMEL.fullmatch(name):
            yield Fault(pointer, f"the parameter is called {name!r}", "lowerCamelCase")


@house_rule("naming/components")
def components(subject: Subject) -> Iterator[Fault]:
    """Components are PascalCase."""
    for kind, entries in subject.document.get("components", {}).items():
        for name in entries:
            if not _PASCAL.fullmatch(name):
                yield Fault(f"/components/{kind}/{name}", f"the component is called {name!r}", "PascalCase")


@house_rule("naming/path-segments")
def path_segments(subject: Subject) -> Iterator[Fault]:
    """Segments of paths are kebab-case, or a parameter in braces; no slash at the end."""
    for pointer, _ in path_items_of(subject.document):
        path = last_key(pointer)
        segments = path.split("/")[1:] if path != "/" else []
        if not all(_SEGMENT.fullmatch(segment) for segment in segments):
            yield Fault(
                pointer, f"the path {path!r}", "kebab-case segments such as /course-sessions/{sessionId}"
            )


@house_rule("naming/plural-collections")
def plural_collections(subject: Subject) -> Iterator[Fault]:
    """Collections are plural."""
    for pointer, _ in path_items_of(subject.document):
        first = last_key(pointer).split("/")[1]
        if first and not first.endswith("s"):
            yield Fault(pointer, f"the collection is called {first!r}", "a plural such as 'jobs'")


@house_rule("naming/operations")
def operations(subject: Subject) -> Iterator[Fault]:
    """An operationId is verb and noun, `list` for lists and `get` for single things, each only once."""
    seen: set[str] = set()
    for pointer, operation in operations_of(subject.document):
        name = str(operation.get("operationId", ""))
        match = _OPERATION.fullmatch(name)
        if not match:
            yield Fault(pointer, f"the operationId is {name!r}", "listThings or getThing")
        elif match[1] != _verb(subject, pointer):
            yield Fault(pointer, f"the operationId is {name!r}", f"{_verb(subject, pointer)}{match[2]}")
        if name in seen:
            yield Fault(pointer, f"the operationId {name!r} is taken", "one of its own")
        seen.add(name)


def _verb(subject: Subject, pointer: str) -> str:
    path = pointer.split("/")[2].replace("~1", "/").replace("~0", "~")
    kind = subject.document["paths"][path].get("x-kind")
    return "get" if kind in ("item", "description", "code-list") else "list"
