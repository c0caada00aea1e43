"""One JSON line for each request: time, kind of path, status, size, duration.

Neither queries nor keys nor ids nor addresses are written: "counselling, Dari, 86150" plus an address is data
about a refugee.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answers import Answer
    from .incoming import Incoming

log = logging.getLogger("wegweiser_server.access")
METHODS = ("GET", "HEAD", "OPTIONS")
OTHER = "other"


class AccessLog:
    """`kinds` are the paths that may be named; everything else is `other`."""

    def __init__(self, kinds: frozenset[str]) -> None:
        self._kinds = kinds

    def start(self) -> float:
        return perf_counter()

    def write(self, incoming: Incoming, path: str | None, answer: Answer, began: float) -> None:
        if log.isEnabledFor(logging.INFO):
            method = incoming.method if incoming.method in METHODS else OTHER
            _write(method, self.kind(path if path is not None else incoming.path), answer, began)

    def kind(self, path: str) -> str:
        """The path with its last segment left out, if only so it is one of ours."""
        if path in self._kinds:
            return path
        parent = path.rpartition("/")[0] + "/{id}"
        return parent if parent in self._kinds else OTHER


def note_refusal(answer: Answer) -> None:
    """Of what was no HTTP, or too long, or too slow: neither method nor path can be told."""
    if log.isEnabledFor(logging.INFO):
        _write(OTHER, OTHER, answer, perf_counter())


def _write(method: str, path: str, answer: Answer, began: float) -> None:
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": method,
        "path": path,
        "status": answer.status,
        "bytes": len(answer.body),
        "ms": round((perf_counter() - began) * 1000, 1),
    }
    log.info(json.dumps(line))
