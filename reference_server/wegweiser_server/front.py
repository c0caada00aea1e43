"""The door: every request comes in here and every answer goes out here, errors included."""

from __future__ import annotations

import logging
import re
import traceback
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from .access.gate import Gate
from .access_log import AccessLog
from .answers import Answer
from .finishing import PREFLIGHT, Finish, compressed, validated
from .host import HOST_PATHS, Host
from .incoming import Incoming
from .problems.documents import ALLOWED
from .problems.refusals import MethodNotAllowed, NotFound, Refusal
from .quota import Meter
from .representation.languages import preference
from .routes import router
from .store.interface import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from .answers import Headers
    from .representation.languages import Preference
    from .service import Service

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

log = logging.getLogger("wegweiser_server")
MEANT = (Refusal, StoreError, HTTPException)
OPEN = "/code-lists"


class Front:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._settings = service.settings
        self._gate = Gate(service.settings)
        self._finish = Finish(service.settings, self._gate.headers)
        self._host = Host(service)
        self._router = router(service)
        self._log = AccessLog(_kinds(service))
        quota = service.settings.quota
        self._meter = Meter(quota, service.settings.now, service.settings.tally) if quota else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            began = self._log.start()
            incoming = Incoming.of(scope)
            answer = await self.answer(incoming)
            await deliver(answer, incoming, send)
            self._log.write(incoming, incoming.below(self._settings.base_path), answer, began)
        elif scope["type"] == "lifespan":
            await _lifespan(receive, send)
        else:
            await send({"type": "websocket.close"})

    async def answer(self, incoming: Incoming) -> Answer:
        wished = self._preference(incoming)
        try:
            answer = await self._refused_or_answered(incoming, wished)
        except Exception as error:
            _report(error)
            answer = self._service.problems.answer(error, wished.answer)
            answer = answer.adding({"Content-Language": wished.answer})
        finished = validated(self._finish.headers(answer), incoming.header("if-none-match"))
        return compressed(finished, incoming.header("accept-encoding"))

    def _preference(self, incoming: Incoming) -> Preference:
        offered = self._service.languages
        if not self._settings.claims("languages"):
            return preference(None, None, offered)
        return preference(incoming.first("lang"), incoming.header("accept-language"), offered)

    async def _refused_or_answered(self, incoming: Incoming, wished: Preference) -> Answer:
        path = incoming.below(self._settings.base_path)
        if incoming.path in self._host and not incoming.odd:
            return _by_method(incoming.method) or await self._host.answer(incoming.path)
        if path is None and not incoming.path.startswith(self._settings.base_path + "/"):
            raise NotFound
        left = self._meter.count(incoming.client) if self._meter else {}
        is_open = _is_open(incoming.path.removeprefix(self._settings.base_path))
        if path != "/" and not is_open:
            await self._gate.check(incoming.headers)
        if path is None:
            raise NotFound
        answer = await self._routed(path, incoming, wished)
        # Code lists have their labels in all languages.
        language = {} if is_open else {"Content-Language": wished.answer}
        return answer.adding(left | language)

    async def _routed(self, path: str, incoming: Incoming, wished: Preference) -> Answer:
        method = "GET" if incoming.method == "HEAD" else incoming.method
        try:
            return await self._asked(path, method, incoming.query, wished)
        except HTTPException as error:
            if error.status_code == 405 and method == "OPTIONS":
                return _options()
            raise

    async def _asked(self, path: str, method: str, query: bytes, wished: Preference) -> Answer:
        """What connexion makes of it; it sees no query, headers or body, so it cannot misread them."""
        context = {"query": query, "preference": wished}
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": b"",
            "root_path": "",
            "query_string": b"",
            "headers": [],
            "extensions": {"connexion_context": context},
        }
        sent: list[MutableMapping[str, Any]] = []
        await self._router(scope, _no_body, _collector(sent))
        headers = {name.decode().title(): value.decode() for name, value in sent[0]["headers"]}
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(sent[0]["status"], body, {"Content-Type": headers["Content-Type"]})


def _kinds(service: Service) -> frozenset[str]:
    """Paths as the log names them: ids are left out."""
    paths = (re.sub(r"\{[^}]*\}", "{id}", operation.path) for operation in service.contract.operations)
    return frozenset((*paths, *HOST_PATHS))


def _is_open(path: str) -> bool:
    """Whatever lies there, even what is 404."""
    return path == OPEN or path.startswith(OPEN + "/")


def _by_method(method: str) -> Answer | None:
    if method == "OPTIONS":
        return _options()
    if method not in ("GET", "HEAD"):
        raise MethodNotAllowed
    return None


def _options() -> Answer:
    headers: Headers = {"Allow": ALLOWED, **PREFLIGHT}
    return Answer(204, b"", headers)


def _report(error: Exception) -> None:
    """What a database says in brackets, and the messages of unforeseen errors, may hold what was asked."""
    if isinstance(error, StoreError):
        log.warning("%s", re.sub(r" \(.*\)", "", str(error), flags=re.DOTALL))
    if isinstance(error, MEANT):
        return
    places = "".join(traceback.format_tb(error.__traceback__)[-3:])
    log.error("%s at\n%s", type(error).__name__, places)


async def deliver(answer: Answer, incoming: Incoming, send: Send) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers.items()]
    if answer.status not in (204, 304):
        headers.append((b"Content-Length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if incoming.method == "HEAD" else answer.body})


def _collector(sent: list[MutableMapping[str, Any]]) -> Send:
    async def collect(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    return collect


async def _no_body() -> MutableMapping[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
