"""Reads a property path of the contract (`workingTimes[].code`) from a canonical record."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .interface import Record

Step = tuple[str, bool]
CODE: list[Step] = [("code", False)]


@cache
def _steps(path: str) -> tuple[Step, ...]:
    """Names, and whether each means the items of a list."""
    return tuple((step.removesuffix("[]"), step.endswith("[]")) for step in path.split("."))


def reader(path: str) -> Callable[[Record], Sequence[Any]]:
    """What `values` does for one path; quicker where it is short, for bulk loading is long."""
    (first, many), *steps = _steps(path)
    if steps not in ([], CODE):
        return partial(values, path=path)

    def read(record: Record) -> Sequence[Any]:
        value = record.get(first)
        if type(value) is str and not many:
            return (value,)
        return () if value is None or value == [] else values(record, path)

    return read


def values(record: Record, path: str) -> list[Any]:
    """Every value at the path; records hold bare codes, so `.code` of a string is the string itself."""
    (first, many), *steps = _steps(path)
    value = record.get(first)
    if value is None:
        return []
    found: list[Any] = list(value) if many else [value]
    if steps == CODE and all(type(value) is str for value in found):
        return found  # the most frequent case, and bulk loading is long
    for name, more in steps:
        found = [value for node in found for value in _step(node, name)]
        if not found:
            break
        if more:
            found = [item for value in found for item in value]
    return found


def _step(node: Any, name: str) -> tuple[Any, ...]:
    if isinstance(node, dict):
        return () if node.get(name) is None else (node[name],)
    return (node,) if name == "code" and isinstance(node, str) else ()
