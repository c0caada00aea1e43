"""Which filters can share one request without hiding each other's faults.

A filter can be misread: not heeded, by some of its values only, with its boundary left out or a day off, with
records that do not show the property. Filters are asked together only where every misreading that would show
alone still shows beside the others; then one right answer speaks for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import islice
from typing import TYPE_CHECKING

from wegweiser_conformance import expect, nights
from wegweiser_conformance.columns import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wegweiser_conformance.columns import Columns, type_of_places, type_of_test
    from wegweiser_conformance.scopes import Condition, Scope

    type_of_pack = tuple[Condition, ...]

MOST = 8
_AT_LEAST = 2  # so that there is a second page
_DATED = frozenset({"from", "to", "since-day"})
_THREE_VALUED = frozenset({"three-valued", "free-places"})


@dataclass(frozen=True, slots=True)
class Readings:
    """The records that a filter finds, and those it would find if misread."""

    hits: type_of_places
    misread: tuple[type_of_places, ...]


@dataclass(slots=True)
class Reader:
    """Reads conditions in a scope, each once."""

    scope: Scope
    _read: dict[Condition, Readings] = field(default_factory=dict)

    @property
    def _columns(self) -> Columns:
        return self.scope.columns

    def __call__(self, condition: Condition) -> Readings:
        """What shows alone: a misreading that finds the same records in the scope is none."""
        if condition not in self._read:
            hits = condition.met_in(self._columns)
            owners = self.owners(hits)
            offered = {*self._fewer_values(condition), *self._otherwise(condition, hits), self.every}
            self._read[condition] = Readings(hits, tuple(o for o in offered if self.owners(o) != owners))
        return self._read[condition]

    @property
    def every(self) -> type_of_places:
        return self._columns.every

    def owners(self, places: type_of_places) -> frozenset[str]:
        """What is found: of sessions their courses."""
        return self._columns.named(self.scope.owner, places)

    def _fewer_values(self, condition: Condition) -> Iterator[type_of_places]:
        if len(condition.values) > 1:
            for value in condition.values:
                yield self._met(condition, (value,))
                yield self._met(condition, tuple(v for v in condition.values if v != value))

    def shows(self, condition: Condition) -> list[bool]:
        """Which ways of misreading the condition would find other records, in their order."""
        hits = condition.met_in(self._columns)
        return [self.owners(one) != self.owners(hits) for one in self._otherwise(condition, hits)]

    def _otherwise(self, condition: Condition, hits: type_of_places) -> Iterator[type_of_places]:
        """Boundaries left out, a day off, records without the property, first entries, whole codes only."""
        match, asked = condition.match, condition.values

        def where(test: type_of_test) -> type_of_places:
            return self._columns.where(condition.path, test)

        if match in _DATED | _THREE_VALUED:
            yield hits ^ where(lambda held: not held)
        if match in _DATED:
            yield hits & ~where(lambda held: any(_day(one) == asked[0] for one in held))
            if match == "since-day":
                yield from self._other_days(condition)
            else:
                yield from self._next_days(condition)
        elif match not in _THREE_VALUED:
            yield hits & where(lambda held: not set(asked).isdisjoint(held))
            yield where(lambda held: any(str(one).startswith(asked) for one in held))
            yield hits & where(lambda held: any(_meets(condition, one) for one in held[:1]))
            numbers = tuple(one.lstrip("0") for one in asked if one.strip("0"))
            if match == "prefix" and numbers:
                yield where(lambda held: any(str(one).lstrip("0").startswith(numbers) for one in held))

    def _other_days(self, condition: Condition) -> Iterator[type_of_places]:
        """For who reckons days as in UTC, in winter or summer time all year, or by the text."""
        held = self._columns.values(condition.path)
        read = [[days for one in values if (days := nights.misread(str(one)))] for values in held]
        for way in range(nights.WAYS):
            yield places(any(str(days[way]) >= condition.values[0] for days in one) for one in read)

    def _next_days(self, condition: Condition) -> Iterator[type_of_places]:
        """For who begins or ends a day early or late."""
        asked = date.fromisoformat(condition.values[0])
        for other in (expect.moved(asked, -1), expect.moved(asked, 1)):
            if other is not None:
                yield self._met(condition, (other.isoformat(),))

    def _met(self, condition: Condition, values: Sequence[str]) -> type_of_places:
        return self._columns.met(condition.match, condition.path, tuple(values))


def packed(scope: Scope, offered: Sequence[Sequence[Condition]], most: int = MOST) -> list[type_of_pack]:
    """Of each filter one of the conditions offered for it, in as few packs as a few tries give."""
    read = Reader(scope)
    turns = range(len(offered))
    tries = ([*offered[turn:], *offered[:turn]] for turn in turns)
    made = [_in_order(read, one, most) for one in islice(tries, _TRIES)]
    fewest = min(made, key=len) if made else []
    return [pack if len(pack) > 1 else _in_company(read, pack, offered) for pack in fewest]


def _in_company(read: Reader, lone: type_of_pack, offered: Sequence[Sequence[Condition]]) -> type_of_pack:
    """What fits in no pack still stands beside one other: for who heeds it only when it is alone."""
    two = ((*lone, other) for several in offered for other in several)
    return next((pack for pack in two if fits(read, pack)), lone)


_TRIES = 4


def _in_order(read: Reader, offered: Iterable[Sequence[Condition]], most: int) -> list[type_of_pack]:
    packs: list[type_of_pack] = []
    for several in offered:
        fitting = (
            (place, one)
            for one in several
            for place, pack in enumerate(packs)
            if len(pack) < most and fits(read, (*pack, one))
        )
        place, one = next(fitting, (len(packs), several[0]))
        packs[place : place + 1] = [(*(packs[place] if place < len(packs) else ()), one)]
    return packs


def fits(read: Reader, pack: type_of_pack) -> bool:
    if len({one.name for one in pack}) < len(pack):
        return False
    found = read.owners(_common(read(one).hits for one in pack))
    if len(found) < _AT_LEAST:
        return False
    for one in pack:
        beside = _common([read(other).hits for other in pack if other is not one] or [read.every])
        if any(read.owners(beside & wrong) == found for wrong in read(one).misread):
            return False
    return True


def _meets(condition: Condition, value: object) -> bool:
    begun = condition.match == "prefix"
    return any(str(value).startswith(one) if begun else value == one for one in condition.values)


def _day(value: object) -> str:
    text = str(value)
    return str(expect.berlin_day(text)) if "T" in text else text


def _common(several: Iterable[type_of_places]) -> type_of_places:
    return reduce(int.__and__, several)
