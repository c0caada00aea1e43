"""Servers that differ, asked beside the plain one with the same records, keys and clock."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from wegweiser_server.altering import set_up
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.inprocess import Client
from wegweiser_server.settings import Settings
from wegweiser_server.store import load

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from wegweiser_server.store import Store

    Message = MutableMapping[str, Any]

GZIP = {"Accept-Encoding": "gzip"}
LISTS = ("/jobs", "/course-sessions", "/courses", "/offices")
# What they differ in shows in one of these.
QUESTIONS: tuple[tuple[str, str, dict[str, str]], ...] = (
    *(("GET", target, {}) for target in ("", "?lang=en", "/code-lists/offer-types", "/none")),
    *(("GET", f"{name}?limit=20", {}) for name in LISTS),
    *(("GET", f"{name}?limit=1", GZIP) for name in LISTS),
    *(("GET", name, {}) for name in LISTS),
    ("GET", "/jobs?limit=2&postcode=10117&radiusKm=200", {}),
    ("GET", "/jobs?limit=2&q=Fachkraft&offerType=job&offerType=apprenticeship&lang=uk", {}),
    ("GET", "/jobs?limit=2&postcode=00000", {}),
    ("GET", "/jobs?limit=3&q=Fachkräften", {}),
    ("GET", "/jobs?limit=100", {}),
    ("GET", "/jobs?limit=0&offerType=x&placeless=only", {"Accept-Language": "xx"}),
    ("HEAD", "/jobs?limit=1", {}),
    ("OPTIONS", "/jobs", {}),
    ("DELETE", "/jobs", {}),
    ("GET", "/jobs?limit=1", {"If-None-Match": "*"}),
)


@cache
def town() -> Store:
    return load(generate(jobs=260, courses=40, sessions=240, offices=70, seed=1, today=berlin_today()))


def server(*variants: str, **more: Any) -> Client:
    settings = Settings(variants=variants, cursor_key=b"k" * 32, now=lambda: 1_795_000_000.0, **more)
    return Client(create_app(settings, town()))


def base_of(*variants: str) -> str:
    return set_up(Settings(variants=variants)).base_path


def answers(asking: Client) -> list[Message]:
    """What is sent to every question, piece by piece, asked where the plain server answers."""
    sent: list[Message] = []
    with Client(recording(asking.app, sent)) as recorded:
        for method, target, headers in QUESTIONS:
            recorded.ask(method, f"/v1{target}", headers)
    return sent


def recording(app: Any, sent: list[Message]) -> Any:
    async def recorded(scope: Message, receive: Any, send: Any) -> None:
        async def keep(message: Message) -> None:
            sent.append(message)
            await send(message)

        await app(scope, receive, keep)

    return recorded
