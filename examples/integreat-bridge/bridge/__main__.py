"""`python -m bridge`: its first line of output is the base URL."""

from __future__ import annotations

import argparse
import logging
import os
import socket
import sys

import uvicorn

from .app import create
from .settings import SettingsError, from_environment


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bridge", description="Relay a publisher to apps and browsers."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8090, help="port; 0 picks a free one (default 8090)")
    chosen = parser.parse_args()
    try:
        settings = from_environment(os.environ)
        listening = socket.create_server((chosen.host, chosen.port))
    except (SettingsError, OSError, OverflowError) as fault:
        print(f"bridge: {fault}", file=sys.stderr)
        return 2
    _log_little()
    host, port = listening.getsockname()[:2]
    print(f"http://{host}:{port}{settings.base_path}", flush=True)
    uvicorn.Server(
        uvicorn.Config(
            create(settings),
            access_log=False,  # it would hold query strings and addresses
            log_config=None,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=500,
            timeout_graceful_shutdown=10,
        )
    ).run(sockets=[listening])
    return 0


def _log_little() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("bridge").setLevel(logging.INFO)
    # httpx logs every address that it asks, with its query.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


if __name__ == "__main__":
    sys.exit(main())
