"""Asks an application in this process, without a network, byte by byte as told."""

from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, MutableMapping
    from types import TracebackType

    Message = MutableMapping[str, Any]
    Asgi = Callable[
        [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
    ]


@dataclass(frozen=True, slots=True)
class Reply:
    """`headers` by lower-case names, several of one name in one value; `sent` is the body as sent."""

    status: int
    headers: Mapping[str, str]
    sent: bytes

    @property
    def body(self) -> bytes:
        packed = self.headers.get("content-encoding") == "gzip" and self.sent
        return gzip.decompress(self.sent) if packed else self.sent

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    def __init__(self, app: Asgi) -> None:
        self.app = app
        self._runner = asyncio.Runner()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._runner.close()

    def get(self, target: str | bytes, headers: Mapping[str, str] | None = None) -> Reply:
        return self.ask("GET", target, headers)

    def ask(
        self, method: str, target: str | bytes, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        """`target` is path and query as they stand in the request line."""
        return self._runner.run(self._asked(method, target, dict(headers or {}), body))

    async def _asked(self, method: str, target: str | bytes, headers: dict[str, str], body: bytes) -> Reply:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope_of(method, target, headers), receive, send)
        found: dict[str, str] = {}
        for name, value in sent[0]["headers"]:
            key, text = name.decode("latin-1").lower(), value.decode("latin-1")
            found[key] = f"{found[key]}, {text}" if key in found else text
        return Reply(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))


def scope_of(method: str, target: str | bytes, headers: Mapping[str, str]) -> Message:
    raw = target.encode() if isinstance(target, str) else target
    path, _, query = raw.partition(b"?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()
        ],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8080),
    }
