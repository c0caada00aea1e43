"""The contract's filters as SQL conditions on a row `r` of a collection's table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from wegweiser_server.data.days import BERLIN

from .days import day, instant, microseconds
from .interface import StoreError
from .terms import TRUE, Kind, asked_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from wegweiser_contract import Filter

DAY_COLUMNS = {"startDate": "start_day", "publishedAt": "published_day"}
COMPARISONS = {"from": ">=", "to": "<=", "since-day": ">="}

Argument = str | int | float


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The kinds of terms of one collection: their numbers, and which terms very many records bear."""

    table: str
    numbers: Mapping[Kind, int]
    frequent: Collection[tuple[int, str]]

    def number(self, kind: Kind) -> int:
        try:
            return self.numbers[kind]
        except KeyError:
            raise StoreError(
                f"the store was loaded without the filter {kind.property} ({kind.match}); load the data anew"
            ) from None

    def bearing(self, kind: Kind, values: Sequence[str]) -> Condition:
        """Records that bear one of the terms."""
        number = self.number(kind)
        wanted = tuple(dict.fromkeys(asked_value(kind, value) for value in values))
        among = f"kind = ? AND value IN ({', '.join('?' * len(wanted))})"
        if any((number, value) in self.frequent for value in wanted):
            sql = f"EXISTS (SELECT 1 FROM {self.table}_term t WHERE t.{among} AND t.n = r.n)"
        else:
            sql = f"r.n IN (SELECT n FROM {self.table}_term WHERE {among})"
        return Condition(sql, (number, *wanted))


def conditions(asked: Sequence[tuple[Filter, tuple[str, ...]]], terms: Terms) -> list[Condition]:
    """One for each filter that leaves something out: `include` and no values at all do not."""
    return [
        condition(judged, values, terms)
        for judged, values in asked
        if values and not lists_all(judged, values)
    ]


def lists_all(judged: Filter, values: tuple[str, ...]) -> bool:
    return judged.match in ("three-valued", "free-places") and "include" in values


def condition(judged: Filter, values: tuple[str, ...], terms: Terms) -> Condition:
    if judged.match in ("three-valued", "free-places"):
        known = terms.bearing(Kind.of(judged), (TRUE,))
        return known if "only" in values else Condition(f"NOT ({known.sql})", known.arguments)
    if judged.match in COMPARISONS:
        return _compared(judged, values)
    if judged.match == "since-instant":
        return since(min(_beginning(value) for value in values))
    return terms.bearing(Kind.of(judged), values)


def _compared(judged: Filter, values: tuple[str, ...]) -> Condition:
    column = DAY_COLUMNS.get(judged.property)
    if column is None:
        raise StoreError(f"the store cannot compare {judged.property}; it knows {', '.join(DAY_COLUMNS)}")
    # An unknown day is NULL, and NULL compares with nothing: undated records never match.
    comparison = f"r.{column} {COMPARISONS[judged.match]} ?"
    return Condition(f"({' OR '.join([comparison] * len(values))})", tuple(day(value) for value in values))


def _beginning(value: str) -> datetime:
    """An instant, or the first one of a day in Europe/Berlin."""
    if "T" in value:
        return instant(value)
    return datetime.combine(datetime.fromordinal(day(value)), time.min, BERLIN)


def since(moment: datetime) -> Condition:
    return Condition("r.updated >= ?", (microseconds(moment),))
