"""Examples: valid by the closed schemas, and one coherent small world."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.lint.validation import mismatches
from wegweiser_contract.pointers import step
from wegweiser_contract.projection import project
from wegweiser_contract.walking import (
    headers_of,
    media_types_of,
    parameters_of,
    schemas_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.lint.subject import Subject

_RECORD_BYTES = 4000


@house_rule("examples/present")
def present(subject: Subject) -> Iterator[Fault]:
    """Every body has an example, and it is a component."""
    for pointer, media_type in media_types_of(subject.document):
        examples = media_type.get("examples", {})
        if "example" in media_type or not examples or not all("$ref" in entry for entry in examples.values()):
            yield Fault(pointer, "no example that is a component", "examples: {name: {$ref: …}}")


@house_rule("examples/bodies-valid")
def bodies_valid(subject: Subject) -> Iterator[Fault]:
    """The examples of bodies obey their schemas."""
    for pointer, value, schema in bodies(subject):
        for mismatch in mismatches(value, schema, subject.document):
            yield Fault(
                pointer,
                f"the example's {mismatch.place or 'value'}: {mismatch.wrong}",
                "what the schema says",
            )


@house_rule("examples/whole")
def whole(subject: Subject) -> Iterator[Fault]:
    """The examples of bodies show what any class demands (`x-required-in`)."""
    demanding = replace(subject, document=project(subject.document, frozenset(subject.classes)))
    for pointer, value, schema in bodies(demanding):
        for mismatch in mismatches(value, schema, demanding.document):
            yield Fault(
                pointer, f"where all classes are claimed: {mismatch.wrong}", "an example with all that"
            )


@house_rule("examples/record-size")
def record_size(subject: Subject) -> Iterator[Fault]:
    """A record shown has at most 4,000 bytes, as any record has."""
    for pointer, value, _ in bodies(subject):
        if isinstance(value, dict) and "detailUrl" in value:
            size = len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
            if size > _RECORD_BYTES:
                yield Fault(pointer, f"the record has {size} bytes", f"at most {_RECORD_BYTES}")


@house_rule("examples/properties-valid")
def properties_valid(subject: Subject) -> Iterator[Fault]:
    """The examples of schemas obey them."""
    for pointer, schema in schemas_of(subject.document):
        if "example" in schema:
            yield from _judged(subject, pointer, schema["example"], schema)


@house_rule("examples/parameters-valid")
def parameters_valid(subject: Subject) -> Iterator[Fault]:
    """The examples of parameters and headers obey their schemas."""
    for pointer, node in [*parameters_of(subject.document), *headers_of(subject.document)]:
        if "example" in node:
            yield from _judged(subject, pointer, node["example"], node.get("schema", {}))


@house_rule("examples/coherent")
def coherent(subject: Subject) -> Iterator[Fault]:
    """A record shown alone is, but for its distance, one of the records shown in a list."""
    records = [value for _, value, _ in bodies(subject) if isinstance(value, dict)]
    listed = [item for value in records for item in value.get("items", ()) if "id" in item]
    for pointer, value, _ in bodies(subject):
        if isinstance(value, dict) and "detailUrl" in value:
            same = [_without_distance(item) for item in listed if item.get("detailUrl") == value["detailUrl"]]
            if _without_distance(value) not in same:
                yield Fault(pointer, f"no list shows the record {value.get('id')!r} so", "the same in both")


def bodies(subject: Subject) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """Every example of a body: place, value and the schema it must obey."""
    for pointer, media_type in media_types_of(subject.document):
        for name, entry in media_type.get("examples", {}).items():
            place = entry["$ref"][1:] if "$ref" in entry else step(step(pointer, "examples"), name)
            yield place, subject.resolve(entry).get("value"), media_type.get("schema", {})


def _judged(subject: Subject, pointer: str, value: Any, schema: Mapping[str, Any]) -> Iterator[Fault]:
    for mismatch in mismatches(value, schema, subject.document):
        yield Fault(pointer, f"the example: {mismatch.wrong}", "one that obeys the schema")


def _without_distance(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "distanceKm"}
