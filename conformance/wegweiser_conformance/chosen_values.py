"""Which values a filter is asked with: chosen by rule from the records that the suite holds.

A value is worth asking if some of the records meet it and others do not. Codes: one that stands second in a
record, the rarest, one that another begins with, and two at once with a third between them; numbers: whole
and their beginnings, leading zeros first; days: one on which something starts, one long gone, and nights that
are two days in Berlin and in another zone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, nights
from wegweiser_conformance.scopes import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wegweiser_conformance.scopes import Scope
    from wegweiser_contract import Contract, Parameter

    type_of_records = Sequence[Mapping[str, Any]]

_PREFIXES = (5, 1, 2, 3, 4)
# Of the KldB, those with most jobs first: what is found there by no evidence would be many.
_FREQUENT_AREAS = "527863941"
_PAIRS = 6
_UNMET = 2
_TWO = 2
_THREE_VALUED = frozenset({"three-valued", "free-places"})


def conditions(scope: Scope, parameter: Parameter, most: int = 3) -> list[Condition]:
    """What to ask, most telling first; empty if no value has both hits and misses in the scope."""
    assert parameter.filter is not None
    match, path = parameter.filter.match, parameter.filter.property
    if parameter.name in scope.params:
        return []
    values = _values(match, path, scope.records, parameter.repeated)
    made = [Condition(parameter.name, match, path, one) for one in values]
    return list(islice((one for one in made if tells(scope, one)), most))


def common(scope: Scope, parameter: Parameter, most: int = 6) -> list[Condition]:
    """What many records meet, and many do not: for requests that ask several things at once.

    Of two codes one alone: asked together, nobody sees that they are mistaken for each other. Nights are
    chosen for what they tell, and no other one tells as much.
    """
    assert parameter.filter is not None
    match, path = parameter.filter.match, parameter.filter.property
    if match in {*_THREE_VALUED, "since-day"} or parameter.name in scope.params:
        return []
    if match in {"from", "to"}:
        return conditions(scope, parameter, most)
    counts = borne(path, scope.records)
    if match == "prefix":
        counts = Counter({value[:length]: 0 for value in counts for length in (1, 2)})
        for value in borne(path, scope.records):
            counts.update((value[:1], value[:2]))
    often = [value for value, _ in counts.most_common(5)]
    values = (
        [(one, two) for one, two in combinations(often, 2)]
        if parameter.repeated and len(often) > _TWO
        else [(one,) for one in often]
    )
    made = [Condition(parameter.name, match, path, one) for one in values]
    return list(islice((one for one in made if tells(scope, one)), most))


def tells(scope: Scope, condition: Condition) -> bool:
    """Some of the scope's records are hits and some are not; and each of several values adds some."""
    hits = scope.meeting(condition).required
    if not 0 < len(hits) < len(scope.listed):
        return False
    if len(condition.values) == 1:
        return True
    alone = (scope.meeting(replace(condition, values=(value,))).required for value in condition.values)
    return all(one < hits for one in alone)


def extremes(scope: Scope, parameter: Parameter, contract: Contract, seed: int) -> list[Condition]:
    """For records that are all alike: a value that each of them meets, and one that none does."""
    assert parameter.filter is not None
    match, path = parameter.filter.match, parameter.filter.property
    values = _values(match, path, scope.records, parameter.repeated)
    everything = [Condition(parameter.name, match, path, one) for one in values]
    all_meet = (one for one in everything if scope.meeting(one).required == scope.listed)
    return [*islice(all_meet, 1), *unmet(scope, parameter, contract, seed)[:1]]


def unmet(scope: Scope, parameter: Parameter, contract: Contract, seed: int) -> list[Condition]:
    """Right values that no record of the scope bears: the answer must be empty."""
    assert parameter.filter is not None
    match, path = parameter.filter.match, parameter.filter.property
    values = _rightful(parameter, contract, seed)
    if match == "equals" and parameter.code_list is None:  # an id in other case is another id
        values = [*(value.swapcase() for value in sorted(borne(path, scope.records))[:1]), *values]
    made = [Condition(parameter.name, match, path, (value,)) for value in values]
    inside = [] if parameter.name in scope.params else made
    return list(islice((one for one in inside if not scope.meeting(one).allowed), _UNMET))


def _rightful(parameter: Parameter, contract: Contract, seed: int) -> list[str]:
    """Values that the parameter understands, whether a record bears them or not."""
    match = parameter.filter.match if parameter.filter is not None else ""
    code_list = contract.code_lists.get(parameter.code_list or "")
    if match in {"from", "since-day"}:
        return ["2999-12-31"]
    if match == "to":
        return ["1970-01-01"]
    if match in _THREE_VALUED:
        return ["only"]
    if match == "prefix":
        return [*_FREQUENT_AREAS, *(f"{(seed + step) % 100_000:05}" for step in range(0, 100_000, 997))]
    if code_list is not None:
        return list(code_list.entries)
    return ["tlh", "vo", "ie"] if match == "member" else [f"no-such-{seed}"]


def dated(scope: Scope, parameter: Parameter) -> list[Condition]:
    """Days as values, whether or not some record misses them; the most telling first."""
    assert parameter.filter is not None
    match, path = parameter.filter.match, parameter.filter.property
    values = _values(match, path, scope.records, parameter.repeated)
    return [Condition(parameter.name, match, path, one) for one in values]


def several(scope: Scope, parameter: Parameter, most: int = 3) -> list[Condition]:
    """One condition of up to `most` values at once, the rarest last, that some records still miss."""
    assert parameter.filter is not None
    match, path = parameter.filter.match, parameter.filter.property
    if parameter.name in scope.params:
        return []
    counts = borne(path, scope.records)
    by_rarity = sorted(counts, key=lambda value: (counts[value], value))
    for count in range(min(most, len(by_rarity)), 1, -1):
        condition = Condition(parameter.name, match, path, tuple(reversed(by_rarity[:count])))
        if tells(scope, condition):
            return [condition]
    return []


def borne(path: str, records: type_of_records) -> Counter[str]:
    """How many records bear each value."""
    counts: Counter[str] = Counter()
    for record in records:
        counts.update({value for value in expect.values(record, path) if isinstance(value, str) and value})
    return counts


def _values(match: str, path: str, records: type_of_records, repeated: bool) -> list[tuple[str, ...]]:
    if match in _THREE_VALUED:
        return [("only",), ("exclude",)]
    if match == "prefix":
        return _prefixes(borne(path, records))
    if match in {"from", "to"}:
        return _days(borne(path, records), 1 if match == "from" else -1, _as_of(records))
    if match == "since-day":
        return _nights(path, records)
    return _codes(path, records, repeated)


def _codes(path: str, records: type_of_records, repeated: bool) -> list[tuple[str, ...]]:
    counts = borne(path, records)
    by_rarity = sorted(counts, key=lambda value: (counts[value], value))
    if not by_rarity:
        return []
    begun = _beginnings(by_rarity)
    usual = [*begun, *by_rarity][0]
    second = [one for one in _never_first(path, records) if not any(one.startswith(other) for other in begun)]
    single = min(second, key=lambda value: (counts[value], value), default=usual)
    others = [value for value in dict.fromkeys([*begun, *by_rarity]) if value != single]
    pairs = [(single, value) for value in others] if repeated else []
    pairs.sort(key=lambda pair: -_misreadable(pair, by_rarity))
    return [(single,), *pairs[:_PAIRS], *((value,) for value in others)]


def _beginnings(values: Sequence[str]) -> list[str]:
    """Values with which another one begins, the rarest first: `part-time`, not `part-time-morning`."""
    return [one for one in values if any(other != one and other.startswith(one) for other in values)]


def _misreadable(pair: tuple[str, str], values: Sequence[str]) -> int:
    """In how many ways others would be found by mistake: they begin alike, or lie between."""
    others = [one for one in values if one not in pair]
    longer = any(other.startswith(one) for other in others for one in pair)
    return longer + any(min(pair) < other < max(pair) for other in others)


def _never_first(path: str, records: type_of_records) -> set[str]:
    """Values that some record has, but not as the first of its list."""
    found: set[str] = set()
    for record in records:
        held = [value for value in expect.values(record, path) if isinstance(value, str)]
        found |= set(held[1:]) - set(held[:1])
    return found


def _prefixes(counts: Counter[str]) -> list[tuple[str, ...]]:
    """Whole numbers and beginnings: first with a leading zero, or longer than another one; then rare ones."""
    longer = {one for one in counts for other in counts if one != other and one.startswith(other)}
    by_rule = sorted(counts, key=lambda one: (not one.startswith("0"), one not in longer, counts[one], one))
    if not by_rule:
        return []
    first, last = by_rule[0], by_rule[-1]
    inside = [digit for digit in "123456789" if any(digit in value[1:] for value in counts)]
    begun = [digit for digit in inside if any(value.startswith(digit) for value in counts)]
    begun.sort(key=lambda digit: -sum(counts[value] for value in counts if value.startswith(digit)))
    zeroed = _told_from_numbers(first, counts)
    pairs = [(digit, zeroed) for digit in begun if not zeroed.lstrip("0").startswith(digit)]
    pairs += [(last[:2], first[:3]), (last[:3], first)] if last[:2] != first[:2] else []
    singles = [(first[:length],) for length in _PREFIXES]
    others = [(value[:length],) for value in by_rule for length in _PREFIXES]
    return list(dict.fromkeys([singles[0], *pairs, *singles[1:], *others]))


def _told_from_numbers(value: str, counts: Iterable[str]) -> str:
    """Its beginning; if with a zero, one that begins other values, too, once it is taken for a number."""
    shorter = [value[:length] for length in (3, 2)]
    mistaken = (one for one in shorter if any(other.startswith(one.lstrip("0") or " ") for other in counts))
    return next(mistaken, shorter[0]) if value.startswith("0") else shorter[0]


def _days(counts: Counter[str], inwards: int, as_of: date) -> list[tuple[str, ...]]:
    """The last day (or first) on which something starts: it counts itself. Then one long gone, or the middle.

    Best is a last one beside which something starts, too: it shows who takes the next day for it. Where
    there is none, the second stands just beside a day on which something starts.
    """
    days = sorted(day for day in map(_day, counts) if day is not None)
    if not days:
        return []
    middle = days[len(days) // 2]
    outwards, held = days[::-inwards], set(days)
    edges = [day for day in outwards if expect.moved(day, -inwards) in held]
    gone = [day for day in days if inwards > 0 and day < as_of]
    second = [*gone[len(gone) // 2 :][:1], middle][0]
    beside = [] if edges else [expect.moved(second, inwards)]
    chosen = [*[*edges, outwards[0]][:1], *beside, second, middle, expect.moved(middle, inwards), *days]
    return [(day.isoformat(),) for day in dict.fromkeys(chosen) if day is not None]


def _as_of(records: type_of_records) -> date:
    """The day of the newest change: by the data, so that a recording gives the same questions on any day."""
    stamps = (expect.berlin_day(record.get("updatedAt")) for record in records)
    return max((day for day in stamps if day is not None), default=date.min)


def _nights(path: str, records: type_of_records) -> list[tuple[str, ...]]:
    """Days of publication in Berlin; first those that are another day elsewhere, or as the text has them."""
    texts = [value for record in records for value in expect.values(record, path) if isinstance(value, str)]
    return [(day.isoformat(),) for day in nights.telling(texts)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        return None


def pairs(scope: Scope, parameters: Iterable[Parameter]) -> list[tuple[Condition, Condition]]:
    """Two filters that meet in some records while each alone finds more: most records in common first."""
    return joined(scope, [one for parameter in parameters for one in conditions(scope, parameter)])


def joined(scope: Scope, single: Sequence[Condition]) -> list[tuple[Condition, Condition]]:
    """Of these conditions, the pairs that meet in some records while each alone finds more."""
    found: list[tuple[int, str, tuple[Condition, Condition]]] = []
    hits = {one: scope.meeting(one).required for one in single}
    for place, one in enumerate(single):
        for other in single[place + 1 :]:
            both = scope.meeting(one, other).required
            if one.name != other.name and both and both < hits[one] and both < hits[other]:
                found.append((-len(both), f"{one}&{other}", (one, other)))
    return [pair for _, _, pair in sorted(found, key=lambda entry: entry[:2])]
