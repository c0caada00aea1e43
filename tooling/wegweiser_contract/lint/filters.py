"""Filters: what can be filtered by stands in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.operations import Operation, operations_in
from wegweiser_contract.walking import parameters_of, schemas_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.lint.subject import Subject

MATCHES = (
    "equals",
    "member",
    "prefix",
    "from",
    "to",
    "since-day",
    "since-instant",
    "three-valued",
    "free-places",
)


@house_rule("filters/match")
def match(subject: Subject) -> Iterator[Fault]:
    """`x-filter` has a property and a known way of matching."""
    for pointer, parameter in parameters_of(subject.document):
        judged = parameter.get("x-filter")
        if judged is None:
            continue
        if not isinstance(judged, dict) or set(judged) != {"property", "match"}:
            yield Fault(pointer, f"x-filter is {judged!r}", "{property: …, match: …}")
        elif judged["match"] not in MATCHES:
            yield Fault(pointer, f"the match {judged['match']!r} is unknown", f"one of {', '.join(MATCHES)}")


@house_rule("filters/property")
def property_(subject: Subject) -> Iterator[Fault]:
    """The property that a filter judges is a property of the record."""
    operations = operations_in(subject.document)
    for operation in operations:
        record = _record(subject, operation, operations)
        for parameter in operation.parameters:
            for path in parameter.filter.property.split("|") if parameter.filter else ():
                if not _leads(subject, record, path.split(".")):
                    wrong = f"{operation.operation_id} filters by {path!r}, which its records do not have"
                    yield Fault(
                        f"/paths/{operation.path.replace('/', '~1')}", wrong, "a property of the record"
                    )


@house_rule("filters/code-list")
def code_list(subject: Subject) -> Iterator[Fault]:
    """`x-code-list` names an existing list."""
    known = {raw.get("id") for raw in subject.code_list_files.values()}
    for pointer, node in [*parameters_of(subject.document), *schemas_of(subject.document)]:
        if "x-code-list" in node and node["x-code-list"] not in known:
            yield Fault(
                pointer, f"there is no code list {node['x-code-list']!r}", "the id of an existing one"
            )


def _record(subject: Subject, operation: Operation, operations: tuple[Operation, ...]) -> Mapping[str, Any]:
    """The schema of a list's records; `x-filters-through` lets another collection's records decide."""
    through = subject.document["paths"][operation.path].get("x-filters-through")
    for other in operations if through else ():
        if (other.collection, other.kind) == (through, "list"):
            operation = other
    content = operation.responses.get("200", {}).get("content", {})
    body = subject.meant(content.get("application/json", {}).get("schema", {}))
    return subject.meant(body.get("properties", {}).get("items", {}).get("items", {}))


def _leads(subject: Subject, schema: Mapping[str, Any], path: list[str]) -> bool:
    """Whether `workingTimes[].code` leads from a record to something."""
    for name in path:
        properties = schema.get("properties", {})
        bare = name.removesuffix("[]")
        if bare not in properties:
            return False
        schema = subject.meant(properties[bare])
        if (schema.get("type") == "array") != name.endswith("[]"):
            return False
        schema = subject.meant(schema.get("items", schema))
    return True
