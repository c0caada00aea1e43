"""Other ways to get in. The key and password of these servers are examples that everybody may know."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from ..access.credentials import Credentials, Secret
from .model import Variant
from .registry import add, setting

if TYPE_CHECKING:
    from ..around.messages import Answer, App, Request, Run

KEY = "wegweiser-example-key-0123456789"
USER, PASSWORD = "example", "wegweiser-example-password"
ACCESS = "§4 access: anonymous, API key in `X-API-Key`, or HTTP Basic."
OPEN_TO_BROWSERS = "§4 live: with a key browsers are not served (MAY omit CORS); so it may also stay."


def _secret(text: str) -> Secret:
    return Secret(hashlib.sha256(text.encode()).digest())


KNOWN = Credentials(keys=(("example", _secret(KEY)),), passwords=((USER, _secret(PASSWORD)),))


def _entry(name: str, says: str, *access: str) -> None:
    setting(f"access/{name}", ACCESS, f"{says} (the key is {KEY})", access=access, credentials=KNOWN)


_entry("key", "a key is demanded", "key")
_entry("key-or-basic", "a key or a password is demanded", "key", "basic")
_entry("key-if-wished", "anonymous, or with a key", "anonymous", "key")
_entry("all-three", "anonymous, with a key or a password", "anonymous", "key", "basic")
setting(
    "access/basic",
    ACCESS,
    f"a password is demanded ({USER}:{PASSWORD})",
    access=("basic",),
    credentials=KNOWN,
)


def _keyed(name: str, permits: str, says: str, run: Run) -> None:
    add(
        Variant(
            id=f"access/{name}",
            permits=permits,
            says=f"{says} (the key is {KEY})",
            run=run,
            settings=lambda given: replace(given, access=("key",), credentials=KNOWN),
        )
    )


async def _cors(request: Request, app: App) -> Answer:
    return (await app(request)).with_header("Access-Control-Allow-Origin", "*")


async def _no_store(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_header("Cache-Control", "private, no-cache") if answer.status in (200, 304) else answer


async def _basic_realm(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_header("WWW-Authenticate", "X-API-Key") if answer.status == 401 else answer


_keyed("key-and-origin", OPEN_TO_BROWSERS, "a key is demanded, and browsers may ask as well", _cors)
_keyed("key-and-no-cache", "§4 access: `Cache-Control: private`.", "with a key nothing is kept", _no_store)
_keyed(
    "key-plain-challenge",
    "RFC 9110, 11.6.1: a challenge is a scheme; parameters are optional.",
    "the challenge names its scheme only",
    _basic_realm,
)
