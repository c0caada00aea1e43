"""What a query asks for, as sets of positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from wegweiser_server.data.days import BERLIN

from .cells import circle_of
from .days import day, instant, microseconds
from .interface import COURSES, Area, Near, StoreError
from .terms import (
    AGS,
    AGS_LENGTHS,
    NOWHERE,
    OWN_UPDATED,
    PLACELESS,
    POSTCODE,
    PUBLISHED,
    SERVED,
    START,
    TRUE,
    UPDATED,
    WITHIN,
    Kind,
)
from .wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract import Filter

    from .index import Index
    from .interface import Query
    from .wording import Wording

DAYS = {"startDate": START, "publishedAt": PUBLISHED}
COMPARISONS = frozenset({"from", "to", "since-day"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """`hits` are the positions of the records to list; `members` those that meet filters and place: the same,
    but of courses their sessions."""

    hits: int
    members: int
    wording: Wording | None


def choose(query: Query, index: Index) -> Chosen | None:
    """None if the words asked for hold no word at all: then nothing hits."""
    words = wording(query.words, index) if query.words is not None else None
    if query.words is not None and words is None:
        return None
    if query.collection == COURSES:
        members = _sessions(query, index)
        hits = index.own if members is None else owners(members, index)
    else:
        members = hits = _restricted(index.listed(query.today.toordinal()), query, index)
    if words:
        hits &= words.anywhere
    if query.updated_since:
        column = OWN_UPDATED if query.collection == COURSES else UPDATED
        hits &= _since(query.updated_since, column, index)
    return Chosen(hits, members or 0, words)


def owners(members: int, index: Index) -> int:
    """Courses with such a session: adding ones at all its sessions carries into the course's own bit,
    which stands behind them, exactly if one of them was set."""
    return (members + index.others) & index.own


def _sessions(query: Query, index: Index) -> int | None:
    """„A course hits if one of its sessions meets them all“.

    None if nothing is asked that a session would have to meet: then courses without sessions are listed too.
    """
    if query.place is None and not any(True for _ in _asked(query)):
        return None
    return _restricted(index.listed(query.today.toordinal()), query, index)


def _asked(query: Query) -> Iterator[tuple[Filter, tuple[str, ...]]]:
    """Filters that leave something out: `include` and no values at all do not."""
    return ((judged, values) for judged, values in query.filters if values and not lists_all(judged, values))


def lists_all(judged: Filter, values: tuple[str, ...]) -> bool:
    return judged.match in ("three-valued", "free-places") and "include" in values


def _restricted(members: int, query: Query, index: Index) -> int:
    for judged, values in _asked(query):
        members &= _meeting(judged, values, index)
    if query.place:
        members &= _placed(query, query.place, index)
    return members


def _meeting(judged: Filter, values: tuple[str, ...], index: Index) -> int:
    if judged.match in ("three-valued", "free-places"):
        known = index.bearing(Kind.of(judged), TRUE)
        return known if "only" in values else ~known
    if judged.match in COMPARISONS:
        return _compared(judged, values, index)
    if judged.match == "since-instant":
        return _since(min(_beginning(value) for value in values), UPDATED, index)
    return index.bearing(Kind.of(judged), *values)


def _compared(judged: Filter, values: tuple[str, ...], index: Index) -> int:
    column = DAYS.get(judged.property)
    if column is None:
        raise StoreError(f"the store cannot compare {judged.property}; it knows {', '.join(DAYS)}")
    days = [day(value) for value in values]
    if judged.match == "to":
        return index.below(column, max(days) + 1)
    return index.known(column) & ~index.below(column, min(days))


def _beginning(value: str) -> datetime:
    """An instant, or the first one of a day in Europe/Berlin."""
    if "T" in value:
        return instant(value)
    return datetime.combine(datetime.fromordinal(day(value)), time.min, BERLIN)


def _since(moment: datetime, column: Kind, index: Index) -> int:
    return index.known(column) & ~index.below(column, microseconds(moment))


def _placed(query: Query, place: Near | Area, index: Index) -> int:
    found = 0
    if query.placeless != "only":
        found = _near(place, index) if isinstance(place, Near) else _within(place, index)
    if query.placeless != "exclude":
        found |= _at_place(PLACELESS if isinstance(place, Near) else NOWHERE, TRUE, index)
    return found


def _at_place(name: str, value: str, index: Index) -> int:
    return index.bearing(Kind(name, "place"), value)


def placeless(index: Index) -> int:
    return _at_place(PLACELESS, TRUE, index)


def _near(place: Near, index: Index) -> int:
    """Within the radius; and whatever bears the postcode, however far its coordinates are."""
    around = index.around(circle_of(place))
    return around | (_at_place(POSTCODE, place.postcode, index) if place.postcode else 0)


def _within(place: Area, index: Index) -> int:
    """AGS of the location begins with the area. Offices with `areaServed` are judged by that alone: one of
    its prefixes lies in the area or contains it."""
    found = _at_place(AGS, place.ags, index) | _at_place(WITHIN, place.ags, index)
    for length in AGS_LENGTHS:
        if length <= len(place.ags):
            found |= _at_place(SERVED, place.ags[:length], index)
    return found
