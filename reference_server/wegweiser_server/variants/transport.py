"""Other ways to send the same bytes, and other answers to methods that the contract does not describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .model import Variant
from .registry import add, variant

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from ..around.messages import Answer, App, Request
    from ..around.middleware import Asgi, Receive, Scope, Send

    Message = MutableMapping[str, Any]

FRAMING = "RFC 9112, 6: a body may be framed by its length, by chunks or by the end of the connection."
OF_OPTIONS = "§3: OPTIONS is not written as an operation; §4 live: no preflight is needed."
PIECE = 512


def _sending(name: str, says: str, pieces: Callable[[Message, Send], Any]) -> None:
    """A server that hands its messages on in its own way."""

    def wrap(app: Asgi, _: str) -> Asgi:
        async def sending(scope: Scope, receive: Receive, send: Send) -> None:
            async def pass_on(message: Message) -> None:
                await pieces(message, send)

            await app(scope, receive, pass_on if scope["type"] == "http" else send)

        return sending

    add(Variant(id=f"transport/{name}", permits=FRAMING, says=says, wrap=wrap))


def _without_length(message: Message) -> Message:
    kept = [pair for pair in message["headers"] if pair[0].lower() != b"content-length"]
    return {**message, "headers": kept}


async def _chunked(message: Message, send: Send) -> None:
    if message["type"] == "http.response.start":
        await send(_without_length(message))
        return
    body = message.get("body", b"")
    for start in range(0, len(body), PIECE):
        piece = body[start : start + PIECE]
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": message.get("more_body", False)})


async def _closing(message: Message, send: Send) -> None:
    if message["type"] == "http.response.start":
        message = {**message, "headers": [*message["headers"], (b"Connection", b"close")]}
    await send(message)


_sending("chunked", "bodies come in chunks, without a length", _chunked)
_sending("closing", "the connection is closed after each answer", _closing)


@variant(
    "methods/head-without-length",
    permits="RFC 9110, 9.3.2: HEAD may leave out what is known only once the body is made.",
    says="HEAD says no length",
    heads=True,
)
async def head_without_length(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.without_header("Content-Length") if request.method == "HEAD" else answer


@variant("methods/options-refused", permits=OF_OPTIONS, says="OPTIONS is refused with 405")
async def options_refused(request: Request, app: App) -> Answer:
    return await app(request.by("PATCH")) if request.method == "OPTIONS" else await app(request)


@variant("methods/options-200", permits=OF_OPTIONS, says="OPTIONS answers 200 with an empty body")
async def options_200(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(200) if request.method == "OPTIONS" and answer.status == 204 else answer


@variant(
    "methods/405-without-allow",
    permits="methods/allow-named is a SHOULD.",
    says="a refused method is refused without saying which are allowed",
    discouraged=("methods/allow-named",),
)
async def without_allow(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.without_header("Allow") if answer.status == 405 else answer
