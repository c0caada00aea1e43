"""A server that takes its time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..around.middleware import Around
from ..changes import Change

if TYPE_CHECKING:
    from ..around.messages import Answer, App, Request
    from ..around.middleware import Asgi

SECONDS, LONG_SECONDS, EVERY = 0.8, 4.0, 10


class Slow:
    def __init__(self) -> None:
        self._asked = 0

    async def run(self, request: Request, app: App) -> Answer:
        self._asked += 1
        await asyncio.sleep(SECONDS if self._asked % EVERY else LONG_SECONDS)
        return await app(request)


def _wrap(app: Asgi, base_path: str) -> Asgi:
    return Around(app, Slow().run, base_path)


SLOW = Change(
    id="slow",
    says=f"every answer takes {SECONDS:g} seconds, every tenth {LONG_SECONDS:g}: show something, do not hang",
    wrap=_wrap,
)
