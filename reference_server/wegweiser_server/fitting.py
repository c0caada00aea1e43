"""Records as a server of just these classes publishes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    Line = tuple[str, dict[str, Any]]


def fitting(lines: Iterable[Line], classes: Collection[str]) -> Iterator[Line]:
    """Only claimed collections; where no courses are published, a session names none."""
    for collection, record in lines:
        if collection not in classes:
            continue
        if "courses" not in classes:
            record = {name: value for name, value in record.items() if name != "courseId"}
        yield collection, record
