"""Records as text, made once for each language and kept while they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from ..answers import compact

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ..store.interface import Hit
    from .languages import Preference
    from .shapes import Write

    Halves = tuple[bytes, bytes]

# A record takes about two kilobytes.
KEPT = 8192
# No text in JSON holds an unescaped quotation mark, so this stands for the property and nothing else.
DISTANCE, NOWHERE = b'"distanceKm":', -1


class Rendered:
    """Asked by many threads. A distance is put in where it belongs; the rest is the same from anywhere."""

    def __init__(self, kept: int = KEPT) -> None:
        self._room = kept
        self._kept: OrderedDict[Hashable, Halves] = OrderedDict()
        self._lock = Lock()

    def text(self, hit: Hit, write: Write, preference: Preference, state: tuple[str, ...]) -> bytes:
        """`state` names collection, data and day; it was read before the record was."""
        key = (hit.record["id"], hit.distance_km is None, preference, state)
        with self._lock:
            halves = self._kept.pop(key, None)
        halves = halves or _halves(hit, write, preference)
        with self._lock:
            self._kept[key] = halves
            if len(self._kept) > self._room:
                self._kept.popitem(last=False)
        distance = b"" if hit.distance_km is None else DISTANCE + compact(hit.distance_km)
        return distance.join(halves)


def _halves(hit: Hit, write: Write, preference: Preference) -> Halves:
    if hit.distance_km is None:
        return compact(write(hit.record, preference)), b""
    text = compact(write(hit.record | {"distanceKm": NOWHERE}, preference))
    before, _, after = text.partition(DISTANCE + compact(NOWHERE))
    return before, after
