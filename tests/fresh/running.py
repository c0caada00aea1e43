"""Whole runs of the suite against a fresh publisher, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
from tests.conformance.whole_runs import CHECKS
from tests.fresh.asked import Asked

from wegweiser_conformance import contact, runner
from wegweiser_conformance.client import READING_METHODS, Client
from wegweiser_conformance.credentials import NONE, api_key, basic
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.pace import Pace
from wegweiser_conformance.second_look import second_look
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.asked import Given
    from tests.fresh.publisher import Publisher

    from wegweiser_conformance.credentials import Credential
    from wegweiser_conformance.model import Result

BASE = "http://127.0.0.1:8085/daten/v1"


class Direct(httpx.BaseTransport):
    """Hands requests to a function and its answers back, without sockets."""

    def __init__(self, answer: Callable[[Asked], Given], base: str = BASE) -> None:
        self._answer, self._base = answer, urlsplit(base).path

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode().partition("?")[0]
        path = httpx.URL("http://x" + path).path
        if not path.startswith(self._base):
            return httpx.Response(404, content=b"")
        headers = {name.lower(): value for name, value in request.headers.items()}
        query = request.url.query.decode()
        given = self._answer(Asked(request.method, path.removeprefix(self._base), query, headers))
        fields = [(name, value.encode().decode("latin-1")) for name, value in given.headers.items()]
        return httpx.Response(given.status, headers=fields, stream=httpx.ByteStream(given.body))


def client_of(publisher: Publisher, base: str = BASE) -> Client:
    mask = Mask()
    credential: Credential = NONE
    if publisher.access == "api-key":
        credential = api_key(publisher.key, mask)
    elif publisher.access == "basic":
        credential = basic(f"verein:{publisher.key}", mask)
    transport = Direct(publisher.answer, base)
    return Client(
        base, credential, mask, Pace(sleep=lambda _: None), transport=transport, methods=READING_METHODS
    )


def judged(publisher: Publisher, seed: int = 0) -> tuple[list[Result], int]:
    """Every result of a whole run, and how many requests it took."""
    client = client_of(publisher)
    try:
        target = contact.meet(client, seed=seed)
        results = list(runner.run(list(CHECKS.values()), load_contract().requirements, target))
        return list(second_look(target, results)), len(client.traffic)
    finally:
        client.close()
