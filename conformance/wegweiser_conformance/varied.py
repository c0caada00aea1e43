"""A few records that differ as much as possible: whatever only some records have, one of these has.

Items are dear, a request each; so those opened are chosen to show every member that was seen in lists, a
second place, another kind of employer, a page that is not the first.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, fields
from wegweiser_conformance.model import NotTested, Unjudged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target

OPENED = 8
OPENED_OF_FILES = 40
READ = 300
_LATER_INDEX = re.compile(r"/[1-9]\d*(?=/|$)")
_KINDS = ("employer.kind.code", "provider.kind.code", "operator.kind.code", "detailScope")


def items(target: Target, collection: str, count: int | None = None) -> list[tuple[dict[str, Any], Exchange]]:
    """Varied records of the collection's lists, each with the answer of its item path.

    Of a tree of files more are opened: each was written by itself, and little else is asked there.
    """
    if count is None:
        count = OPENED_OF_FILES if "static" in target.classes and not target.frugal else OPENED
    held = pool(target, collection)
    kept = ("varied", collection, count, *(record["id"] for record in held))
    named = {one.id for one in target.known if one.collection == collection}
    chosen = target.once(kept, lambda: _choose(held, count, named))
    if not chosen:
        raise NotTested(f"no record of /{collection} has an id")
    return [(record, target.item(collection, record["id"])) for record in chosen]


def pool(target: Target, collection: str) -> list[dict[str, Any]]:
    """Records of the first pages of the list and of the window, each once."""
    found = _by_id(target.sample(collection))
    with suppress(Unjudged):
        found |= _by_id(target.walk(collection, most=READ).records)
    with suppress(Unjudged):
        found |= _by_id(target.window(collection).records)
    return list(found.values())


def _by_id(records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in records if isinstance(record.get("id"), str)}


def _choose(records: list[dict[str, Any]], count: int, named: set[str]) -> list[dict[str, Any]]:
    """First, last, those that the publisher named, then whoever adds most that was not there before."""
    ends = {record["id"] for record in (*records[:1], *records[-1:])}
    chosen = [record for record in records if record["id"] in ends | named]
    traits = {id(record): _traits(record) for record in records}
    shown = {trait for record in chosen for trait in traits[id(record)]}
    while len(chosen) < min(count, len(records)):
        rest = [record for record in records if record not in chosen]
        best = max(rest, key=lambda record: len(traits[id(record)] - shown))
        chosen.append(best)
        shown |= traits[id(best)]
    return chosen


def _traits(record: dict[str, Any]) -> set[str]:
    """Which members it has, what is true of it, and what kind it is."""
    found = set()
    for pointer, value in fields.leaves(record):
        path = _LATER_INDEX.sub("/+", pointer)
        found.add(f"{path}={value}" if isinstance(value, bool) else path)
    return found | {f"{path}={value}" for path in _KINDS for value in expect.values(record, path)}
