"""What connexion alone lets through, or gets wrong, and what this server makes of it.

Each was tried with connexion 3.3 (left) and is a test here (right):

    limit=1_0, limit=١٠          200   → 400
    lat=nan                      200   → 400
    date=2026-02-31              200   → 400   here `publishedSince` and the other days
    postcode=86150%0A            200   → 400
    kind=a,b                     200   → 400
    limit=1&limit=2              200   → 400 `repeated-parameter`
    `return None, 304`           500   → 304 without a body
    a slash too many             307   → 404
    a wrong key beside anonymous 200   → 401
    401 without WWW-Authenticate       → with it
    CORS only if Origin is sent        → always
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wegweiser_server.access.credentials import read_credentials

if TYPE_CHECKING:
    from collections.abc import Callable

    from wegweiser_server.inprocess import Client

INVALID = "invalid-parameter"
DAYS = [
    ("/jobs", "publishedSince"),
    ("/jobs", "startFrom"),
    ("/course-sessions", "startFrom"),
    ("/course-sessions", "startTo"),
]


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("limit=1_0", "limit", INVALID),
        ("limit=%D9%A1%D9%A0", "limit", INVALID),
        ("lat=nan&lon=10.9", "lat", INVALID),
        ("lat=48.3&lon=NaN", "lon", INVALID),
        ("lat=Infinity&lon=10.9", "lat", INVALID),
        ("postcode=86150%0A", "postcode", INVALID),
        ("postcode=%2086150", "postcode", INVALID),
        ("kind=integration-general,job-language", "kind", INVALID),
        ("limit=1&limit=2", "limit", "repeated-parameter"),
    ],
)
def test_lax_literals_are_refused(client: Client, query: str, parameter: str, code: str) -> None:
    """400, and the parameter is named."""
    reply = client.get(f"/v1/course-sessions?{query}")
    assert reply.status == 400
    assert [(error["parameter"], error["code"]) for error in reply.json()["errors"]] == [(parameter, code)]


@pytest.mark.parametrize(("path", "parameter"), DAYS)
@pytest.mark.parametrize("day", ["2026-02-31", "2026-02-29", "2026-13-01", "2026-2-1", "2026-00-10"])
def test_days_that_do_not_exist_are_refused(client: Client, path: str, parameter: str, day: str) -> None:
    """In every parameter that takes a day."""
    reply = client.get(f"/v1{path}?{parameter}={day}")
    assert reply.status == 400
    assert reply.json()["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize("path", ["", "/jobs", "/code-lists", "/code-lists/kldb"])
def test_a_304_is_empty_and_no_error(client: Client, path: str) -> None:
    """With the validator and what caches need, without a body or what describes one."""
    held = client.get(f"/v1{path}").headers["etag"]
    reply = client.get(f"/v1{path}", {"If-None-Match": held})
    assert (reply.status, reply.sent, reply.headers["etag"]) == (304, b"", held)
    assert not {"content-type", "content-length", "content-language"} & set(reply.headers)


@pytest.mark.parametrize(
    "path", ["/jobs/", "//jobs", "/jobs//", "/code-lists/", "/course-sessions/", "/jobs/x/"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_slash_too_many_is_not_found(client: Client, method: str, path: str) -> None:
    """404, and no redirect that a client would follow to an address of the server's making."""
    reply = client.ask(method, f"/v1{path}")
    assert reply.status == 404
    assert "location" not in reply.headers


@pytest.mark.parametrize(
    "access", [("anonymous", "key"), ("key",), ("basic",), ("key", "basic")], ids="-".join
)
def test_a_401_says_what_would_open(served: Callable[..., Client], access: tuple[str, ...]) -> None:
    """A wrong credential is refused even where none is needed; the challenge names every scheme."""
    lines = f"key x sha256${'0' * 64}\nbasic y sha256${'0' * 64}"
    closed = served(access=access, credentials=read_credentials(lines, "test"))
    name, value = ("X-API-Key", "wrong") if "key" in access else ("Authorization", "Basic eTp4")
    reply = closed.get("/v1/jobs", {name: value})
    assert reply.status == 401
    challenge = reply.headers["www-authenticate"]
    assert ("ApiKey " in challenge, "Basic " in challenge) == ("key" in access, "basic" in access)


@pytest.mark.parametrize("target", ["/v1/jobs", "/v1/jobs?limit=x", "/v1/nope"])
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://app.example"}, {"Origin": "null"}], ids=str)
def test_any_origin_may_read_said_or_unsaid(client: Client, target: str, headers: dict[str, str]) -> None:
    """A cache that saw a request without `Origin` must not shut out a later page."""
    reply = client.get(target, headers)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "origin" not in reply.headers["vary"].lower()
