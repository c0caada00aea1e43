"""Data that change while they are judged: proved by `dataVersion`, never guessed from a difference.

A finding that rests on several answers may come from data that changed between them. If the version of a
collection is another one now than when it was first read, the check is run again on fresh answers; what it
then finds while the version stands still is a fault. A version that differs in every answer proves nothing.

Where lists state no version, the list itself is read again: other ids, another `updatedAt` or total, and not
the former ones at a third look, are the proof. The same records in another order are none.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from wegweiser_conformance import reading
from wegweiser_conformance.model import Unjudged
from wegweiser_conformance.pace import BudgetSpent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Finding
    from wegweiser_conformance.reading import ListPage, Walk
    from wegweiser_conformance.target import Target

    type_of_versions = dict[str, str]

TIMES = 3
_LOOKS = 3
_LONGEST = 500
_DIGEST = "digest of what was read: "
_NOT_ONE = "-"


def first_read(target: Target) -> type_of_versions:
    """The version of each collection in the first answer that named one, else what its list held then."""
    found = _versions(target, target.client.traffic)
    for collection in target.collections:
        walk = None if collection in found else target.walked(collection)
        if walk is not None:
            found[collection] = _digest(walk)
    return found


def _versions(target: Target, answers: Iterable[Exchange]) -> type_of_versions:
    """The version of each collection in the first of these answers that names one."""
    found: type_of_versions = {}
    for answer in answers:
        operation = target.operation_of(answer)
        page = answer.object.get("page") if answer.status == 200 else None
        version = page.get("dataVersion") if isinstance(page, dict) else None
        if operation and operation.collection and isinstance(version, str):
            found.setdefault(operation.collection, version)
    return found


def concerned(target: Target, findings: Iterable[Finding]) -> frozenset[str]:
    """The collections that the findings are about; those of courses may lie in their sessions. None: all."""
    operations = [target.operation_of(one.answer) for one in findings if one.answer is not None]
    names = {one.collection for one in operations if one is not None and one.collection}
    return frozenset(names | {"course-sessions"} if "courses" in names else names)


def now(target: Target, collections: frozenset[str] = frozenset()) -> type_of_versions:
    """The version of each collection, or of these, at this moment; as last seen, if nothing may be asked."""
    asked = [name for name in target.collections if not collections or name in collections]
    try:
        states = {collection: _state(target, collection) for collection in asked}
    except BudgetSpent:
        seen = _versions(target, reversed(target.client.traffic))
        states = {collection: seen.get(collection, "") for collection in asked}
    return {name: state for name, state in states.items() if state}


def between(target: Target, before: type_of_versions, after: type_of_versions) -> list[str]:
    """The collections whose data are proved to have changed."""
    differing = [name for name, state in after.items() if _differ(before.get(name, state), state)]
    return [name for name in differing if _proved(target, name, before[name])]


def _proved(target: Target, collection: str, before: str) -> bool:
    """A list that is its former self again was never changed: it answers now so, now so."""
    try:
        if before.startswith(_DIGEST):
            return _differ(before, _state(target, collection))
        return _steady(target, collection)
    except BudgetSpent:
        return True


def _differ(before: str, after: str) -> bool:
    """Of two digests the totals tell, and what they hold where both were read as one."""
    if not (before.startswith(_DIGEST) and after.startswith(_DIGEST)):
        return bool(after) and before != after
    one, other = before.split()[-2:], after.split()[-2:]
    return one[0] != other[0] or (_NOT_ONE not in {one[1], other[1]} and one[1] != other[1])


def _state(target: Target, collection: str) -> str:
    """The version now, or a digest of the list; empty where neither can be had."""
    page = _look(target, collection)
    if page is None or page.data_version:
        return (page and page.data_version) or ""
    walk = target.walked(collection)
    try:
        return _digest(_read_again(target, walk)) if walk else ""
    except BudgetSpent:
        raise
    except Unjudged:
        return ""


def _read_again(target: Target, walk: Walk) -> Walk:
    first = target.list_at(walk.collection, walk.first.answer.url, fresh=True)
    most = min(len(walk.records), _LONGEST)
    return reading.walk(first, walk.params, lambda url: target.ask_url(url, fresh=True), most)


def _digest(walk: Walk) -> str:
    """How many records, which ones, and as of when; their order does not matter.

    Pages that do not add up to the total were not read as one: then nothing but the total is compared.
    """
    read = walk.records[:_LONGEST]
    ids = {str(one.get("id")) for one in read}
    if len(ids) < len(read) or (walk.complete and walk.first.exact and walk.first.total != len(walk.records)):
        return f"{_DIGEST}{walk.first.total} {_NOT_ONE}"
    held = sorted(f"{one.get('id')} {one.get('updatedAt')}" for one in read)
    return f"{_DIGEST}{walk.first.total} {hashlib.sha256(repr(held).encode()).hexdigest()}"


def _steady(target: Target, collection: str) -> bool:
    """Whether two answers in a row can have the same version."""

    def look() -> bool:
        versions = [page.data_version for page in _looks(target, collection)]
        return len(set(versions)) < len(versions)

    return target.once(("steady", collection), look)


def _looks(target: Target, collection: str) -> Iterator[ListPage]:
    for _ in range(_LOOKS):
        page = _look(target, collection)
        if page:
            yield page


def _look(target: Target, collection: str) -> ListPage | None:
    """The first page, asked afresh; None where it cannot be had."""
    try:
        url = target.list_page(collection, limit=1).answer.url
        return target.list_at(collection, url, fresh=True)
    except BudgetSpent:
        raise
    except Unjudged:
        return None
