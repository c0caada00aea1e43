"""The contract's filters as SQL conditions on a row `r` of a collection's table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from wegweiser_server.data.days import BERLIN
from wegweiser_server.store.days import day, instant, microseconds
from wegweiser_server.store.interface import StoreError
from wegweiser_server.store.terms import TRUE, Kind, asked_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wegweiser_contract import Filter

DAY_COLUMNS = {"startDate": "start_day", "publishedAt": "published_day"}
COMPARISONS = {"from": ">=", "to": "<=", "since-day": ">="}
UNKNOWABLE = ("three-valued", "free-places")


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    arguments: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The kinds of terms of one collection and their numbers."""

    table: str
    numbers: Mapping[Kind, int]

    def term(self, kind: Kind, value: str) -> str:
        try:
            return f"{self.numbers[kind]}:{asked_value(kind, value)}"
        except KeyError:
            raise StoreError(
                f"the store was loaded without the filter {kind.property} ({kind.match}); load the data anew"
            ) from None

    def place(self, kind: str, value: str = TRUE) -> str:
        return self.term(Kind(kind, "place"), value)


def bearing(terms: Iterable[str]) -> Condition:
    """Records that bear one of the terms."""
    return Condition("r.terms && %s::text[]", (list(dict.fromkeys(terms)),))


def asking(asked: Sequence[tuple[Filter, tuple[str, ...]]]) -> list[tuple[Filter, tuple[str, ...]]]:
    """The filters that leave something out: `include` and no values at all do not."""
    return [
        (f, values) for f, values in asked if values and not (f.match in UNKNOWABLE and "include" in values)
    ]


def condition(judged: Filter, values: tuple[str, ...], terms: Terms) -> Condition:
    if judged.match in UNKNOWABLE:
        known = bearing([terms.term(Kind.of(judged), TRUE)])
        return known if "only" in values else Condition(f"NOT ({known.sql})", known.arguments)
    if judged.match in COMPARISONS:
        return _compared(judged, values)
    if judged.match == "since-instant":
        return since(min(_beginning(value) for value in values))
    return bearing(terms.term(Kind.of(judged), value) for value in values)


def _compared(judged: Filter, values: tuple[str, ...]) -> Condition:
    column = DAY_COLUMNS.get(judged.property)
    if column is None:
        raise StoreError(f"the store cannot compare {judged.property}; it knows {', '.join(DAY_COLUMNS)}")
    # An unknown day is NULL, and NULL compares with nothing: undated records never match.
    comparison = f"r.{column} {COMPARISONS[judged.match]} %s"
    return Condition(f"({' OR '.join([comparison] * len(values))})", tuple(day(value) for value in values))


def _beginning(value: str) -> datetime:
    """An instant, or the first one of a day in Europe/Berlin."""
    if "T" in value:
        return instant(value)
    return datetime.combine(datetime.fromordinal(day(value)), time.min, BERLIN)


def since(moment: datetime) -> Condition:
    return Condition("r.updated >= %s", (microseconds(moment),))
