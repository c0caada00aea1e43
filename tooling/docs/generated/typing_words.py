"""What a schema says of a value, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tooling.docs.markup import code, link
from tooling.docs.page import href

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tooling.docs.edition import Edition


OF_COURSE = (("minItems", 1), ("minLength", 1))
"""What nobody needs to be told."""


def component_name(node: Mapping[str, Any]) -> str | None:
    """The component that a node is typed by: `$ref`, or the one member of its `allOf`."""
    reference = node.get("$ref") or next((one.get("$ref") for one in node.get("allOf", ())), None)
    return str(reference).rpartition("/")[2] if reference else None


def type_words(edition: Edition, node: Mapping[str, Any], here: str) -> str:
    name = component_name(node)
    if name:
        return link(href(here, f"schemas/{name}"), code(name))
    if node.get("type") == "array":
        return edition["list-of"].format(type_words(edition, node.get("items", {}), here))
    return edition[f"type-{node.get('format') or node.get('type', 'object')}"]


def bounds(edition: Edition, node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Facts that limit a value, as pairs for `markup.facts`."""
    inner = node.get("items", {})
    for one in (node, inner):
        if "enum" in one:
            yield edition["one-of"], ", ".join(map(code, one["enum"]))
        if "pattern" in one:
            yield edition["pattern"], code(one["pattern"])
        for key in ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"):
            if key in one and (key, one[key]) not in OF_COURSE:
                yield edition[key], code(one[key])
        if "default" in one:
            yield edition["default"], code(one["default"])


def code_list_of(node: Mapping[str, Any]) -> str | None:
    found = node.get("x-code-list") or node.get("items", {}).get("x-code-list")
    return str(found or node.get("schema", {}).get("x-code-list") or "") or None


def code_list_link(name: str, here: str) -> str:
    return link(href(here, f"code-lists/{name}"), code(name))
