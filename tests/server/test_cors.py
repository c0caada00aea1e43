"""Cross-origin use: any page may ask where access is anonymous, without a preflight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wegweiser_server.access.credentials import read_credentials

if TYPE_CHECKING:
    from collections.abc import Callable

    from wegweiser_server.inprocess import Client

ORIGIN = {"Origin": "https://app.example"}
TARGETS = [
    "/v1",
    "/v1/jobs",
    "/v1/jobs?x=1",
    "/v1/nope",
    "/nope",
    "/v1/jobs/",
    "/healthz",
    "/openapi.json",
    "/docs",
]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_every_answer_allows_any_origin(client: Client, target: str, method: str) -> None:
    """`Access-Control-Allow-Origin: *` stands on every answer, errors included, with and without `Origin`."""
    for headers in ({}, ORIGIN):
        assert client.ask(method, target, headers).headers["access-control-allow-origin"] == "*"


def test_origin_changes_nothing(client: Client) -> None:
    """A GET with an `Origin` gets the same answer as one without, and no cookie."""
    assert client.get("/v1/jobs", ORIGIN) == client.get("/v1/jobs")
    assert "set-cookie" not in client.get("/v1/jobs", ORIGIN).headers


def test_a_preflight_is_answered(client: Client) -> None:
    """Who asks beforehand is told what is allowed."""
    asked = {
        **ORIGIN,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "accept-language",
    }
    for target in ("/v1", "/v1/jobs", "/v1/jobs/x", "/v1/code-lists", "/healthz"):
        reply = client.ask("OPTIONS", target, asked)
        assert (reply.status, reply.sent) == (204, b"")
        assert "GET" in reply.headers["access-control-allow-methods"]
        assert "Accept-Language" in reply.headers["access-control-allow-headers"]
        assert "content-length" not in reply.headers


def test_closed_servers_allow_no_origin(served: Callable[..., Client]) -> None:
    """Where a key is demanded browsers are not served."""
    credentials = read_credentials(f"key x sha256${'0' * 64}", "test")
    closed = served(access=("key",), credentials=credentials)
    for target in ("/v1", "/v1/jobs"):
        assert "access-control-allow-origin" not in closed.get(target, ORIGIN).headers
