"""Tidying a projection: unused components and tags go, examples show only what remains."""

from __future__ import annotations

from typing import Any

from wegweiser_contract.pointers import lookup
from wegweiser_contract.walking import (
    media_types_of,
    operations_of,
    parameters_of,
    reached_from,
    schemas_of,
)

_UNREFERENCED = "securitySchemes"  # named by their key, never by $ref


def drop_unused_components(document: dict[str, Any]) -> None:
    """Keep the components that the paths lead to, directly or through others."""
    components = document.get("components", {})
    used = reached_from(document["paths"], document)
    for kind in [kind for kind in components if kind != _UNREFERENCED]:
        kept = {name: c for name, c in components[kind].items() if f"#/components/{kind}/{name}" in used}
        components[kind] = kept
        if not kept:
            del components[kind]


def drop_unused_tags(document: dict[str, Any]) -> None:
    used = {tag for _, operation in operations_of(document) for tag in operation.get("tags", ())}
    if "tags" in document:
        document["tags"] = [tag for tag in document["tags"] if tag.get("name") in used]


def fit_examples(document: dict[str, Any]) -> None:
    """Examples lose the properties that their schemas lost."""
    for _, media_type in media_types_of(document):
        schema = media_type.get("schema", {})
        for example in media_type.get("examples", {}).values():
            target = lookup(document, example["$ref"]) if "$ref" in example else example
            _fit(document, target, "value", schema)
        _fit(document, media_type, "example", schema)
    for _, schema in schemas_of(document):
        _fit(document, schema, "example", schema)
    for _, parameter in parameters_of(document):
        _fit_choice(parameter)


def _fit(document: dict[str, Any], holder: dict[str, Any], key: str, schema: dict[str, Any]) -> None:
    if key in holder:
        holder[key] = _fitted(document, holder[key], schema)


def _fitted(document: dict[str, Any], value: Any, schema: dict[str, Any]) -> Any:
    schema = _meant(document, schema)
    if isinstance(value, list):
        return [_fitted(document, entry, schema.get("items", {})) for entry in value]
    properties = schema.get("properties")
    if not isinstance(value, dict) or not isinstance(properties, dict):
        return value
    return {name: _fitted(document, value[name], properties[name]) for name in value if name in properties}


def _meant(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema or "allOf" in schema:
        schema = lookup(document, schema["$ref"]) if "$ref" in schema else schema["allOf"][0]
    return schema


def _fit_choice(parameter: dict[str, Any]) -> None:
    """An example that shows a value which left shows the first one that stayed."""
    choices = parameter.get("schema", {}).get("enum")
    for holder in (parameter, parameter.get("schema", {})):
        if choices and "example" in holder and holder["example"] not in choices:
            holder["example"] = choices[0]
