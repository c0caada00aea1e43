"""Another way to say when to ask again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from typing import TYPE_CHECKING

from ..around.middleware import Around
from ..scenarios.problems import problem
from ..settings import Quota
from .model import Variant
from .registry import add

if TYPE_CHECKING:
    from ..around.messages import Answer, App, Request
    from ..around.middleware import Asgi
    from ..settings import Settings

DATED = "RFC 9110, 10.2.3: `Retry-After` is a number of seconds or an HTTP date."
EVERY, SECONDS = 15, 1


def _stated(given: Settings) -> Settings:
    """A quota that nobody here uses up: who answers 429 has to state one."""
    return replace(given, quota=given.quota or Quota(100_000, 60))


def _tiring(app: Asgi, base_path: str) -> Asgi:
    numbers = count(1)

    async def run(request: Request, inner: App) -> Answer:
        if next(numbers) % EVERY:
            return await inner(request)
        refused = problem(429, "rate-limited", "Too many requests at once.", SECONDS)
        until = datetime.now(UTC) + timedelta(seconds=SECONDS)
        return refused.with_header("Retry-After", format_datetime(until, usegmt=True))

    return Around(app, run, base_path)


add(
    Variant(
        id="limiting/until-a-date",
        permits=DATED,
        says=f"every {EVERY}th request is 429, with a date after which to ask again",
        settings=_stated,
        wrap=_tiring,
    )
)
