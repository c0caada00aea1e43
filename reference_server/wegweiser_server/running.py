"""A socket of our own, and uvicorn on it."""

from __future__ import annotations

import logging
import os
import signal
import socket
from typing import TYPE_CHECKING, Any

import uvicorn

from .access_log import note_refusal
from .protocol import refusing_with
from .settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .answers import Answer

BACKLOG = 2048
GRACE_SECONDS = 5
# Until workers that do not stop are killed.
SECONDS_TO_STOP = GRACE_SECONDS + 3.0
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def listening(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(
            f"cannot listen on {host} port {port}: {reason}; --port 0 picks a free port"
        ) from None


def origin_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    host = WILDCARDS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """Calls `ready` as soon as it answers; ends when `parent`, the process that watches it, has gone."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], parent: int | None) -> None:
        super().__init__(config)
        self._ready = ready
        self._parent = parent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def on_tick(self, counter: int) -> bool:
        orphaned = self._parent is not None and os.getppid() != self._parent
        return await super().on_tick(counter) or orphaned


def run(
    app: Any,
    refusals: Mapping[int, Answer],
    listener: socket.socket,
    ready: Callable[[], None],
    parent: int | None = None,
) -> None:
    """Until SIGINT or SIGTERM; requests under way are answered, `refusals` go to what is no HTTP."""
    logging.getLogger("uvicorn.error").addFilter(discreet)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        http=refusing_with(refusals, note_refusal),
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    # uvicorn raises the signal again when it has stopped; then it has done its work.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    Server(config, ready, parent).run(sockets=[listener])


def discreet(record: logging.LogRecord) -> bool:
    """Names exceptions without their text, which may hold what was asked; refusals have their own line."""
    if record.exc_info and record.exc_info[0]:
        record.msg, record.args = f"{str(record.msg).strip()}: {record.exc_info[0].__name__}", None
        record.exc_info = record.exc_text = None
    return "Invalid HTTP request" not in str(record.msg)
