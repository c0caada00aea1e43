"""The load generator where `wrk` is missing: connections of asyncio that ask one target after another.

`python -m tooling.bench.plain URL TARGETS SECONDS CONNECTIONS` writes what it measured as JSON. It is slower
than `wrk`, so fast servers look slower than they are.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import cast
from urllib.parse import urlsplit

END_OF_HEAD, END_OF_CHUNKS = b"\r\n\r\n", b"\r\n0\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


class Round:
    """What all connections share: the targets still to be asked, and what came of them."""

    def __init__(self, host: str, targets: list[str]) -> None:
        self._requests = cycle(
            [f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode() for target in targets]
        )
        self.over = False
        self.answered = 0
        self.bad = 0

    def request(self) -> bytes:
        return next(self._requests)

    def note(self, status: bytes) -> None:
        self.answered += 1
        self.bad += not status.startswith(b"2")


class Connection(asyncio.Protocol):
    """Asks again as soon as it has been answered; one that is closed before counts as a bad answer."""

    def __init__(self, share: Round) -> None:
        self._round = share
        self._held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._round.request())

    def data_received(self, data: bytes) -> None:
        self._held += data
        if self._round.over or not is_whole(self._held):
            return
        self._round.note(self._held[9:12])
        self._held = b""
        self._transport.write(self._round.request())

    def connection_lost(self, reason: Exception | None) -> None:
        if not self._round.over:
            self._round.note(b"closed")


def is_whole(answer: bytes) -> bool:
    head, found, body = answer.partition(END_OF_HEAD)
    if not found:
        return False
    length = LENGTH.search(head)
    if length:
        return len(body) >= int(length[1])
    return not CHUNKED.search(head) or (b"\r\n" + body).endswith(END_OF_CHUNKS)


async def run(url: str, targets: list[str], seconds: float, connections: int) -> dict[str, float]:
    place, loop = urlsplit(url), asyncio.get_running_loop()
    share = Round(place.netloc, targets)
    began = perf_counter()
    opened = [
        await loop.create_connection(
            lambda: Connection(share), place.hostname or "127.0.0.1", place.port or 80
        )
        for _ in range(connections)
    ]
    await asyncio.sleep(seconds)
    share.over, took = True, perf_counter() - began
    for transport, _ in opened:
        transport.abort()
    return {"requests": share.answered, "bad": share.bad, "seconds": took}


def main(url: str, targets: str, seconds: str, connections: str) -> None:
    listed = Path(targets).read_text().splitlines()
    print(json.dumps(asyncio.run(run(url, listed, float(seconds), int(connections)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
