"""The orders that the contract fixes: by a key, ties free, records without it last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    type_of_key = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Order:
    """`key` gives what is compared, or None; the smallest comes first unless `falling`."""

    told: str
    key: type_of_key
    falling: bool = False

    def broken_at(self, records: Iterable[Mapping[str, Any]]) -> int | None:
        """The place of the first record that should stand before its predecessor."""
        keys = [self.key(record) for record in records]
        for place, (before, here) in enumerate(pairwise(keys), 1):
            if self._wrong(before, here):
                return place
        return None

    def tells(self, records: Iterable[Mapping[str, Any]]) -> bool:
        """The order can be seen at all: the keys are not all the same."""
        return len({self.key(record) for record in records}) > 1

    def keys(self, records: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Of the records, in this order."""
        every = [self.key(record) for record in records]
        stated = sorted((key for key in every if key is not None), reverse=self.falling)
        return [*stated, *(None for key in every if key is None)]

    def _wrong(self, before: Any, here: Any) -> bool:
        if before is None or here is None:
            return before is None and here is not None
        return bool(before < here if self.falling else before > here)


def _instant(name: str) -> type_of_key:
    return lambda record: expect.instant(record.get(name))


def _text(name: str) -> type_of_key:
    return lambda record: record[name] if isinstance(record.get(name), str) else None


def _number(record: Mapping[str, Any]) -> float | None:
    kilometres = record.get("distanceKm")
    counts = isinstance(kilometres, int | float) and not isinstance(kilometres, bool)
    return float(kilometres) if counts and kilometres is not None else None


BY_DISTANCE = Order("the smallest distanceKm first, those without it last", _number)
BY_ID = Order("ascending ids", _text("id"))
BY_DATE = {
    "jobs": Order(
        "the newest publishedAt first, those without it last", _instant("publishedAt"), falling=True
    ),
    "course-sessions": Order("the soonest startDate first, those without it last", _text("startDate")),
    "courses": Order(
        "the newest updatedAt first, those without it last", _instant("updatedAt"), falling=True
    ),
}
