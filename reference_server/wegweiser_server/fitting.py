"""Records as a server of just these classes publishes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .store.interface import COURSES, SESSIONS, Found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date, datetime

    from .store.interface import Query, Record, Store

    Line = tuple[str, dict[str, Any]]


def fitting(lines: Iterable[Line], classes: Collection[str]) -> Iterator[Line]:
    """Only claimed collections; where no courses are published, a session names none."""
    for collection, record in lines:
        if collection not in classes:
            continue
        if "courses" not in classes:
            record = without_course(record)
        yield collection, record


def without_course(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "courseId"}


def fitted(store: Store, classes: Collection[str]) -> Store:
    """A store that was loaded for whatever classes, read as `fitting` would have loaded it."""
    return store if COURSES in classes or SESSIONS not in classes else WithoutCourses(store)


class WithoutCourses:
    """Its sessions name no course, and none can be found by one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(self, query: Query) -> Found:
        if any(judged.property == "courseId" and values for judged, values in query.filters):
            return Found((), 0, more=False)
        found = self._store.search(query)
        hits = tuple(replace(hit, record=without_course(hit.record)) for hit in found.hits)
        return replace(found, hits=hits)

    def get(self, collection: str, record_id: str, today: date) -> Record | None:
        record = self._store.get(collection, record_id, today)
        return without_course(record) if record else None

    def removed(self, collection: str, record_id: str, today: date | None = None) -> bool:
        return self._store.removed(collection, record_id, today)

    def total(self, collection: str, today: date) -> int:
        return self._store.total(collection, today)

    def updated_at(self, collection: str) -> datetime | None:
        return self._store.updated_at(collection)

    def data_version(self, today: date | None = None) -> str:
        return self._store.data_version(today)

    def revision(self) -> str:
        return self._store.revision()

    def close(self) -> None:
        self._store.close()
