"""What the traffic showed, each thing once: a record stands in many answers and is judged by the first.

`Observed.times` says how often it came by, so that a passive check still counts every record it judged.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from wegweiser_conformance import fields, routes, sightings, varied
from wegweiser_conformance.model import Unjudged

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target


@dataclass(slots=True)
class Observed:
    """A record (or the rest of a body), where it was first seen, and how often."""

    collection: str
    value: dict[str, Any]
    answer: Exchange
    pointer: str
    times: int = 1
    _leaves: list[tuple[str, Any]] | None = None

    @property
    def leaves(self) -> list[tuple[str, Any]]:
        """Every value below it with its pointer; read once, as many rules go through them."""
        if self._leaves is None:
            self._leaves = list(fields.leaves(self.value))
        return self._leaves

    @property
    def language(self) -> str:
        """As the answer states it; where it states none, as the request asked."""
        stated = (self.answer.headers.get("Content-Language") or "").strip().lower()
        return stated or f"asked {routes.asked(self.answer.url).get('lang')} {self.answer.sent}"

    @property
    def in_language_asked(self) -> bool:
        """False for an answer to a language that its publisher does not name: beside labels in another one
        there may be a text in it.
        """
        headers = {name.lower(): value for name, value in self.answer.sent}
        first = re.split("[,;]", headers.get("accept-language", ""))[0].strip()
        asked = routes.asked(self.answer.url).get("lang", [first])[0].lower()
        return not asked or asked.partition("-")[0] == self.language.partition("-")[0]


@dataclass(slots=True)
class _Held:
    """What was made of the traffic so far; later answers are added to it."""

    answers: int = 0
    records: dict[Hashable, Observed] = field(default_factory=dict)
    bodies: dict[Hashable, Observed] = field(default_factory=dict)

    def add(self, target: Target, answer: Exchange) -> None:
        for one in sightings.records_in(target, answer):
            seen = Observed(one.collection, one.record, answer, one.pointer)
            _count(self.records, (one.collection, seen.language, _likeness(one.record)), seen)
        for rest in _rest(answer):
            _count(self.bodies, repr(rest), Observed("", rest, answer, ""))


_kept: WeakKeyDictionary[Target, _Held] = WeakKeyDictionary()


def records(target: Target) -> list[Observed]:
    """Every distinct record of the whole traffic, one for each language in which it was answered."""
    return list(_observe(target).records.values())


def records_so_far(target: Target) -> list[Observed]:
    """The same without asking for anything more."""
    return list(_held(target, target.client.traffic).records.values())


def bodies(target: Target) -> list[Observed]:
    """Every other JSON body: descriptions, code lists, problems, and lists without their records."""
    return list(_observe(target).bodies.values())


def pointed(found: Observed, pointer: str) -> str:
    """A pointer into the record as a pointer into its answer."""
    return found.pointer + pointer


def read_to_its_end(target: Target, collection: str) -> bool:
    """Whether every record of the collection came by: only then is what was not seen not there."""
    try:
        return target.walk(collection).complete
    except Unjudged:
        return False


def _observe(target: Target) -> _Held:
    _read_widely(target)
    return _held(target, target.traffic)


def _held(target: Target, traffic: Sequence[Exchange]) -> _Held:
    held = _kept.setdefault(target, _Held())
    for answer in traffic[held.answers :]:
        held.add(target, answer)
    held.answers = len(traffic)
    return held


def _read_widely(target: Target) -> None:
    """Lists and items that other checks ask for as well: alone, a passive check has something to judge."""
    for collection in target.collections:
        with suppress(Unjudged):
            varied.items(target, collection)


def _count(held: dict[Hashable, Observed], key: Hashable, seen: Observed) -> None:
    if key in held:
        held[key].times += 1
    else:
        held[key] = seen


def _likeness(record: dict[str, Any]) -> str:
    """The same for a record seen from two places: its distance is not part of it, only what kind of value."""
    if "distanceKm" not in record:
        return repr(record)
    return repr({**record, "distanceKm": type(record["distanceKm"])})


def _rest(answer: Exchange) -> Iterator[dict[str, Any]]:
    """The body, without the records of a list and not if it is an item: those are judged as records."""
    body = answer.object
    if not body or (answer.status == 200 and "sourceRecordId" in body):
        return
    if answer.status == 200 and "page" in body:
        items = body.get("items")
        others = [one for one in items if not _is_record(one)] if isinstance(items, list) else items
        yield {**body, "items": others} if others else {k: v for k, v in body.items() if k != "items"}
    else:
        yield body


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and ("sourceRecordId" in value or "detailUrl" in value)
