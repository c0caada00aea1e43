"""Validators, 304, HEAD and compression: one body, several ways to send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from wegweiser_server.inprocess import Client

TARGETS = [
    "/v1",
    "/v1/jobs",
    "/v1/jobs?q=pflege",
    "/v1/offices?postcode=10117",
    "/v1/code-lists",
    "/v1/code-lists/kldb",
]


@pytest.mark.parametrize("target", TARGETS)
def test_a_held_answer_is_not_sent_again(client: Client, target: str) -> None:
    """With its `ETag` in `If-None-Match`, in any form, an answer is 304 and empty."""
    full = client.get(target)
    tag = full.headers["etag"]
    for held in (tag, f'"x", {tag}', tag.removeprefix("W/"), "*", f'W/"a,b",{tag}'):
        reply = client.get(target, {"If-None-Match": held})
        assert (reply.status, reply.sent) == (304, b"")
        assert "content-type" not in reply.headers
        for name in ("etag", "cache-control", "vary", "access-control-allow-origin"):
            assert reply.headers[name] == full.headers[name]


@pytest.mark.parametrize("held", ['"x"', "", "x", '"', "W/", '"x', "**"])
def test_another_validator_gets_the_answer(client: Client, held: str) -> None:
    """A validator that is not current, or none at all, gets the full answer."""
    assert client.get("/v1/jobs", {"If-None-Match": held}).status == 200


def test_errors_are_never_304(client: Client) -> None:
    """`If-None-Match: *` turns no error into 304."""
    for target in ("/v1/jobs?x=1", "/v1/nope", "/v1/jobs/nope"):
        reply = client.get(target, {"If-None-Match": "*"})
        assert reply.status >= 400
        assert "etag" not in reply.headers


def test_different_bodies_bear_different_validators(client: Client) -> None:
    """Languages and pages of one list differ in their `ETag`; the same body keeps it."""
    variants = ["/v1/jobs", "/v1/jobs?lang=en", "/v1/jobs?limit=19", "/v1/offices"]
    tags = [client.get(target).headers["etag"] for target in variants]
    assert len(set(tags)) == len(tags)
    assert client.get("/v1/jobs").headers["etag"] == tags[0]


@pytest.mark.parametrize(
    "target", [*TARGETS, "/v1/nope", "/v1/jobs?x=1", "/healthz", "/openapi.json", "/docs"]
)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_is_get_without_a_body(client: Client, target: str, encoding: str) -> None:
    """HEAD has status and headers of GET, `Content-Length` too, and no body."""
    headers = {"Accept-Encoding": encoding}
    get, head = client.get(target, headers), client.ask("HEAD", target, headers)
    assert (head.status, head.headers, head.sent) == (get.status, get.headers, b"")
    assert int(get.headers["content-length"]) == len(get.sent)


@pytest.mark.parametrize(
    ("accept", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("GZIP", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("identity", False),
        ("", False),
        ("x-gzip-like", False),
    ],
)
def test_gzip_is_sent_where_accepted(client: Client, accept: str, packed: bool) -> None:
    """A large answer is compressed if the request accepts it, with the same content and validator."""
    plain, reply = client.get("/v1/jobs"), client.get("/v1/jobs", {"Accept-Encoding": accept})
    assert (reply.headers.get("content-encoding") == "gzip") is packed
    assert (len(reply.sent) < len(plain.sent)) is packed
    assert reply.body == plain.body
    assert reply.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in reply.headers["vary"]


def test_lists_are_kept_five_minutes_at_most(client: Client) -> None:
    """Answers carry `Cache-Control`; errors and the health are not kept."""
    for target in TARGETS:
        assert client.get(target).headers["cache-control"] == "public, max-age=300"
    for target in ("/v1/nope", "/v1/jobs?x=1", "/healthz"):
        assert client.get(target).headers["cache-control"] == "no-store"
