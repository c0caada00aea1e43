"""A server with what the command does not offer: a database file, short patience, slow answers."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from typing import Any

from wegweiser_server import protocol
from wegweiser_server.application import create_app, refusals
from wegweiser_server.running import listening, origin_of, run
from wegweiser_server.settings import Settings
from wegweiser_server.store import open_store


def slowed(app: Any, seconds: float) -> Any:
    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return slow


def failing(_: Any) -> Any:
    async def fail(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError(f"about {scope['query_string'].decode()}")

    return fail


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--file")
    parser.add_argument("--patience", type=float)
    parser.add_argument("--slow", type=float)
    parser.add_argument("--failing", action="store_true")
    asked = parser.parse_args()
    if asked.patience:
        protocol.Protocol.seconds_to_ask = asked.patience
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.WARNING)
    logging.getLogger("wegweiser_server").setLevel(logging.INFO)
    app = create_app(Settings(), open_store(asked.file) if asked.file else None)
    app = slowed(app, asked.slow) if asked.slow else app
    app = failing(app) if asked.failing else app
    with listening("127.0.0.1", 0) as listener:
        url = f"{origin_of(listener)}/v1"
        run(app, refusals(Settings()), listener, lambda: print(url, flush=True))


if __name__ == "__main__":
    main()
