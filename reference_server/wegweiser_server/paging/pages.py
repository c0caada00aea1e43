"""One page of a list: how many records, where it begins, and what its envelope says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..parameters.pairs import query_of
from .cursors import Mark, fingerprint

if TYPE_CHECKING:
    from ..parameters.asked import Asked
    from ..settings import Settings
    from ..store.interface import Found
    from .cursors import Cursors


@dataclass(frozen=True, slots=True)
class Window:
    """Which records this page shows: `limit` after `start`; `capped` if the publisher's limit ends it."""

    limit: int
    start: Mark | None
    seal: bytes
    capped: bool

    @property
    def shown(self) -> int:
        return self.start.shown if self.start else 0


def window_of(operation: str, asked: Asked, settings: Settings, cursors: Cursors) -> Window:
    seal = fingerprint(operation, asked)
    cursor = asked.one("cursor")
    start = cursors.read(cursor, seal) if cursor else None
    limit = int(asked.one("limit") or settings.default_limit)
    most = settings.max_records_per_query
    left = most - (start.shown if start else 0) if most else limit
    return Window(min(limit, left), start, seal, bool(most) and left <= limit)


def envelope(
    found: Found, window: Window, asked: Asked, cursors: Cursors, data_version: str
) -> dict[str, Any]:
    page: dict[str, Any] = {
        "total": found.total,
        "totalRelation": "exact" if found.exact else "at-least",
    }
    if found.more and not window.capped:
        mark = Mark(found.hits[-1].position, window.shown + len(found.hits))
        cursor = cursors.issue(mark, window.seal)
        kept = [pair for pair in asked.pairs if pair[0] != "cursor"]
        page["next"] = "?" + query_of([*kept, ("cursor", cursor)])
        page["nextCursor"] = cursor
    page["dataVersion"] = data_version
    if found.more and window.capped:
        page["end"] = "limit"
    return page
