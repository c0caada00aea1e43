"""A socket of our own, and uvicorn on it."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING, Any

import uvicorn

from .protocol import refusing_with
from .settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answers import Answer

BACKLOG = 2048
GRACE_SECONDS = 5
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
    """Calls `ready` as soon as it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def run(app: Any, malformed: Answer, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Until SIGINT or SIGTERM; requests under way are answered, `malformed` goes to what is no HTTP."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        http=refusing_with(malformed),
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    # uvicorn raises the signal again when it has stopped; then it has done its work.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    Server(config, ready).run(sockets=[listener])
