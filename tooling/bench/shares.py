"""Where the processor time of a cold request goes, part by part, within one process."""

from __future__ import annotations

from contextlib import ExitStack
from time import process_time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from wegweiser_server import call, handlers, routes
from wegweiser_server.application import create_app, sample_store
from wegweiser_server.inprocess import scope_of
from wegweiser_server.representation import rendered
from wegweiser_server.settings import Settings

from .asked import ROWS, targets

if TYPE_CHECKING:
    from collections.abc import Callable

REQUESTS = 400
PARTS = ("validation", "store", "records to contract", "serialisation", "framework and the rest")


TIMED: tuple[tuple[Any, str, str], ...] = (
    (call.Call, "read", "validation"),
    (call.Call, "write", "records to contract"),
    (rendered.Rendered, "text", "records to contract"),
    (routes, "document", "serialisation"),
    (handlers, "compact", "serialisation"),
)


class Clock:
    """Sums the time of the functions it is put around."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = dict.fromkeys(PARTS, 0.0)

    def around(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            began = process_time()
            try:
                return function(*args, **named)
            finally:
                self.spent[part] += process_time() - began

        return timed


class TimedStore:
    def __init__(self, store: Any, clock: Clock) -> None:
        self._store = store
        self.search = clock.around("store", store.search)
        self.get = clock.around("store", store.get)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


async def shares(ids: list[str]) -> str:
    rows = [(row, await _measured(targets(row, ids)[:REQUESTS])) for row in ROWS if "cold" in row]
    head = ["share of a request", "ms", *PARTS]
    lines = [head, ["---", *("---:" for _ in head[1:])], *([row, *cells] for row, cells in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


async def _measured(asked: list[str]) -> list[str]:
    clock = Clock()
    settings = Settings()
    store = sample_store(settings)
    app = create_app(settings, TimedStore(store, clock))
    with ExitStack() as patches:
        for where, name, part in TIMED:
            timed = clock.around(part, getattr(where, name))
            patches.enter_context(patch.object(where, name, timed))
        whole = await _all(app, asked)
    store.close()
    clock.spent["framework and the rest"] = whole - sum(clock.spent.values())
    return [f"{whole / len(asked) * 1000:.2f}", *(f"{clock.spent[part] / whole:.0%}" for part in PARTS)]


async def _all(app: Any, asked: list[str]) -> float:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        assert message.get("status", 200) == 200

    began = process_time()
    for target in asked:
        await app(scope_of("GET", "/v1" + target, {}), receive, send)
    return process_time() - began
