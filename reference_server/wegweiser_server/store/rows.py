"""A canonical record as rows of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import orjson

from .days import NEVER, berlin_day, day, instant, microseconds
from .globe import Vector, vector
from .interface import DataError
from .schema import TABLES
from .terms import MAKERS, SERVED, WITHIN, Kind, has_coordinates, maker, places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .interface import Record
    from .texts import Reader, Texts

NEEDED_BY_PLACES = {SERVED: "areaServed", WITHIN: "areaServed"}
LAST_DAY = {"jobs": "validThrough", "course-sessions": "endDate"}


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is stored of one record; `main` in the order of the columns, without `n` and `parent`."""

    main: tuple[str | int | None, ...]
    body: bytes
    terms: list[tuple[int, str]]
    spots: list[tuple[float, float, Vector]]
    texts: Texts
    digest: int


def plain(row: Rows) -> tuple[Any, ...]:
    """As it passes from process to process."""
    return row.main, row.body, row.terms, row.spots, row.texts, row.digest


class Writer:
    """Turns records into rows; `kinds` numbers the kinds of terms of each collection."""

    def __init__(self, kinds: Mapping[str, Mapping[Kind, int]], reader: Reader) -> None:
        self._needs = {
            collection: [
                (number, needed_by(kind), maker(kind))
                for kind, number in numbered.items()
                if kind.match in MAKERS
            ]
            for collection, numbered in kinds.items()
        }
        self._reader = reader

    def rows(self, collection: str, record: Record) -> Rows:
        checked_id(collection, record)
        try:
            return self._rows(collection, record)
        except DataError as fault:
            raise DataError(f"{collection} {record['id']}: {fault}") from None
        except (AttributeError, KeyError, TypeError, ValueError) as fault:
            raise DataError(f"{collection} {record['id']}: not of the stored form ({fault!r})") from None

    def _rows(self, collection: str, record: Record) -> Rows:
        body = orjson.dumps(record)
        return Rows(
            main=main_row(collection, record),
            body=body,
            terms=self._terms(collection, record),
            spots=spots(record),
            texts=self._reader.texts(collection, record),
            digest=digest(collection, body),
        )

    def _terms(self, collection: str, record: Record) -> list[tuple[int, str]]:
        """Each once. A property that the record does not have makes none."""
        found: dict[tuple[int, str], None] = {}
        for number, needed, make in self._needs[collection]:
            if needed is None or needed in record:
                for value in make(record):
                    found[number, value] = None
        return list(found)


def needed_by(kind: Kind) -> str | None:
    """The field of a record without which there are no terms of the kind; None if it is not just one."""
    if kind.match == "free-places":
        return None
    if kind.match == "place":
        return NEEDED_BY_PLACES.get(kind.property)
    return kind.property.partition(".")[0].removesuffix("[]")


def checked_id(collection: str, record: Any) -> None:
    if collection not in TABLES:
        raise DataError(f"no collection {collection!r}; there are {', '.join(TABLES)}")
    if not isinstance(record, dict) or not isinstance(record.get("id"), str) or not record["id"]:
        raise DataError(f"{collection}: a record without an `id`")


def main_row(collection: str, record: Record) -> tuple[str | int | None, ...]:
    last = record.get(LAST_DAY.get(collection, ""))
    start, published, updated = (record.get(name) for name in ("startDate", "publishedAt", "updatedAt"))
    return (
        record["id"],
        turn(collection, record),
        day(last) if last else NEVER,
        day(start) if start else None,
        berlin_day(published) if published else None,
        microseconds(instant(updated)) if updated else None,
        record.get("courseId") if collection == "course-sessions" else None,
    )


def turn(collection: str, record: Record) -> int:
    """Where it stands in the order by date: small numbers first, undated last."""
    if collection == "course-sessions":
        return day(record["startDate"]) if record.get("startDate") else NEVER
    name = {"jobs": "publishedAt", "courses": "updatedAt"}.get(collection, "")
    return -microseconds(instant(record[name])) if record.get(name) else NEVER


def spots(record: Record) -> list[tuple[float, float, Vector]]:
    points = dict.fromkeys(
        (float(place["lat"]), float(place["lon"])) for place in places(record) if has_coordinates(place)
    )
    return [(lat, lon, vector(lat, lon)) for lat, lon in points]


def digest(collection: str, body: bytes) -> int:
    """Added up over all records it is a fingerprint of the data, in whatever order they came."""
    return int.from_bytes(blake2b(b"%b\n%b" % (collection.encode(), body), digest_size=16).digest(), "big")
