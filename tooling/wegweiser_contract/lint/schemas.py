"""Schemas: closed for publishers, bounded, free of contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.walking import schemas_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.lint.subject import Subject

_FREE_TEXT = 300
_FREE_TEXT_GUARD = "personal-data/free-text-clean"


@house_rule("schemas/closed")
def closed(subject: Subject) -> Iterator[Fault]:
    """Every object is closed: an undocumented property is how personal data leaks."""
    for pointer, schema in schemas_of(subject.document):
        if _is_object(schema) and schema.get("additionalProperties") is not False:
            yield Fault(pointer, "the object is open", "additionalProperties: false")


@house_rule("schemas/objects-have-properties")
def objects_have_properties(subject: Subject) -> Iterator[Fault]:
    """An object names its properties."""
    for pointer, schema in schemas_of(subject.document):
        if _is_object(schema) and not schema.get("properties"):
            yield Fault(pointer, "the object has no properties", "properties, each with its own schema")


@house_rule("schemas/typed")
def typed(subject: Subject) -> Iterator[Fault]:
    """Every schema says its type, or refers to one that does."""
    for pointer, schema in schemas_of(subject.document):
        if not {"type", "$ref", "allOf"} & schema.keys():
            yield Fault(pointer, "the schema has no type", "type, or a reference")
        if schema.get("type") == "array" and "items" not in schema:
            yield Fault(pointer, "the array does not say of what", "items")


@house_rule("schemas/required-exists")
def required_exists(subject: Subject) -> Iterator[Fault]:
    """What is required is a property."""
    for pointer, schema in schemas_of(subject.document):
        for name in schema.get("required", ()):
            if name not in schema.get("properties", {}):
                yield Fault(pointer, f"{name!r} is required and no property", "one of the properties")


@house_rule("schemas/free-text-bounded")
def free_text_bounded(subject: Subject) -> Iterator[Fault]:
    """Free texts of records have at most 300 characters."""
    for pointer, schema in subject.properties_of_single_things():
        guard = schema.get("x-personal-data")
        if schema.get("type") != "string" or not isinstance(guard, dict):
            continue
        if guard.get("guarded") == _FREE_TEXT_GUARD and schema.get("maxLength", _FREE_TEXT + 1) > _FREE_TEXT:
            yield Fault(pointer, "a free text without a bound of 300 characters", "maxLength: 300 or less")


def _is_object(schema: dict[str, object]) -> bool:
    return schema.get("type") == "object" or "properties" in schema
