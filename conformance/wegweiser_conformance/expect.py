"""What the suite predicts: reading a record by property path, and the predicate of every kind of filter.

Paths are those of the contract's `x-filter`: `locations[].postcode` reads the postcode of every location.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from wegweiser_conformance import moments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    type_of_record = Mapping[str, Any]

BERLIN = ZoneInfo("Europe/Berlin")
_MISSING = object()


def values(record: Any, path: str) -> list[Any]:
    """Every value the record has at the path; none if it leaves the property out or has another shape."""
    found = [record]
    for name, repeated in _steps(path):
        found = [node[name] for node in found if isinstance(node, dict) and name in node]
        if repeated:
            found = [one for node in found if isinstance(node, list) for one in node]
    return found


@cache
def _steps(path: str) -> tuple[tuple[str, bool], ...]:
    return tuple((step.removesuffix("[]"), step.endswith("[]")) for step in path.split("."))


def at(value: Any, pointer: str, default: Any = None) -> Any:
    """The value at a JSON pointer (RFC 6901), or `default`: never raises."""
    for token in pointer.split("/")[1:]:
        step = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(step, _MISSING)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return default
        if value is _MISSING:
            return default
    return value


def holds(match: str, path: str, record: type_of_record, asked: Sequence[str]) -> bool:
    """Whether a record must be found when the filter `match` on `path` is asked with these values."""
    if match == "free-places":
        return _three_valued([has_free_places(record)], asked)
    return PREDICATES[match](values(record, path), asked)


def has_free_places(record: type_of_record) -> bool:
    """ "true if `availability` is free or few or `places.free` > 0"."""
    free = at(record, "/places/free")
    open_ = at(record, "/availability/code") in {"free", "few"}
    return open_ or (isinstance(free, int) and free > 0)


def instant(text: Any) -> datetime | None:
    """An instant with its offset, also where its form is not quite right; None for anything else."""
    strict = moments.instant(text)
    if strict is not None:
        return strict
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None and len(text) > len("2026-01-01") else None


def berlin_day(text: Any) -> date | None:
    """The calendar day of an instant where the contract counts days: in Europe/Berlin."""
    moment = instant(text)
    return moment.astimezone(BERLIN).date() if moment else None


def _equals(held: Sequence[Any], asked: Sequence[str]) -> bool:
    return any(value in asked for value in held if isinstance(value, str))


def _prefix(held: Sequence[Any], asked: Sequence[str]) -> bool:
    return any(value.startswith(one) for value in held if isinstance(value, str) for one in asked)


def _from(held: Sequence[Any], asked: Sequence[str]) -> bool:
    return any(value >= asked[0] for value in held if isinstance(value, str))


def _to(held: Sequence[Any], asked: Sequence[str]) -> bool:
    return any(value <= asked[0] for value in held if isinstance(value, str))


def moved(day: date, days: int) -> date | None:
    """So many days later; None beyond what a calendar knows, as 9999-12-31 may stand for "for ever"."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _since_day(held: Sequence[Any], asked: Sequence[str]) -> bool:
    first = date.fromisoformat(asked[0])
    return any(day >= first for day in map(berlin_day, held) if day is not None)


def _since_instant(held: Sequence[Any], asked: Sequence[str]) -> bool:
    """A mere date means the beginning of that day in Europe/Berlin."""
    midnight = f"{asked[0]}T00:00:00"
    first = instant(asked[0]) or datetime.fromisoformat(midnight).replace(tzinfo=BERLIN)
    return any(moment >= first for moment in map(instant, held) if moment is not None)


def _three_valued(held: Sequence[Any], asked: Sequence[str]) -> bool:
    """`only` is known to be true, `exclude` is all others, unknown included."""
    known_true = any(value is True for value in held)
    return {"only": known_true, "exclude": not known_true}.get(asked[0], True)


PREDICATES: Mapping[str, Callable[[Sequence[Any], Sequence[str]], bool]] = {
    "equals": _equals,
    "member": _equals,
    "prefix": _prefix,
    "from": _from,
    "to": _to,
    "since-day": _since_day,
    "since-instant": _since_instant,
    "three-valued": _three_valued,
}


def ids(records: Iterable[type_of_record]) -> list[str]:
    """The ids in order; a record without one counts as the empty id."""
    return [record["id"] if isinstance(record.get("id"), str) else "" for record in records]


def difference(expected: Iterable[str], found: Iterable[str]) -> str:
    """In words what two sets of ids differ by; empty if they are equal."""
    wanted, had = set(expected), set(found)
    parts = [("missing", wanted - had), ("too many", had - wanted)]
    return "; ".join(f"{name}: {_some(more)}" for name, more in parts if more)


def _some(names: set[str], most: int = 5) -> str:
    shown = ", ".join(sorted(names)[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
