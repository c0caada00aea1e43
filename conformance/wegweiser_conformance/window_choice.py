"""Which filters make a good window: of the wanted size, and as varied as the list itself.

What varies inside a window can be asked there: values, missing ones, second entries of a list, records
without a place. The first page of the whole list tells how varied a choice would be, and how large about.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, place_maths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    type_of_filter = tuple[str, str, str]
    type_of_record = Mapping[str, Any]

COMPARED = 12
_FEWEST = 3
_MOST_SINGLES = 40
THREE_VALUED = frozenset({"three-valued", "free-places"})
_CODES = frozenset({"equals", "member", "prefix"})


def choices(
    records: Sequence[type_of_record],
    filters: Sequence[type_of_filter],
    avoided: AbstractSet[str],
    asked: str,
    wanted_share: float,
) -> list[dict[str, str]]:
    """Parameters that make a window, the most varied first; those of a quite different size are left out.

    What the `asked` parameter judges is to be seen in the window: in several ways if possible.
    """
    singles = list(_singles(records, [one for one in filters if one[0] not in avoided]))[:_MOST_SINGLES]
    offered: list[tuple[tuple[int, int, int], str, dict[str, str]]] = []
    pairs = [one for one in combinations(singles, 2) if one[0][0] != one[1][0] and _three(one)]
    for made in [*((single,) for single in singles), *pairs]:
        met = [record for record in records if all(_holds(one, record) for one in made)]
        share = len(met) / max(len(records), 1)
        if len(met) >= _FEWEST and wanted_share / 4 <= share <= wanted_share * 1.2:
            params = {name: value for name, _, _, value in made}
            shown = ways([one for one in filters if one[0] == asked], met)
            offered.append(((shown, *variety(met, filters)), str(params), params))
    most = max((rank[0] for rank, _, _ in offered), default=0)
    telling = [one for one in offered if one[0][0] == most]
    return [params for _, _, params in sorted(telling, key=lambda one: one[:2], reverse=True)]


def variety(records: Sequence[type_of_record], filters: Sequence[type_of_filter]) -> tuple[int, int]:
    """In how many respects a few of the records differ, and how many different things they show.

    The few are taken evenly, the same number from each choice.
    """
    last = len(records) - 1
    few = [records[round(step * last / (COMPARED - 1))] for step in range(COMPARED)]
    shown = {feature for record in few for feature in _features(record, filters)}
    respects = Counter(name for name, _ in shown)
    return sum(count > 1 for count in respects.values()), len(shown)


def ways(filters: Sequence[type_of_filter], records: Sequence[type_of_record]) -> int:
    """In how many ways the records show what these filters judge: none, one, or more than one."""
    names = {name for name, _, _ in filters}
    features = {feature for record in records for feature in _features(record, filters)}
    return min(sum(name in names and how != "missing" for name, how in features), 2)


def _singles(
    records: Sequence[type_of_record], filters: Sequence[type_of_filter]
) -> Iterator[tuple[str, str, str, str]]:
    """(parameter, match, path, value) of every choice by one parameter that the records bear."""
    for name, match, path in filters:
        if match in THREE_VALUED:
            yield from ((name, match, path, value) for value in ("only", "exclude"))
        elif match in _CODES:
            held = {str(value) for record in records for value in expect.values(record, path)}
            shortened = {value[:2] for value in held} if match == "prefix" else held
            yield from ((name, match, path, value) for value in sorted(shortened) if value)


def _three(pair: Iterable[tuple[str, str, str, str]]) -> bool:
    return any(match in THREE_VALUED for _, match, _, _ in pair)


def _holds(single: tuple[str, str, str, str], record: type_of_record) -> bool:
    _, match, path, value = single
    return expect.holds(match, path, record, [value])


def _features(record: type_of_record, filters: Iterable[type_of_filter]) -> Iterator[tuple[str, str]]:
    yield "placeless", str(place_maths.placeless(record))
    yield "places", str(min(len(place_maths.places(record)), 2))
    for name, match, path in filters:
        held = [str(value) for one in path.split("|") for value in expect.values(record, one)]
        if not held or match not in _CODES | THREE_VALUED:
            yield name, "filled" if held else "missing"
        yield from ((name, value) for value in held if match in _CODES | THREE_VALUED)
        if len(held) > 1:
            yield name, "several"
