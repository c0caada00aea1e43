"""A place that never answers in time is not waited for again and again: a run has to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.model import NotTested

if TYPE_CHECKING:
    from wegweiser_conformance.exchange import Exchange

MOST_IN_A_ROW = 4


class Patience:
    """Counts, for each first segment of a path, how many answers in a row took the whole time limit."""

    def __init__(self, base: str, time_limit: float) -> None:
        self._base = base
        self._time_limit = time_limit
        self._in_a_row: dict[str, int] = {}

    def demand(self, url: str) -> None:
        """End the check that wants to ask here, if it is known to be in vain."""
        place = self._place(url)
        if self._in_a_row.get(place, 0) >= MOST_IN_A_ROW:
            raise NotTested(
                f"/{place} was not asked again: {MOST_IN_A_ROW} requests in a row "
                f"took longer than {self._time_limit:g} seconds"
            )

    def learn(self, answer: Exchange) -> None:
        place = self._place(answer.url)
        slow = bool(answer.fault) and answer.seconds >= self._time_limit
        self._in_a_row[place] = self._in_a_row.get(place, 0) + 1 if slow else 0

    def _place(self, url: str) -> str:
        path = url.removeprefix(self._base).lstrip("/").partition("?")[0]
        return path.partition("/")[0]
