"""Puts a function of requests around an ASGI application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..answers import Answer as Plain
from ..finishing import compressed
from .messages import Answer, Request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from .messages import Run

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
    Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

BODILESS = (204, 304)


class Around:
    """Requests outside the base path (health, documentation) pass untouched.

    HEAD reaches `run` as GET unless it `heads`; answers are compressed after it unless it `encodes`.
    """

    def __init__(
        self, app: Asgi, run: Run, base_path: str, *, heads: bool = False, encodes: bool = False
    ) -> None:
        self._app = app
        self._run = run
        self._base_path = base_path
        self._heads = heads
        self._encodes = encodes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._concerns(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = self._request(scope)
        answer = await self._run(self._inward(request), lambda inner: self._ask(scope, inner))
        await _deliver(self._outward(answer, request), request, send)

    def _concerns(self, path: str) -> bool:
        return path == self._base_path or path.startswith(self._base_path + "/")

    def _request(self, scope: Scope) -> Request:
        path = scope["path"][len(self._base_path) :]
        headers = tuple((n.decode("latin-1").lower(), v.decode("latin-1")) for n, v in scope["headers"])
        return Request(scope["method"], path, scope["query_string"], headers)

    def _inward(self, request: Request) -> Request:
        if not self._heads and request.method == "HEAD":
            request = request.by("GET")
        return request if self._encodes else request.without_header("accept-encoding")

    def _outward(self, answer: Answer, request: Request) -> Answer:
        if self._encodes or answer.header("content-encoding"):
            return answer
        plain = compressed(Plain(answer.status, answer.body), request.header("accept-encoding"))
        for name, value in plain.headers.items():
            answer = answer.with_header(name, value)
        return answer.with_body(plain.body)

    async def _ask(self, scope: Scope, request: Request) -> Answer:
        """What the honest server answers."""
        path = self._base_path + request.path
        # The path as it came, odd encodings included, unless it was changed.
        raw = scope.get("raw_path", b"") if path == scope["path"] else path.encode()
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in request.headers]
        inner = {
            **scope,
            "method": request.method,
            "path": path,
            "raw_path": raw,
            "query_string": request.raw_query,
            "headers": headers,
        }
        sent: list[MutableMapping[str, Any]] = []

        async def collect(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        await self._app(inner, _nothing, collect)
        pairs = tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in sent[0]["headers"])
        return Answer(sent[0]["status"], pairs, b"".join(message.get("body", b"") for message in sent[1:]))


async def _nothing() -> MutableMapping[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _deliver(answer: Answer, request: Request, send: Send) -> None:
    headless = request.method == "HEAD"
    # A HEAD that reached the honest server has the right length already, and no body.
    if answer.status in BODILESS:
        answer = answer.without_header("content-length")
    elif answer.body or not headless:
        answer = answer.with_header("Content-Length", str(len(answer.body)))
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": pairs})
    await send({"type": "http.response.body", "body": b"" if headless else answer.body})
