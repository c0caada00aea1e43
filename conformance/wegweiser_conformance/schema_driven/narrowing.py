"""The projection as a description of requests that are surely right.

OpenAPI 3.0 cannot say that codes are those of a list, that a cursor was issued, or that a radius needs a
centre. For right requests the codes are written in, and what depends on anything else is left out.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_contract import Contract

_DEPENDENT = frozenset(
    {"cursor", "postcode", "lat", "lon", "radiusKm", "ags", "placeless", "q", "sort", "updatedSince"}
)
_LANGUAGES = ["ar", "de", "en", "fa", "prs", "tr", "uk"]
_MOST_VALUES = 3


def narrowed(projection: Contract, year: int) -> dict[str, Any]:
    """A copy of the document in which every generated query must be answered with 200."""
    document: dict[str, Any] = copy.deepcopy(dict(projection.document))
    parameters = document["components"]["parameters"]
    for parameter in parameters.values():
        _narrow(parameter, projection, year)
    for item in document["paths"].values():
        kept = [one for one in item["get"].get("parameters", ()) if not _dependent(one, parameters)]
        item["get"]["parameters"] = kept
    return document


def _dependent(reference: Mapping[str, str], parameters: Mapping[str, Any]) -> bool:
    return parameters[reference["$ref"].rpartition("/")[2]]["name"] in _DEPENDENT


def _narrow(parameter: dict[str, Any], projection: Contract, year: int) -> None:
    schema = parameter["schema"]
    for name in ("example", "examples"):
        parameter.pop(name, None)
    if schema.get("type") == "array":
        schema["maxItems"] = _MOST_VALUES
    if parameter["name"] == "limit":
        schema["maximum"] = 20  # the largest that every server must grant
    values = _values(parameter, projection, year)
    if values:
        one = schema["items"] if schema.get("type") == "array" else schema
        one.clear()
        one.update({"type": "string", "enum": values})


def _values(parameter: Mapping[str, Any], projection: Contract, year: int) -> list[str]:
    """What to choose from, where a pattern or format alone gives what nobody would ask."""
    listed = projection.code_lists.get(parameter.get("x-code-list", ""))
    if listed is not None and listed.entries:
        return sorted(listed.entries)
    if parameter["name"] in {"lang", "language"}:
        return _LANGUAGES
    if parameter["schema"].get("format") == "date":
        return [f"{year + more}-{month:02}-15" for more in (-1, 0, 1) for month in range(1, 13)]
    return []
