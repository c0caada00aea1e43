"""A page for each schema: what a property means, where it comes from today, what guards it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tooling.docs.generated.operations import _example, class_tag
from tooling.docs.generated.requirements import requirement_link
from tooling.docs.generated.typing_words import bounds, code_list_link, code_list_of, type_words
from tooling.docs.markup import code, entries, facts, inline, json_block, link, raw, table, tag
from tooling.docs.page import Page, href

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tooling.docs.edition import Edition


def schema_pages(edition: Edition) -> Iterator[Page]:
    for name, schema in schemas(edition).items():
        yield Page(f"schemas/{name}", "\n".join(_parts(edition, name, schema)))


def schemas(edition: Edition) -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = edition.contract.document["components"]["schemas"]
    return found


def schemas_table(edition: Edition, here: str) -> str:
    rows = [
        (link(href(here, f"schemas/{name}"), code(name)), inline(schema["description"]))
        for name, schema in schemas(edition).items()
    ]
    return raw(table((edition["schema"], edition["what-it-is"]), rows, edition["schemas"]))


def _parts(edition: Edition, name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    here = f"schemas/{name}"
    yield f"{{#schema-{name.lower()}}}\n# {name}\n"
    yield f"{schema['description']}\n"
    used = [link(href(here, f"schemas/{other}"), code(other)) for other in _users(edition, name)]
    yield raw(facts([(edition["used-in"], ", ".join(used))])) if used else ""
    properties = schema.get("properties", {})
    if properties:
        yield f"## {edition['properties']}\n"
        required = schema.get("required", ())
        yield raw(
            entries(_property(edition, key, node, key in required, here) for key, node in properties.items())
        )
    yield from _whole(edition, name)


def _property(
    edition: Edition, name: str, node: Mapping[str, Any], required: bool, here: str
) -> tuple[str, str, str]:
    demanded = [class_tag(edition, one, here) for one in node.get("x-required-in", ())]
    term = code(name) + (f" {tag(edition['required'], 'must')}" if required else "")
    code_list = code_list_of(node)
    meaning = f"<p>{inline(node.get('description', ''))}</p>" + facts(
        [
            (edition["type"], type_words(edition, node, here)),
            *bounds(edition, node),
            (edition["code-list"], code_list_link(code_list, here) if code_list else ""),
            (edition["example"], _example(node)),
            (edition["class"], class_tag(edition, node["x-class"], here) if "x-class" in node else ""),
            (edition["required-in"], " ".join(demanded)),
            (edition["source-today"], source_words(edition, node.get("x-source", {}))),
            (edition["personal-data"], guard_words(edition, node.get("x-personal-data"), here)),
        ]
    )
    return name, term, meaning


def source_words(edition: Edition, source: Mapping[str, str]) -> str:
    return "; ".join(
        f"{edition['system-' + system]}: <span lang='en'>{code(field)}</span>"
        for system, field in source.items()
    )


def guard_words(edition: Edition, mark: Any, here: str) -> str:
    if isinstance(mark, dict):
        return edition["guarded-by"].format(requirement_link(str(mark["guarded"]), here))
    return edition["no-personal-data"] if mark else ""


def _users(edition: Edition, name: str) -> list[str]:
    reference = f"'#/components/schemas/{name}'"
    return [other for other, schema in schemas(edition).items() if reference in str(schema) and other != name]


def _whole(edition: Edition, name: str) -> Iterator[str]:
    example = edition.contract.document["components"]["examples"].get(name)
    if example:
        yield f"## {edition['example']}\n"
        yield json_block(example.get("value"))
