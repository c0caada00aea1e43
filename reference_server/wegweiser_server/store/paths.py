"""Reads a property path of the contract (`workingTimes[].code`) from a canonical record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .interface import Record


def values(record: Record, path: str) -> Iterator[Any]:
    """Every value at the path; records hold bare codes, so `.code` of a string is the string itself."""
    found: list[Any] = [record]
    for step in path.split("."):
        name = step.removesuffix("[]")
        found = [value for node in found for value in _step(node, name)]
        if step.endswith("[]"):
            found = [item for value in found for item in value]
    yield from found


def _step(node: Any, name: str) -> tuple[Any, ...]:
    if isinstance(node, dict):
        return (node[name],) if node.get(name) is not None else ()
    return (node,) if name == "code" and isinstance(node, str) else ()
