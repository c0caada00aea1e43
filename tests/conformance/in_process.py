"""Runs an ASGI application without sockets, as a transport for the suite's client.

The client is synchronous, the application is not: every request runs to its end on the transport's own loop.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "http://127.0.0.1:8080/v1"


class InProcess(httpx.BaseTransport):
    """Give it to `Client(base, transport=InProcess(app))`; close the client when done."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self._loop = asyncio.new_event_loop()
        self._transport = httpx.ASGITransport(app=app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._loop.run_until_complete(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        sent = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        answer = await self._transport.handle_async_request(sent)
        assert isinstance(answer.stream, httpx.AsyncByteStream)
        raw = b"".join([chunk async for chunk in answer.stream])
        return httpx.Response(answer.status_code, headers=answer.headers.raw, stream=httpx.ByteStream(raw))

    def close(self) -> None:
        self._loop.run_until_complete(self._transport.aclose())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()
