"""The gate before the collections: 401 before anything about them is told."""

from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import b64decode
from secrets import token_bytes
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from ..problems.refusals import ConflictingCredentials, Unauthorized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..settings import Settings

# Name on the command line → name in the description.
SCHEMES = {"anonymous": "anonymous", "key": "api-key", "basic": "basic"}
CHALLENGES = {
    "key": 'ApiKey realm="wegweiser", header="X-API-Key"',
    "basic": 'Basic realm="wegweiser", charset="UTF-8"',
}
HEADERS = {"key": "X-API-Key", "basic": "Authorization"}
REMEMBERED = 1000


class Gate:
    """Knows which schemes are named; credentials of others are ignored."""

    def __init__(self, settings: Settings) -> None:
        self._named = tuple(name for name in ("key", "basic") if name in settings.access)
        self._anonymous = settings.anonymous
        self._credentials = settings.credentials
        self._right: set[bytes] = set()
        self._pepper = token_bytes(32)

    @property
    def headers(self) -> tuple[str, ...]:
        """The request headers that answers depend on."""
        return tuple(HEADERS[name] for name in self._named)

    @property
    def challenge(self) -> str:
        return ", ".join(CHALLENGES[name] for name in self._named)

    async def check(self, headers: Sequence[tuple[bytes, bytes]]) -> None:
        """Raises what the credentials, or their lack, make necessary."""
        if not self._named:
            return
        given = [(name, value) for name in self._named for value in _given(name, headers)]
        if len(given) > 1:
            raise ConflictingCredentials
        if not given and not self._anonymous:
            raise Unauthorized(self.challenge, missing=True)
        if given and not await self._is_right(*given[0]):
            raise Unauthorized(self.challenge)

    async def _is_right(self, scheme: str, value: bytes) -> bool:
        """What was right once is remembered as a keyed hash: scrypt is slow on purpose, and so runs apart."""
        mark = hmac.digest(self._pepper, scheme.encode() + b" " + value, hashlib.sha256)
        if mark in self._right:
            return True
        judge = self._credentials.knows_key if scheme == "key" else self._knows_basic
        right = await run_in_threadpool(judge, value)
        if right and len(self._right) < REMEMBERED:
            self._right.add(mark)
        return right

    def _knows_basic(self, value: bytes) -> bool:
        try:
            name, colon, password = b64decode(value, validate=True).partition(b":")
        except (binascii.Error, ValueError):
            return False
        return bool(colon) and self._credentials.knows_password(name.decode("utf-8", "replace"), password)


def _given(scheme: str, headers: Sequence[tuple[bytes, bytes]]) -> list[bytes]:
    if scheme == "key":
        return [value.strip() for name, value in headers if name == b"x-api-key"]
    found = [value.strip() for name, value in headers if name == b"authorization"]
    # Other authentication schemes than Basic are not named and so are ignored.
    return [
        value[5:].strip() for value in found if value[:5].lower() == b"basic" and value[5:6] in (b"", b" ")
    ]
