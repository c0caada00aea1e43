"""Districts that may have a list: all of the official table, and whatever else the records name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..data.places import districts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..store.interface import Record

DIGITS = 5


class Districts:
    """The table makes lists for every district of a state that an office serves as a whole."""

    def __init__(self) -> None:
        self._known = set(districts())

    def note(self, record: Record) -> None:
        self._known.update(ags[:DIGITS] for ags in _named(record) if len(ags) >= DIGITS)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._known))


def _named(record: Record) -> Iterator[str]:
    yield from record.get("areaServed", ())
    for place in (*record.get("locations", ()), record.get("location", {})):
        yield place.get("ags", "")
