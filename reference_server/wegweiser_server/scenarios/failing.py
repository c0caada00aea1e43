"""Servers that fail: for a while, or now and then. Always the same requests by their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..around.middleware import Around
from ..changes import Change
from .problems import problem

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from ..around.messages import Answer, App, Request
    from ..around.middleware import Asgi, Receive, Scope, Send

MINUTES = 2
ROUND, BROKEN, BUSY, CUT = 10, 4, 7, 0


async def _maintained(request: Request, app: App) -> Answer:
    return problem(503, "unavailable", "The service is being maintained.", MINUTES * 60)


def _maintenance(app: Asgi, base_path: str) -> Asgi:
    return Around(app, _maintained, base_path)


class Flaky:
    """Of ten requests the fourth is 500, the seventh 503, and of the tenth only half an answer comes."""

    def __init__(self, app: Asgi, base_path: str) -> None:
        self._app = Around(app, self._failing, base_path)
        self._base_path = base_path
        self._asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        concerned = scope["type"] == "http" and scope["path"].startswith(self._base_path)
        self._asked += concerned
        cut = concerned and self._asked % ROUND == CUT
        await self._app(scope, receive, _cutting(send) if cut else send)

    async def _failing(self, request: Request, app: App) -> Answer:
        turn = self._asked % ROUND
        if turn == BROKEN:
            return problem(500, "internal", "Something went wrong.")
        if turn == BUSY:
            return problem(503, "unavailable", "The service is busy.", 1)
        return await app(request)


def _cutting(send: Send) -> Send:
    """The length promises more than comes: the host then closes the connection."""

    async def half(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.body":
            body = message.get("body", b"")
            message = {"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True}
        await send(message)

    return half


FLAKY = Change(
    id="flaky",
    says="of ten requests one is 500, one 503, and one breaks off in the middle: try again, a few times",
    wrap=Flaky,
)
MAINTENANCE = Change(
    id="maintenance",
    says=f"everything is 503 with `Retry-After` of {MINUTES} minutes: say so, and come back then",
    wrap=_maintenance,
)
