"""The routes, and what holds for every request."""

from __future__ import annotations

import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from .answer import CORS, respond
from .keeping import Keeper
from .problems import problem
from .relay import Relay
from .todays_shape import ROWS, contract_query, in_todays_shape
from .upstream import Upstream

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .answer import Answer
    from .settings import Settings

LOG = logging.getLogger("bridge")
COLLECTIONS = ("jobs", "course-sessions", "courses", "offices", "code-lists")
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "*",
    "access-control-max-age": "7200",
    "allow": "GET, HEAD, OPTIONS",
}


def create(settings: Settings, transport: httpx.AsyncBaseTransport | None = None) -> Starlette:
    upstream = Upstream(settings, transport)
    relay = Relay(upstream, Keeper())

    async def contract(request: Request) -> Response:
        path = str(request.scope["raw_path"].decode("latin-1"))[len(settings.base_path) :]
        answer, age = await relay.get(path, request.scope["query_string"], _languages(request))
        return respond(request, answer, age)

    async def todays(request: Request) -> Response:
        collection = str(request.path_params["collection"])
        if collection not in ROWS:
            return respond(request, problem(404, f"There are lists of {' and '.join(ROWS)} here."))
        query = contract_query(request.scope["query_string"])
        answer, age = await relay.get(f"/{collection}", query, _languages(request))
        return respond(request, in_todays_shape(answer, collection), age)

    async def well(request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def nothing(request: Request) -> Response:
        return respond(request, problem(404, "There is nothing at this address."))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await upstream.close()

    return Starlette(
        routes=[
            Route("/healthz", well),
            Route(settings.app_path + "/{collection}", todays),
            Route(settings.base_path or "/", contract),
            Route(settings.base_path + "/{rest:path}", contract),
            Route("/{rest:path}", nothing),
        ],
        middleware=[
            Middleware(Guard, shown=settings.base_path),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        lifespan=lifespan,
    )


def _languages(request: Request) -> str:
    return request.headers.get("accept-language", "")


class Guard:
    """Reading methods only; one line in the log for each request, without query, id, key or address."""

    def __init__(self, app: ASGIApp, shown: str) -> None:
        self._app = app
        self._shown = shown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        begun, status = time.monotonic(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            status = status or message.get("status", 0)
            await send(message)

        try:
            await self._answered(scope, receive, sent)
        except Exception as fault:  # its text may hold the address that was asked
            LOG.error("%s", type(fault).__name__)
            if not status:
                await _plain(problem(500, "Something went wrong."))(scope, receive, sent)
        milliseconds = round((time.monotonic() - begun) * 1000)
        LOG.info("%s %s %s %s ms", scope["method"], self._kind(scope["path"]), status, milliseconds)
        return None

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await Response(None, 204, CORS | PREFLIGHT)(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await _plain(problem(405, "Only reading is possible here."))(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _kind(self, path: str) -> str:
        """The collection: a path may hold an id, or whatever somebody typed."""
        names = [name for name in path.split("/") if name in COLLECTIONS]
        return names[0] if names else "/" if path.rstrip("/") == self._shown else "-"


def _plain(answer: Answer) -> Response:
    return Response(answer.body, answer.status, dict(answer.headers) | CORS)
