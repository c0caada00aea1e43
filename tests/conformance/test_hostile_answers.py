"""Hostile answers: each ends within bounds of time and bytes, and is called what it is."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

import pytest
from tests.conformance.serving import answering, plain

from wegweiser_conformance.client import Client

if TYPE_CHECKING:
    import socket

    from wegweiser_conformance.exchange import Exchange

_OK = b"HTTP/1.1 200 OK\r\n"


def ask(base: str) -> Exchange:
    client = Client(base, time_limit=1.0, most_bytes=1024 * 1024)
    begun = time.monotonic()
    try:
        answer = client.ask(f"{base}/jobs")
    finally:
        client.close()
    assert time.monotonic() - begun < 4
    assert answer.fault == answer.outcome.removeprefix("no answer: ") or not answer.fault
    return answer


def dripping_body(connection: socket.socket) -> None:
    connection.sendall(_OK + b"Content-Length: 1000000\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.05)


def dripping_header(connection: socket.socket) -> None:
    connection.sendall(_OK + b"X-Slow: ")
    while True:
        connection.sendall(b"a")
        time.sleep(0.05)


def endless_body(connection: socket.socket) -> None:
    connection.sendall(_OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def silent(connection: socket.socket) -> None:
    time.sleep(1.5)


def large_headers(connection: socket.socket) -> None:
    connection.sendall(_OK)
    for _ in range(200):
        connection.sendall(b"X-Large: " + b"a" * 60_000 + b"\r\n")


BOMB = gzip.compress(b"\0" * (64 * 1024 * 1024))


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (dripping_body, "took longer than 1 seconds"),
        (dripping_header, "took longer than 1 seconds"),
        (silent, "took longer than 1 seconds"),
        (endless_body, "the body is longer than 1 MiB"),
        (large_headers, "not HTTP"),
        (plain(BOMB, "Content-Encoding: gzip"), "unpacks to more than 1 MiB"),
        (plain(BOMB[:1000], "Content-Encoding: gzip"), "breaks off"),
        (plain(b"{}", "Content-Encoding: gzip"), "is not gzip, as Content-Encoding says"),
        (plain(b"{}", "Content-Encoding: br"), "only gzip was accepted"),
        (_OK + b"Content-Length: 100\r\n\r\n{}", "the answer breaks off"),
        (_OK + b"Content-Length: -1\r\n\r\n{}", "not HTTP"),
        (b"", "closed without an answer in HTTP"),
        (b"SSH-2.0-OpenSSH_9.2p1\r\n", "closed without an answer in HTTP"),
        (b"\x15\x03\x01\x00\x02\x02\x16", "not HTTP"),
    ],
    ids=lambda value: value if isinstance(value, str) else "…",
)
def test_an_answer_that_is_none_is_told_and_bounded(answer: bytes, fault: str) -> None:
    """There is no status then, but a fault that says what came."""
    with answering(answer) as base:
        told = ask(base)
    assert told.status == 0
    assert fault in told.fault


def test_a_redirect_loop_is_one_answer() -> None:
    """Redirects are never followed."""
    with answering(plain(b"", "Location: /jobs", status="302 Found")) as base:
        assert ask(base).status == 302


def test_broken_json_is_an_answer_with_faults() -> None:
    """The status stands, the body is called what it is."""
    with answering(plain(b'{"a": 1, "a": NaN}', "Content-Type: application/json")) as base:
        answer = ask(base)
    assert answer.status == 200
    assert answer.json_faults == ("NaN is no JSON number", 'the name "a" stands twice in one object')


def test_header_bytes_are_no_danger() -> None:
    """Latin-1 in a header is read, not crashed upon."""
    with answering(plain(b"{}", "X-Odd: \xe4\xff")) as base:
        assert ask(base).headers.get("x-odd") is not None
