"""Documentation: nothing a reader meets is left unexplained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.lint.shapes import DEMAND
from wegweiser_contract.walking import components_of, operations_of, parameters_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.lint.subject import Subject

_SUMMARY_WORDS = 8
_VERBS = ("Describe", "Get", "List")


@house_rule("documentation/components")
def components(subject: Subject) -> Iterator[Fault]:
    """Every schema, parameter, response and header has a description."""
    for kind in ("schemas", "parameters", "responses", "headers"):
        for pointer, node in components_of(subject.document, kind):
            if not _text(node, "description"):
                yield Fault(pointer, "there is no description", "what it is, and its official German term")


@house_rule("documentation/properties")
def properties(subject: Subject) -> Iterator[Fault]:
    """Every property has a description."""
    for pointer, schema in subject.properties():
        if not _text(schema, "description"):
            yield Fault(pointer, "there is no description", "what it is, and its official German term")


@house_rule("documentation/property-examples")
def property_examples(subject: Subject) -> Iterator[Fault]:
    """Every property has an example, unless a component types it."""
    for pointer, schema in subject.properties():
        if "example" not in schema and not _typed_by_component(schema):
            yield Fault(pointer, "there is no example", "one from the world of the other examples")


@house_rule("documentation/parameter-examples")
def parameter_examples(subject: Subject) -> Iterator[Fault]:
    """Every parameter and every header has an example."""
    headers = components_of(subject.document, "headers")
    for pointer, node in [*parameters_of(subject.document), *headers]:
        if "$ref" not in node and "example" not in node and "examples" not in node:
            yield Fault(pointer, "there is no example", "one from the world of the other examples")


@house_rule("documentation/property-sources")
def property_sources(subject: Subject) -> Iterator[Fault]:
    """Every property says where it comes from today: `x-source: {system: field}`."""
    for pointer, schema in subject.properties():
        source = schema.get("x-source")
        if not (
            isinstance(source, dict) and source and all(isinstance(v, str) and v for v in source.values())
        ):
            yield Fault(pointer, f"x-source is {source!r}", "{system: field}, or {new: why there was none}")


@house_rule("documentation/operations")
def operations(subject: Subject) -> Iterator[Fault]:
    """Every operation has one tag of the list, and a description."""
    tags = [tag.get("name") for tag in subject.document.get("tags", ())]
    for pointer, operation in operations_of(subject.document):
        own = operation.get("tags") or []
        if len(own) != 1 or own[0] not in tags:
            yield Fault(pointer, f"the tags are {own}", f"one of {', '.join(map(str, tags))}")
        if not _text(operation, "description"):
            yield Fault(pointer, "there is no description", "what it answers, and what it refuses")


@house_rule("documentation/summaries")
def summaries(subject: Subject) -> Iterator[Fault]:
    """A summary is an imperative of at most eight words, without a full stop."""
    for pointer, operation in operations_of(subject.document):
        summary = _text(operation, "summary")
        words = summary.split()
        if not words or words[0] not in _VERBS or len(words) > _SUMMARY_WORDS or summary.endswith("."):
            right = f"at most {_SUMMARY_WORDS} words that begin with {', '.join(_VERBS)}, no full stop"
            yield Fault(pointer, f"the summary is {summary!r}", right)


@house_rule("documentation/demands")
def demands(subject: Subject) -> Iterator[Fault]:
    """Every operation names the demands that it serves: L1 to L13, R1 to R3."""
    for pointer, operation in operations_of(subject.document):
        named = operation.get("x-demands") or []
        if not named or not all(re.fullmatch(DEMAND, str(demand)) for demand in named):
            yield Fault(pointer, f"x-demands is {named}", "some of L1 to L13, R1 to R3")


@house_rule("documentation/tags")
def tags(subject: Subject) -> Iterator[Fault]:
    """Every tag has a description and an operation."""
    used = {tag for _, operation in operations_of(subject.document) for tag in operation.get("tags", ())}
    for index, tag in enumerate(subject.document.get("tags", ())):
        if not _text(tag, "description"):
            yield Fault(f"/tags/{index}", "there is no description", "what its operations are about")
        if tag.get("name") not in used:
            yield Fault(f"/tags/{index}", "no operation bears this tag", "an operation, or no such tag")


def _text(node: Mapping[str, Any], key: str) -> str:
    value = node.get(key)
    return value.strip() if isinstance(value, str) else ""


def _typed_by_component(schema: Mapping[str, Any]) -> bool:
    return bool({"allOf", "$ref", "properties"} & schema.keys()) or (
        schema.get("type") == "array" and _typed_by_component(schema.get("items", {}))
    )
