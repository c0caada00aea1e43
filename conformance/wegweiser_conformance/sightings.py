"""What was seen in the whole traffic: every list page and every record, wherever it stood.

Passive checks read this: a rule that holds for every record is judged on every record that came by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import reading
from wegweiser_conformance.model import NotTested

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

_LISTS = frozenset({"list", "page", "area", "area-page"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One record in one answer; `pointer` leads to it ("" for an item, `/items/3` in a list)."""

    collection: str
    record: dict[str, Any]
    answer: Exchange
    pointer: str


def list_answers(
    target: Target,
    traffic: Sequence[Exchange] | None = None,
    statuses: frozenset[int] = frozenset({200}),
) -> Iterator[tuple[str, Exchange]]:
    """Every 200 to a GET of a list, readable or not, with the name of its collection."""
    for answer in target.traffic if traffic is None else traffic:
        operation = target.operation_of(answer)
        if answer.status not in statuses or answer.method != "GET" or operation is None:
            continue
        if operation.collection in target.collections and operation.kind in _LISTS:
            yield operation.collection, answer


def pages(target: Target, traffic: Sequence[Exchange] | None = None) -> Iterator[ListPage]:
    """Those of them that have the shape of a list."""
    for collection, answer in list_answers(target, traffic):
        try:
            yield reading.read_page(collection, answer)
        except NotTested:
            continue


def records(target: Target) -> Iterator[Sighting]:
    """Every record of every list and item that came by."""
    for answer in target.traffic:
        yield from records_in(target, answer)


def records_so_far(target: Target) -> Iterator[Sighting]:
    """The same without asking for anything more."""
    for answer in target.client.traffic:
        yield from records_in(target, answer)


def records_in(target: Target, answer: Exchange) -> Iterator[Sighting]:
    """The records of one answer, none if it is neither a list nor an item."""
    operation = target.operation_of(answer)
    if operation is None or operation.collection not in target.collections or answer.status != 200:
        return
    if operation.kind == "item" and isinstance(answer.object.get("id"), str):
        yield Sighting(operation.collection, answer.object, answer, "")
    items = answer.object.get("items") if operation.kind in _LISTS else None
    for place, record in enumerate(items if isinstance(items, list) else []):
        if isinstance(record, dict):
            yield Sighting(operation.collection, record, answer, f"/items/{place}")
