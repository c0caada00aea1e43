"""Odd requests over the wire: each gets a clear problem or the right answer, and the next one is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.server.wire import ODD, SERVE, Running, judge_problem, process, read_answer, told

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = b" HTTP/1.1\r\nHost: here\r\n"
CLOSE = HOST + b"Connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with process(*SERVE) as running:
        yield running


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /v1/jobs?q=" + b"a" * 70_000 + CLOSE, 414),
        (b"GET /" + b"a" * 2_000_000 + CLOSE, 414),
        (b"GET /v1/jobs?q=" + b"a" * 60_000 + CLOSE, 400),
        (b"GET /v1/jobs" + HOST + b"X: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET /v1/jobs" + HOST + b"X: " + b"a" * 2_000_000, 431),
        (b"GET /v1/jobs" + HOST + b"X: 1\r\n" * 100_000, 431),
        (b"GET /v1/jobs" + HOST + b"X" * 2_000_000, 431),
        (b"GET /v1/jobs?q=\xff" + CLOSE, 400),
        (b"GET /v1/jobs\x00" + CLOSE, 400),
        (b"GET /v1/jobs?q=\x00" + CLOSE, 400),
        (b"GET /v1/jobs?q=%ff%fe" + CLOSE, 400),
        (b"GET /v1/jobs?q=%00" + CLOSE, 400),
        (b"GET /v1/jobs/%00" + CLOSE, 404),
        (b"GET /v1/jobs" + HOST + b"X: a\x00b\r\n\r\n", 400),
        (b"GET /v1/jobs" + HOST + b"Content-Length: x\r\n\r\n", 400),
        (b"GET /v1/jobs" + HOST + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"GET /v1/jobs" + HOST + b"Transfer-Encoding: gzip\r\n\r\n", 400),
        (b"GET /v1/jobs" + HOST + b"Transfer-Encoding: chunked, gzip\r\n\r\n", 400),
        (b"GET /v1/jobs" + HOST + b"Host: there\r\n\r\n", 400),
        (b"GET /v1/jobs HTTP/1.1\r\n\r\n", 400),
        (b"GET /v1/jobs HTTP/9.9\r\n\r\n", 400),
        (b"GET v1/jobs" + CLOSE, 400),
        (b"GET *" + CLOSE, 404),
        (b"CONNECT here:443" + CLOSE, 400),
        (b"\x00" * 100, 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01", 400),
    ],
    ids=lambda given: str(given[:40]) if isinstance(given, bytes) else str(given),
)
def test_what_cannot_be_read_is_refused(server: Running, raw: bytes, status: int) -> None:
    """By a problem, also while the client is still sending; others are answered."""
    judge_problem(server.send(raw), status)
    assert server.get("/v1/jobs").status == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"GET http://elsewhere.example/v1/jobs" + CLOSE,
        b"GET http://127.0.0.1:80/v1/jobs?limit=20" + CLOSE,
        b"\r\n\r\nGET /v1/jobs" + CLOSE,
        b"GET /v1/jobs HTTP/1.0\r\n\r\n",
        b"GET /v1/jobs" + HOST + b"Connection: close, Upgrade\r\nUpgrade: h2c\r\n\r\n",
        b"GET /v1/jobs" + HOST + b"Expect: 100-continue\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"GET /v1/jobs" + HOST + b"Accept-Language: \xff\xfe\r\nConnection: close\r\n\r\n",
    ],
    ids=["absolute", "absolute-query", "empty-lines", "http-1.0", "upgrade", "expect", "latin-1"],
)
def test_what_is_unusual_and_right_is_answered(server: Running, raw: bytes) -> None:
    """RFC 9110 and 9112 allow it, so the list is answered as usual."""
    answer = server.send(raw)
    assert answer.status == 200
    assert len(answer.json()["items"]) == 20


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "PURGE", "LOCK"])
def test_other_methods_are_refused(server: Running, method: str) -> None:
    """405 with what is allowed; nothing that was sent comes back, not even to TRACE."""
    answer = server.ask(method, "/v1/jobs?q=geheim", {"X-Secret": "geheim"})
    judge_problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert b"geheim" not in answer.body


def test_what_follows_an_unreadable_request_is_not_answered(server: Running) -> None:
    """Where one request ends is unknown then, so the connection ends with the refusal."""
    raw = b"GET /v1/jobs\x00" + CLOSE + b"GET /v1/jobs" + CLOSE
    with server.connect() as connection:
        connection.sendall(raw)
        answers = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answers.count(b"HTTP/1.1 ") == 1


def test_requests_in_a_row_are_answered_in_order(server: Running) -> None:
    """Also without waiting for answers between them; a refusal in the middle ends the row."""
    head = b" HTTP/1.1\r\nHost: here\r\n\r\n"
    with server.connect() as connection:
        connection.sendall(b"GET /v1/jobs?limit=1" + head + b"GET /v1/nope" + head + b"GET /v1/jobs" + CLOSE)
        raw = b"".join(iter(lambda: connection.recv(65536), b""))
    first, *_, last = raw.split(b"HTTP/1.1 ")[1:]
    assert (first[:3], last[:3], raw.count(b"HTTP/1.1 404 ")) == (b"200", b"200", 1)


def test_the_log_tells_nothing_of_what_was_asked() -> None:
    """Neither texts nor places, keys or ids, of right, wrong and unreadable requests."""
    asked = "/v1/jobs?q=geheim&lat=48.3456&lon=10.9"
    with process(*SERVE) as running:
        running.get(asked)
        running.get(asked + "&limit=geheim&geheim=1", **{"X-API-Key": "geheim"})
        running.get("/v1/jobs/geheim")
        running.get("/geheim/geheim?geheim")
        running.ask("GEHEIM", asked, {})
        running.send(b"GET /v1/jobs?q=geheim\xff" + CLOSE)
        running.send(b"GET /geheim" + b"a" * 70_000 + CLOSE)
        said = running.said()
    assert len(said.splitlines()) == 7
    for word in ("geheim", "GEHEIM", "48.3456", "127.0.0.1"):
        assert word not in said
    assert [line.split('"status": ')[1][:3] for line in said.splitlines()] == [
        "200",
        "400",
        "404",
        "404",
        "400",
        "400",
        "414",
    ]


def test_a_fault_of_an_application_is_named_without_its_text() -> None:
    """Its traceback may hold what was asked, so its kind alone is written."""
    with process(*ODD, "--failing") as running:
        assert running.get("/v1/jobs?q=geheim").status == 500
        said = running.said()
    assert "RuntimeError" in said
    assert "geheim" not in said
    assert "Traceback" not in said


def test_a_connection_is_kept_between_requests(server: Running) -> None:
    """As HTTP/1.1 says, unless the client asks otherwise."""
    with server.connect() as connection:
        for _ in range(3):
            connection.sendall(b"HEAD /v1/jobs" + HOST + b"\r\n")
            assert read_answer(connection.recv(65536)).status == 200
        connection.sendall(b"GET /v1/jobs" + CLOSE)
        assert told(connection).status == 200
