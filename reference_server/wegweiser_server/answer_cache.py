"""Whole answers, kept in front of everything that makes them; access and quota are judged before.

A key holds all that an answer depends on, so no answer has to be withdrawn: what is not asked for any more
goes when room is needed (docs/decisions/036).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .finishing import accepts_gzip
from .latest import Latest
from .paging.cursors import LIFE_SECONDS
from .steadiness import state_of

if TYPE_CHECKING:
    from .answers import Answer
    from .incoming import Incoming
    from .service import Service

    Key = tuple[object, ...]

# What an answer takes beside its body: headers, key, the cache's own.
OVERHEAD = 2048
# Longer headers and queries are answered, but not kept: keys would outweigh answers.
LONGEST_KEPT = 1000


class AnswerCache:
    """Answers of status 200 to GET and HEAD, the latest asked for, up to `room` bytes; 0 keeps none."""

    def __init__(self, service: Service, room: int) -> None:
        self._service = service
        self._room = room
        self._kept: Latest[Answer] = Latest(room, _size)

    def key(self, incoming: Incoming) -> Key | None:
        """None for what is not kept. Languages are told by header and query, HEAD is GET without its body."""
        if not self._room or incoming.method not in ("GET", "HEAD"):
            return None
        language, encoding = incoming.header("accept-language"), incoming.header("accept-encoding") or ""
        if len(incoming.query) + len(incoming.path) + len(language or "") > LONGEST_KEPT:
            return None
        state = self._state()
        if not state[0]:
            return None
        return incoming.path, incoming.odd, incoming.query, language, accepts_gzip(encoding), state

    def get(self, key: Key | None) -> Answer | None:
        return self._kept.get(key) if key else None

    def keep(self, key: Key | None, answer: Answer) -> None:
        """Unless the data, the day or the hour changed while it was made."""
        if key and answer.status == 200 and key[-1] == self._state():
            self._kept.keep(key, answer)

    def _state(self) -> tuple[str, int, int]:
        """With the hour, for cursors end with it."""
        return (*state_of(self._service), int(self._service.settings.now() // LIFE_SECONDS))


def _size(answer: Answer) -> int:
    return len(answer.body) + OVERHEAD
