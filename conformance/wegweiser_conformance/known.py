"""Records that the publisher names in `wegweiser.toml`: whether they are judged is not left to chance.

[[known]]
record = "jobs/10000-1184867112"    # is there: opened besides those that the seed chooses

[[known]]
record = "jobs/10000-1184860815"
removed = 2026-11-01                # its path answers 410 for 90 days: judged without an earlier report
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import clock
from wegweiser_conformance.model import Unjudged
from wegweiser_conformance.target import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target

REMEMBERED = timedelta(days=90)
MOST = 20
_MEMBERS = frozenset({"record", "removed"})


class KnownError(Exception):
    """An entry cannot be used as it stands; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """`removed` is the day on which the record was taken away; none if it is there."""

    collection: str
    id: str
    removed: date | None = None

    @property
    def name(self) -> str:
        return f"{self.collection}/{self.id}"


def known_record(entry: Any) -> KnownRecord:
    """From an entry of the configuration."""
    if not isinstance(entry, dict) or not isinstance(entry.get("record"), str):
        raise KnownError('[[known]] must be a table with record = "jobs/ID", and removed if it was removed')
    strange = sorted(set(entry) - _MEMBERS)
    if strange:
        raise KnownError(f"[[known]] knows {', '.join(sorted(_MEMBERS))}, not {', '.join(strange)}")
    collection, _, id_ = entry["record"].partition("/")
    if collection not in COLLECTIONS or not id_:
        raise KnownError(
            f"[[known]] record = {entry['record']!r}: write {', '.join(COLLECTIONS)}, a slash, the id"
        )
    removed = entry.get("removed")
    if removed is not None and type(removed) is not date:
        raise KnownError(
            f"[[known]] {entry['record']}: removed must be a day such as 2026-11-01, without quotes"
        )
    return KnownRecord(collection, id_, removed)


def open_all(target: Target) -> None:
    """Asks for those that are there, before the checks: what looks at every answer sees them too."""
    for _ in _answers(target):
        pass


def _answers(target: Target) -> Iterator[tuple[KnownRecord, Exchange]]:
    for one in target.known:
        if one.removed is None and one.collection in target.collections:
            try:
                yield one, target.item(one.collection, one.id)
            except Unjudged:
                return


def removed(target: Target) -> list[KnownRecord]:
    """Those whose removal must still be owned up to, by the server's own calendar."""
    today = clock.earliest_today(target.description_answer)
    return [
        one
        for one in target.known
        if one.removed and one.collection in target.collections and today - one.removed < REMEMBERED
    ]


def complaints(target: Target) -> Iterator[str]:
    """What is wrong with the entries themselves."""
    remembered = removed(target)
    for one in target.known:
        if one.collection not in target.collections:
            yield f"the known record {one.name} is of a collection that is not claimed"
        elif one.removed and one not in remembered:
            yield f"the known record {one.name} was removed more than 90 days ago: it is no longer judged"
    for one, answer in _answers(target):
        if answer.status != 200:
            yield f"the known record {one.name} is not there: {answer.outcome}"


def document(known: tuple[KnownRecord, ...]) -> list[dict[str, str]]:
    """As a recording keeps them."""
    return [
        {"record": one.name} | ({"removed": one.removed.isoformat()} if one.removed else {}) for one in known
    ]


def recorded(entries: Iterable[Mapping[str, str]]) -> tuple[KnownRecord, ...]:
    """As they were when the recording was made."""
    return tuple(
        known_record({**one, "removed": date.fromisoformat(one["removed"])} if "removed" in one else one)
        for one in entries
    )
