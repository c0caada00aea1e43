"""Operations and their parameters, as server and suite want to see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_contract.pointers import lookup

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Filter:
    """Which property of a record a parameter judges (`workingTimes[].code`), and how."""

    property: str
    match: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its references resolved; `repeated` ones may be given several times."""

    name: str
    location: str
    required: bool
    repeated: bool
    schema: Mapping[str, Any]
    x_class: str
    code_list: str | None
    filter: Filter | None


@dataclass(frozen=True, slots=True)
class Operation:
    """A GET; `responses` by status, resolved.

    `kind` is list, item, page, area or area-page, each of a `collection`; or description, code-lists or
    code-list.
    """

    operation_id: str
    path: str
    x_class: str
    collection: str | None
    kind: str
    parameters: tuple[Parameter, ...]
    responses: Mapping[str, Mapping[str, Any]]

    def parameter(self, name: str) -> Parameter | None:
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def operations_in(document: Mapping[str, Any]) -> tuple[Operation, ...]:
    return tuple(
        _operation(document, path, item) for path, item in document["paths"].items() if "get" in item
    )


def resolve(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The component that a reference means, or the node itself."""
    if "$ref" not in node:
        return node
    target: Mapping[str, Any] = lookup(document, node["$ref"])
    return target


def _operation(document: Mapping[str, Any], path: str, item: Mapping[str, Any]) -> Operation:
    get = item["get"]
    x_class = item.get("x-class", "core")
    parameters = [
        resolve(document, node) for node in (*item.get("parameters", ()), *get.get("parameters", ()))
    ]
    return Operation(
        operation_id=get.get("operationId", f"get {path}"),
        path=path,
        x_class=x_class,
        collection=item.get("x-collection"),
        kind=item.get("x-kind", ""),
        parameters=tuple(_parameter(document, node, x_class) for node in parameters),
        responses={status: resolve(document, node) for status, node in get.get("responses", {}).items()},
    )


def _parameter(document: Mapping[str, Any], node: Mapping[str, Any], x_class: str) -> Parameter:
    schema = resolve(document, node.get("schema", {}))
    items = resolve(document, schema.get("items", {}))
    judged = node.get("x-filter")
    return Parameter(
        name=node["name"],
        location=node["in"],
        required=bool(node.get("required")),
        repeated=schema.get("type") == "array",
        schema=schema,
        x_class=node.get("x-class", x_class),
        code_list=next((n["x-code-list"] for n in (node, schema, items) if "x-code-list" in n), None),
        filter=Filter(judged["property"], judged["match"]) if judged else None,
    )
