"""Which filters can share one request without hiding each other's faults.

A filter can be misread: not heeded, by some of its values only, with its boundary left out, with records that
do not show the property. Filters are asked together only where every misreading that would show alone still
shows beside the others; then one right answer speaks for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from wegweiser_conformance import expect, nights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wegweiser_conformance.scopes import Condition, Scope

    type_of_places = frozenset[int]
    type_of_pack = tuple[Condition, ...]

MOST = 4
_DATED = frozenset({"from", "to", "since-day"})
_THREE_VALUED = frozenset({"three-valued", "free-places"})


@dataclass(frozen=True, slots=True)
class Readings:
    """By their places in the scope: the records that a filter finds, and those it would find if misread."""

    hits: type_of_places
    misread: tuple[type_of_places, ...]


def packed(scope: Scope, conditions: Sequence[Condition], most: int = MOST) -> list[type_of_pack]:
    """All of the conditions, each in one pack, each pack as large as it may be."""
    read = {one: readings(scope, one) for one in conditions}
    packs: list[type_of_pack] = []
    for one in conditions:
        for place, pack in enumerate(packs):
            if _fits(scope, read, (*pack, one), most):
                packs[place] = (*pack, one)
                break
        else:
            packs.append((one,))
    return packs


def readings(scope: Scope, condition: Condition) -> Readings:
    """What shows alone: a misreading that finds the same records in the scope is none."""
    hits = _where(scope, condition)
    every = frozenset(range(len(scope.records)))
    offered = {every, *_fewer_values(scope, condition, hits), *_otherwise(scope, condition, hits, every)}
    owners = _owners(scope, hits)
    return Readings(hits, tuple(one for one in offered if _owners(scope, one) != owners))


def _fits(scope: Scope, read: Mapping[Condition, Readings], pack: type_of_pack, most: int) -> bool:
    if len(pack) > most or len({one.name for one in pack}) < len(pack):
        return False
    found = _owners(scope, _common([read[one].hits for one in pack]))
    if not found:
        return False
    for one in pack:
        beside = _common([read[other].hits for other in pack if other is not one])
        if any(_owners(scope, beside & wrong) == found for wrong in read[one].misread):
            return False
    return True


def _fewer_values(scope: Scope, condition: Condition, hits: type_of_places) -> Iterator[type_of_places]:
    if len(condition.values) > 1:
        for value in condition.values:
            yield _where(scope, replace(condition, values=(value,)))
            yield _where(scope, replace(condition, values=tuple(v for v in condition.values if v != value)))


def _otherwise(
    scope: Scope, condition: Condition, hits: type_of_places, every: type_of_places
) -> Iterator[type_of_places]:
    """Boundaries left out, records without the property, first entries only, whole numbers only."""
    held = [
        [value for path in condition.path.split("|") for value in expect.values(record, path)]
        for record in scope.records
    ]
    silent = frozenset(place for place, values in enumerate(held) if not values)
    if condition.match in _DATED | _THREE_VALUED:
        yield hits ^ silent
    if condition.match in _DATED:
        day = condition.values[0]
        yield hits - {place for place, values in enumerate(held) if any(_day(one) == day for one in values)}
        if condition.match == "since-day":
            yield from _other_days(held, day)
    elif condition.match not in _THREE_VALUED:
        yield hits & {place for place, values in enumerate(held) if set(values) & set(condition.values)}
        yield frozenset(
            place for place, values in enumerate(held) if any(_begins(condition, one) for one in values)
        )
        first = [values[:1] for values in held]
        yield frozenset(place for place in hits if any(_meets(condition, one) for one in first[place]))


def _other_days(held: Sequence[Sequence[object]], since: str) -> Iterator[type_of_places]:
    """What is found by those who reckon days as in UTC, in winter or summer time all year, or by the text."""
    read = [[nights.misread(str(value)) for value in values] for values in held]
    for way in range(nights.WAYS):
        yield frozenset(
            place
            for place, values in enumerate(read)
            if any(days and str(days[way]) >= since for days in values)
        )


def _meets(condition: Condition, value: object) -> bool:
    begun = condition.match == "prefix"
    return any(str(value).startswith(one) if begun else value == one for one in condition.values)


def _begins(condition: Condition, value: object) -> bool:
    return any(str(value).startswith(one) for one in condition.values)


def _day(value: object) -> str:
    text = str(value)
    return str(expect.berlin_day(text)) if "T" in text else text


def _where(scope: Scope, condition: Condition) -> type_of_places:
    return frozenset(place for place, record in enumerate(scope.records) if condition.met_by(record))


def _common(several: list[type_of_places]) -> type_of_places:
    return reduce(frozenset.__and__, several)


def _owners(scope: Scope, places: type_of_places) -> frozenset[str]:
    return scope.owners(scope.records[place] for place in places)
