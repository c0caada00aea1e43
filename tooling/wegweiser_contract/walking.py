"""Ways through an OpenAPI document, by position: a property called `schema` or `example` confuses nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.pointers import lookup, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Places = Iterator[tuple[str, dict[str, Any]]]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def _mappings(node: Any, pointer: str) -> Places:
    """The entries of a mapping or list that are mappings themselves."""
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, entry in entries:
        if isinstance(entry, dict):
            yield step(pointer, key), entry


def _under(places: Places, key: str) -> Places:
    for pointer, node in places:
        yield from _mappings(node.get(key), step(pointer, key))


def components_of(document: Mapping[str, Any], kind: str) -> Places:
    yield from _mappings((document.get("components") or {}).get(kind), f"/components/{kind}")


def path_items_of(document: Mapping[str, Any]) -> Places:
    yield from _mappings(document.get("paths"), "/paths")


def operations_of(document: Mapping[str, Any]) -> Places:
    for pointer, item in path_items_of(document):
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield step(pointer, method), item[method]


def parameters_of(document: Mapping[str, Any]) -> Places:
    """Wherever a parameter is written or referred to."""
    yield from components_of(document, "parameters")
    yield from _under(path_items_of(document), "parameters")
    yield from _under(operations_of(document), "parameters")


def responses_of(document: Mapping[str, Any]) -> Places:
    yield from components_of(document, "responses")
    yield from _under(operations_of(document), "responses")


def headers_of(document: Mapping[str, Any]) -> Places:
    yield from components_of(document, "headers")
    yield from _under(responses_of(document), "headers")


def media_types_of(document: Mapping[str, Any]) -> Places:
    yield from _under(responses_of(document), "content")
    yield from _under(components_of(document, "requestBodies"), "content")
    bodies = ((step(p, "requestBody"), op.get("requestBody")) for p, op in operations_of(document))
    yield from _under(((p, body) for p, body in bodies if isinstance(body, dict)), "content")


def schemas_of(document: Mapping[str, Any]) -> Places:
    """Every schema, outer before inner."""
    for pointer, schema in components_of(document, "schemas"):
        yield from schema_tree(schema, pointer)
    for walk in (parameters_of, headers_of, media_types_of):
        for pointer, node in walk(document):
            if isinstance(node.get("schema"), dict):
                yield from schema_tree(node["schema"], step(pointer, "schema"))


def schema_tree(schema: dict[str, Any], pointer: str) -> Places:
    """A schema and those written inside it; references are not followed."""
    yield pointer, schema
    for key in ("properties", "allOf", "anyOf", "oneOf"):
        for inner_pointer, inner in _mappings(schema.get(key), step(pointer, key)):
            yield from schema_tree(inner, inner_pointer)
    for key in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield from schema_tree(schema[key], step(pointer, key))


def references_in(node: Any) -> Iterator[str]:
    """Every `$ref` below a node."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for entry in node:
            yield from references_in(entry)


def reached_from(node: Any, document: Mapping[str, Any]) -> set[str]:
    """Every reference below a node, and below what it leads to."""
    waiting = list(references_in(node))
    reached: set[str] = set()
    while waiting:
        reference = waiting.pop()
        if reference not in reached:
            reached.add(reference)
            waiting.extend(references_in(lookup(document, reference)))
    return reached
