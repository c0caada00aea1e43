"""Records as text, made once for each language and kept while they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import compact
from ..latest import Latest

if TYPE_CHECKING:
    from ..store.interface import Hit
    from .languages import Preference
    from .shapes import Write

    Halves = tuple[bytes, bytes]
    State = tuple[str | int, ...]

ROOM = 16 * 2**20
# What a record takes beside its text: its key, the cache's own.
OVERHEAD = 1024
# No text in JSON holds an unescaped quotation mark, so this stands for the property and nothing else.
DISTANCE, NOWHERE = b'"distanceKm":', -1


class Rendered:
    """A distance is put in where it belongs; the rest is the same from anywhere."""

    def __init__(self, room: int = ROOM) -> None:
        self._kept: Latest[Halves] = Latest(room, _size)

    def text(self, hit: Hit, write: Write, preference: Preference, state: State) -> bytes:
        """`state` names collection, data and day; it was read before the record was."""
        key = (hit.record["id"], hit.distance_km is None, preference, state)
        halves = self._kept.get(key)
        if halves is None:
            halves = _halves(hit, write, preference)
            self._kept.keep(key, halves)
        distance = b"" if hit.distance_km is None else DISTANCE + compact(hit.distance_km)
        return distance.join(halves)


def _size(halves: Halves) -> int:
    return len(halves[0]) + len(halves[1]) + OVERHEAD


def _halves(hit: Hit, write: Write, preference: Preference) -> Halves:
    if hit.distance_km is None:
        return compact(write(hit.record, preference)), b""
    text = compact(write(hit.record | {"distanceKm": NOWHERE}, preference))
    before, _, after = text.partition(DISTANCE + compact(NOWHERE))
    return before, after
