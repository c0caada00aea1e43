"""The subset of OpenAPI 3.0.3 that means the same in 3.1, line by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_contract.lint.rules import Fault, house_rule, last_key
from wegweiser_contract.pointers import step
from wegweiser_contract.walking import operations_of, parameters_of, schemas_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.lint.subject import Subject

_KEYWORDS = {
    "oneOf": "one closed schema",
    "anyOf": "one closed schema",
    "nullable": "a property that is left out when there is nothing to say",
    "const": "a description that says so",
    "prefixItems": "an object with named properties",
    "exclusiveMinimum": "minimum",
    "exclusiveMaximum": "maximum",
}
_NUMBERED = re.compile(r"[1-5][0-9][0-9]")


@house_rule("subset/openapi-version")
def openapi_version(subject: Subject) -> Iterator[Fault]:
    """The contract is written in OpenAPI 3.0.3."""
    version = subject.document.get("openapi")
    if version != "3.0.3":
        yield Fault("/openapi", f"the version is {version!r}", "'3.0.3'")


@house_rule("subset/keywords")
def keywords(subject: Subject) -> Iterator[Fault]:
    """No keyword that 3.0 and 3.1 read differently, or that generators read differently."""
    for pointer, schema in schemas_of(subject.document):
        for keyword in _KEYWORDS.keys() & schema.keys():
            yield Fault(pointer, f"`{keyword}` is outside the subset", _KEYWORDS[keyword])


@house_rule("subset/one-type")
def one_type(subject: Subject) -> Iterator[Fault]:
    """`type` is one word: lists of types and `null` belong to 3.1."""
    for pointer, schema in schemas_of(subject.document):
        kind = schema.get("type", "object")
        if not isinstance(kind, str) or kind == "null":
            yield Fault(pointer, f"`type` is {kind!r}", "one type; optional fields are left out, never null")


@house_rule("subset/parameter-style")
def parameter_style(subject: Subject) -> Iterator[Fault]:
    """No `deepObject`, no `explode: false`."""
    for pointer, parameter in parameters_of(subject.document):
        if parameter.get("style") == "deepObject":
            yield Fault(pointer, "the style is `deepObject`", "one parameter for each value")
        if parameter.get("explode") is False:
            yield Fault(pointer, "`explode` is false", "repeated parameters (`explode: true`)")


@house_rule("subset/repeated-strings")
def repeated_strings(subject: Subject) -> Iterator[Fault]:
    """A list in a request is a repeated query parameter of strings."""
    for pointer, parameter in parameters_of(subject.document):
        schema = parameter.get("schema", {})
        if schema.get("type") != "array":
            continue
        if parameter.get("in") != "query" or schema.get("items", {}).get("type") != "string":
            yield Fault(pointer, "a list that is no repeated string", "in: query, items of type string")


@house_rule("subset/numbered-responses")
def numbered_responses(subject: Subject) -> Iterator[Fault]:
    """Responses are keyed by a status, never by `default` or `4XX`."""
    for pointer, operation in operations_of(subject.document):
        for status in operation.get("responses", {}):
            if not _NUMBERED.fullmatch(status):
                place = step(step(pointer, "responses"), status)
                yield Fault(place, f"the response is keyed by {status!r}", "one entry for each status")


@house_rule("subset/defaults-only-in-parameters")
def defaults_only_in_parameters(subject: Subject) -> Iterator[Fault]:
    """A schema `default` stands only in parameters."""
    for pointer, schema in subject.answer_schemas():
        if "default" in schema:
            yield Fault(
                pointer, "an answer has a `default`", "none; say in the description what absence means"
            )


@house_rule("subset/open-values-in-answers")
def open_values_in_answers(subject: Subject) -> Iterator[Fault]:
    """No closed `enum` in responses: a new value must not break a client."""
    for pointer, schema in subject.answer_schemas():
        if "enum" in schema:
            yield Fault(
                pointer, "an answer has a closed `enum`", "x-code-list, or the values in the description"
            )


@house_rule("subset/bare-references")
def bare_references(subject: Subject) -> Iterator[Fault]:
    """`$ref` has no siblings: 3.0 ignores them, 3.1 does not."""
    yield from _siblings(subject.document, "")


def _siblings(node: Any, pointer: str) -> Iterator[Fault]:
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    if isinstance(node, dict) and isinstance(node.get("$ref"), str) and len(node) > 1:
        others = ", ".join(key for key in node if key != "$ref")
        yield Fault(pointer, f"beside `$ref` stands {others}", "`$ref` alone, or allOf with one member")
    for key, entry in entries:
        yield from _siblings(entry, step(pointer, key))


@house_rule("subset/typed-properties")
def typed_properties(subject: Subject) -> Iterator[Fault]:
    """A property typed by a component is `allOf` with one member, so that it can have its own description."""
    for pointer, schema in subject.properties():
        if "$ref" in schema:
            yield Fault(pointer, "the property is a bare `$ref`", "allOf: [{$ref: …}] beside a description")


@house_rule("subset/all-of-one")
def all_of_one(subject: Subject) -> Iterator[Fault]:
    """`allOf` has exactly one member, a reference."""
    for pointer, schema in schemas_of(subject.document):
        members = schema.get("allOf")
        if members is not None and not (
            isinstance(members, list) and len(members) == 1 and "$ref" in members[0]
        ):
            yield Fault(pointer, "`allOf` is more than a typed property", "exactly one member: {$ref: …}")


@house_rule("subset/number-format")
def number_format(subject: Subject) -> Iterator[Fault]:
    """Numbers say `format: double`, or generated clients disagree about their precision."""
    for pointer, schema in schemas_of(subject.document):
        if schema.get("type") == "number" and schema.get("format") != "double":
            yield Fault(pointer, f"a number with format {schema.get('format')!r}", "format: double")


@house_rule("subset/no-null")
def no_null(subject: Subject) -> Iterator[Fault]:
    """Optional fields are left out, never null."""
    yield from _nulls(subject.document, "")


def _nulls(node: Any, pointer: str) -> Iterator[Fault]:
    if node is None:
        yield Fault(pointer, "the value is null (or nothing at all)", f"a value, or no {last_key(pointer)!r}")
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, entry in entries:
        yield from _nulls(entry, step(pointer, key))


@house_rule("subset/only-get")
def only_get(subject: Subject) -> Iterator[Fault]:
    """The contract is read-only: GET, nothing else (HEAD is a rule, not an operation)."""
    for pointer, operation in operations_of(subject.document):
        if last_key(pointer) != "get" or "requestBody" in operation:
            yield Fault(pointer, "an operation that is more than a GET", "get, without a body")
