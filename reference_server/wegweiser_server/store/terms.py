"""What a record can be found by: kinds of terms and their values, looked up by equality for any match."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from .paths import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wegweiser_contract import Contract, Filter

    from .interface import Record

    Make = Callable[[Record], Iterable[str]]

TRUE = "1"
# Matches that compare calendar days or instants: columns, not terms.
COMPARED = frozenset({"from", "to", "since-day", "since-instant"})
# BCP 47: „tags … are to be treated as case insensitive“ (RFC 5646, 2.1.1).
LANGUAGE_TAGS = frozenset({"requiredLanguages[].lang", "languages[]"})
AGS_LENGTHS = (2, 3, 5, 8)

POSTCODE = "@postcode"  # of a location
AGS = "@ags"  # prefixes of the AGS of a location; offices with `areaServed` have none
SERVED = "@served"  # prefixes in `areaServed`, as they are
WITHIN = "@within"  # all prefixes of those
PLACELESS = "@placeless"  # no postcode, AGS or coordinates
NOWHERE = "@nowhere"  # placeless, and no area served either
PLACE_KINDS = (POSTCODE, AGS, SERVED, WITHIN, PLACELESS, NOWHERE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of term: a property, and the match that it is made for."""

    property: str
    match: str

    @classmethod
    def of(cls, asked: Filter) -> Kind:
        return cls(asked.property, "equals" if asked.match == "member" else asked.match)


# Words of title and other texts, and the stems of both.
TITLE, OTHER, STEM = (Kind(name, "word") for name in ("@title", "@other", "@stem"))
# Days and instants, compared by their binary digits; `own` are those of a course, not of its sessions.
UNTIL, START, PUBLISHED, UPDATED, OWN_UPDATED = (
    Kind(name, "digit") for name in ("@until", "@start", "@published", "@updated", "@own-updated")
)
COLUMNS = (UNTIL, START, PUBLISHED, UPDATED)
LOCATED = Kind("@located", "point")  # has coordinates
INNER_KINDS = (LOCATED, TITLE, OTHER, STEM, *COLUMNS, OWN_UPDATED)


def kinds_by_collection(contract: Contract) -> dict[str, tuple[Kind, ...]]:
    """The kinds that the contract's lists filter by; courses have none, they are found through sessions."""
    return {
        operation.collection: tuple(_kinds(operation.parameters))
        for operation in contract.operations
        if operation.kind == "list" and operation.collection not in (None, "courses")
    }


def _kinds(parameters: Iterable[Any]) -> dict[Kind, None]:
    filters = [parameter.filter for parameter in parameters if parameter.filter]
    judged = [Kind.of(judged) for judged in filters if judged.match not in COMPARED]
    return dict.fromkeys(judged + [Kind(name, "place") for name in PLACE_KINDS])


def asked_value(kind: Kind, value: str) -> str:
    """The term that an asked value stands for."""
    return value.lower() if kind.property in LANGUAGE_TAGS else value


def maker(kind: Kind) -> Make:
    """Makes the terms of a kind for a record; the same one may come twice."""
    return MAKERS[kind.match](kind.property)


def _equals(path: str) -> Make:
    read = reader(path)
    if path in LANGUAGE_TAGS:
        return lambda record: [str(value).lower() for value in read(record)]
    return lambda record: map(str, read(record))


def _prefixes(path: str) -> Make:
    read = reader(path)
    return lambda record: chain.from_iterable(_beginnings(str(value)) for value in read(record))


@lru_cache(maxsize=4096)  # codes repeat
def _beginnings(value: str) -> tuple[str, ...]:
    return tuple(value[:length] for length in range(1, len(value) + 1))


def _known_true(path: str) -> Make:
    read = reader(path)
    return lambda record: [TRUE for value in read(record) if value is True]


def _free_places(path: str) -> Make:
    """`availability.code|places.free`: free or few, or a number above 0."""
    availability, free = map(reader, path.split("|"))

    def make(record: Record) -> list[str]:
        known = any(value in ("free", "few") for value in availability(record))
        counted = any(value > 0 for value in free(record))
        return [TRUE] if known or counted else []

    return make


def places(record: Record) -> list[Mapping[str, Any]]:
    """All locations of a record, of whatever collection."""
    several, one = record.get("locations") or (), record.get("location")
    return [*several, one] if one else [*several]


def has_coordinates(place: Mapping[str, Any]) -> bool:
    return place.get("lat") is not None and place.get("lon") is not None


def _postcodes(record: Record) -> list[str]:
    return [place["postcode"] for place in places(record) if place.get("postcode")]


def _ags(record: Record) -> list[str]:
    if record.get("areaServed"):
        return []
    return [prefix for place in places(record) for prefix in _ags_prefixes(place.get("ags") or "")]


@lru_cache(maxsize=16384)
def _ags_prefixes(ags: str) -> tuple[str, ...]:
    return tuple(ags[:length] for length in AGS_LENGTHS if len(ags) >= length)


def _within(record: Record) -> list[str]:
    return [prefix for served in record.get("areaServed", ()) for prefix in _ags_prefixes(served)]


def _placeless(record: Record) -> list[str]:
    for place in places(record):
        if place.get("postcode") or place.get("ags") or has_coordinates(place):
            return []
    return [TRUE]


def _nowhere(record: Record) -> list[str]:
    return [] if record.get("areaServed") else _placeless(record)


PLACE_MAKERS: Mapping[str, Make] = {
    POSTCODE: _postcodes,
    AGS: _ags,
    SERVED: lambda record: list(record.get("areaServed", ())),
    WITHIN: _within,
    PLACELESS: _placeless,
    NOWHERE: _nowhere,
}
MAKERS: Mapping[str, Callable[[str], Make]] = {
    "equals": _equals,
    "prefix": _prefixes,
    "three-valued": _known_true,
    "free-places": _free_places,
    "place": PLACE_MAKERS.__getitem__,
}
