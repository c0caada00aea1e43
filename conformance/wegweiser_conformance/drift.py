"""Data that change while they are judged: proved by `dataVersion`, never guessed from a difference.

A finding that rests on several answers may come from data that changed between them. If the version of a
collection is another one now than when it was first read, the check is run again on fresh answers; what it
then finds while the version stands still is a fault. A version that differs in every answer proves nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Unjudged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wegweiser_conformance.model import Finding
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

    type_of_versions = dict[str, str]

TIMES = 3
_LOOKS = 3


def first_read(target: Target) -> type_of_versions:
    """The version of each collection in the first answer that named one."""
    found: type_of_versions = {}
    for answer in target.client.traffic:
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
    """The version of each collection, or of these, at this moment."""
    asked = [name for name in target.collections if not collections or name in collections]
    pages = ((collection, _look(target, collection)) for collection in asked)
    return {name: page.data_version for name, page in pages if page and page.data_version}


def between(target: Target, before: type_of_versions, after: type_of_versions) -> list[str]:
    """The collections whose data are proved to have changed."""
    differing = [name for name, version in after.items() if before.get(name, version) != version]
    return [name for name in differing if _steady(target, name)]


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
    with suppress(Unjudged):
        url = target.list_page(collection, limit=1).answer.url
        return target.list_at(collection, url, fresh=True)
    return None
