"""The OpenAPI 3.1 twin.

The contract keeps to the subset that means the same in 3.0 and 3.1, so only two things differ: the version
line, and `example` of a schema, which 3.1 deprecates "in favor of the JSON Schema examples keyword".
"""

from __future__ import annotations

import copy
from typing import Any

from wegweiser_contract.walking import schemas_of

VERSION = "3.1.1"


def to_openapi_31(document: dict[str, Any]) -> dict[str, Any]:
    """A copy of an OpenAPI 3.0 document, as OpenAPI 3.1."""
    twin = copy.deepcopy(document)
    twin["openapi"] = VERSION
    for _, schema in list(schemas_of(twin)):
        if "example" in schema:
            _replace(schema, "example", "examples", [schema["example"]])
    return twin


def _replace(mapping: dict[str, Any], old: str, new: str, value: Any) -> None:
    """Put `new` where `old` stood, so that the twin's lines stand in the same order."""
    entries = [(new, value) if key == old else (key, kept) for key, kept in mapping.items()]
    mapping.clear()
    mapping.update(entries)
