"""Comparisons that several groups make, and when two answers may be compared at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import expect
from wegweiser_conformance.model import Drifted, NotApplicable, NotTested, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.reading import ListPage, Walk


def complete(walk: Walk) -> Walk:
    """The walk, if it brought the whole list and the list held still."""
    if walk.stopped:
        raise NotTested(f"{walk.collection}: {walk.stopped}")
    if walk.changed:
        raise Drifted(walk.collection)
    if walk.last.page.get("end") == "limit":
        raise NotApplicable(f"{walk.collection} ends at limits.maxRecordsPerQuery")
    return walk


def unless_changed(one: ListPage, other: ListPage) -> None:
    """Data that changed between two answers excuse any difference."""
    if one.data_version != other.data_version:
        raise Drifted(one.collection)


def same_order(one: ListPage, other: ListPage) -> Iterator[Violation]:
    """A violation unless `other` has the records of `one` in the same order."""
    wanted, found = expect.ids(one.items), expect.ids(other.items)
    if wanted != found:
        actual = expect.difference(wanted, found) or "the same records in another order"
        yield Violation(
            f"the records of answer #{one.answer.number} in their order", actual, other.answer, "/items"
        )


def shape(body: Mapping[str, object], name: str) -> str:
    """What a member is, for the `actual` of a finding, without repeating its content."""
    return type(body[name]).__name__ if name in body else "nothing"
