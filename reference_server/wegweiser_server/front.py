"""The door: every request comes in here and every answer goes out here, errors included."""

from __future__ import annotations

import logging
import re
import traceback
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from .access.gate import Gate
from .access_log import AccessLog
from .answer_cache import AnswerCache
from .answers import Answer
from .finishing import PREFLIGHT, Finish, compressed, tagged, unless_held
from .host import HOST_PATHS, Host
from .incoming import Incoming
from .problems.documents import ALLOWED
from .problems.refusals import MethodNotAllowed, NotFound, Refusal
from .quota import Meter
from .representation.languages import preference
from .routes import Router
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
        self._router = Router(service)
        self._kept = AnswerCache(service, service.settings.answer_cache_bytes)
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
        try:
            answer = await self._refused_or_answered(incoming)
        except Exception as error:
            _report(error)
            language = self._preference(incoming).answer
            problem = self._service.problems.answer(error, language)
            answer = self._finished(problem.adding({"Content-Language": language}), incoming)
        return unless_held(answer, incoming.header("if-none-match"))

    def _finished(self, answer: Answer, incoming: Incoming) -> Answer:
        return compressed(tagged(self._finish.headers(answer)), incoming.header("accept-encoding"))

    def _preference(self, incoming: Incoming) -> Preference:
        offered = self._service.languages
        if not self._settings.claims("languages"):
            return preference(None, None, offered)
        return preference(incoming.first("lang"), incoming.header("accept-language"), offered)

    async def _refused_or_answered(self, incoming: Incoming) -> Answer:
        path = incoming.below(self._settings.base_path)
        if incoming.path in self._host and not incoming.odd:
            answer = _by_method(incoming.method) or await self._host.answer(incoming.path)
            return self._finished(answer, incoming)
        if path is None and not incoming.path.startswith(self._settings.base_path + "/"):
            raise NotFound
        left = self._meter.count(incoming.client) if self._meter else {}
        if path != "/" and not _is_open(incoming.path.removeprefix(self._settings.base_path)):
            await self._gate.check(incoming.headers)
        if path is None:
            raise NotFound
        answer = await self._kept_or_made(path, incoming)
        return answer.adding(left) if left else answer

    async def _kept_or_made(self, path: str, incoming: Incoming) -> Answer:
        key = self._kept.key(incoming)
        kept = self._kept.get(key)
        if kept:
            return kept
        wished = self._preference(incoming)
        answer = await self._routed(path, incoming, wished)
        # Code lists have their labels in all languages.
        language = {} if _is_open(path) else {"Content-Language": wished.answer}
        made = self._finished(answer.adding(language), incoming)
        self._kept.keep(key, made)
        return made

    async def _routed(self, path: str, incoming: Incoming, wished: Preference) -> Answer:
        method = "GET" if incoming.method == "HEAD" else incoming.method
        try:
            return await self._router.answer(method, path, incoming.query, wished)
        except HTTPException as error:
            if error.status_code == 405 and method == "OPTIONS":
                return _options()
            raise


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


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
