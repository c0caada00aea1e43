"""Cursors: where the next page begins, sealed so that nobody can make, change or transplant one.

A cursor says in which hour it was issued, not in which second: the same request gives the same bytes. It is
good in that hour and the next, so it lives an hour at least.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..problems.refusals import BadParameters, Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..parameters.asked import Asked
    from ..store.interface import Position

LIFE_SECONDS = 3600
SEAL_BYTES = 16
# They may change from page to page.
FREE = ("cursor", "limit", "lang")


@dataclass(frozen=True, slots=True)
class Mark:
    """The position of the last record shown, and how many were shown up to it."""

    position: Position
    shown: int


class Cursors:
    def __init__(self, key: bytes, now: Callable[[], float]) -> None:
        self._key = key
        self._now = now

    def issue(self, mark: Mark, fingerprint: bytes) -> str:
        content = json.dumps([self._hour(), mark.shown, *mark.position], separators=(",", ":")).encode()
        return urlsafe_b64encode(self._seal(content, fingerprint) + content).decode().rstrip("=")

    def read(self, cursor: str, fingerprint: bytes) -> Mark:
        raw = _decoded(cursor)
        seal, content = raw[:SEAL_BYTES], raw[SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._seal(content, fingerprint)):
            raise _invalid()
        hour, shown, *position = json.loads(content)
        if hour not in (self._hour(), self._hour() - 1):
            raise _invalid()
        return Mark(tuple(position), shown)

    def _hour(self) -> int:
        return int(self._now() // LIFE_SECONDS)

    def _seal(self, content: bytes, fingerprint: bytes) -> bytes:
        return hmac.digest(self._key, fingerprint + content, hashlib.sha256)[:SEAL_BYTES]


def fingerprint(operation: str, asked: Asked) -> bytes:
    """What must stay the same from page to page, whatever the order of the parameters."""
    bound = sorted({pair for pair in asked.pairs if pair[0] not in FREE})
    return hashlib.sha256(json.dumps([operation, bound]).encode()).digest()


def _decoded(cursor: str) -> bytes:
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (binascii.Error, ValueError):
        raise _invalid() from None
    # Base64 can be written in several ways; only ours is a cursor.
    if urlsafe_b64encode(raw).decode().rstrip("=") != cursor:
        raise _invalid()
    return raw


def _invalid() -> BadParameters:
    return BadParameters([Fault("cursor", "invalid-cursor", "invalid-cursor")])
