"""What hostile servers send, each with what must be reported."""

from __future__ import annotations

import gzip
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.conformance.serving import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conformance.hostile import Wire

    type_of_answer = Callable[[Wire], None]

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
JSON = "Content-Type: application/json"
CLAIMS = b'"contractVersion": "1.0.0-rc.3", "conformsTo": ["core", "query", "offices"]'
BOMB = gzip.compress(b"\0" * (64 * 1024 * 1024))
WELL_FORMED = "records/well-formed-json"


@dataclass(frozen=True, slots=True)
class Hostile:
    """`says` is a part of what must be reported; `only` the requirement that is judged if contact is made."""

    does: str
    answer: type_of_answer
    says: str
    only: str = WELL_FORMED
    scheme: str = "http"


def sends(data: bytes) -> type_of_answer:
    return lambda wire: wire.send(data)


def body(data: bytes) -> type_of_answer:
    """A well-made answer around a bad body."""
    return sends(plain(data, JSON))


def described(more: bytes) -> type_of_answer:
    """A description that can be understood, with one bad member."""
    return body(b"{" + CLAIMS + b", " + more + b"}")


def endlessly(first: bytes, again: bytes, pause: float = 0.0) -> type_of_answer:
    def answer(wire: Wire) -> None:
        wire.send(first)
        while True:
            wire.send(again)
            time.sleep(pause)

    return answer


def silent(wire: Wire) -> None:
    time.sleep(3)


def closing(wire: Wire) -> None:
    """Nothing at all is sent."""


def elsewhere(wire: Wire) -> None:
    wire.send(plain(b"", f"Location: {wire.elsewhere}/v1/", status="302 Found"))


def TLS(wire: Wire) -> None:  # noqa: N802
    wire.send(plain(b"{}", JSON))


_CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
_COOKIES = [f"Set-Cookie: c{number}={'x' * 60}" for number in range(600)]

HOSTILE = (
    Hostile(
        "sends a body without end",
        endlessly(_CHUNKED, b"10000\r\n" + b" " * 0x10000 + b"\r\n"),
        "longer than 8 MiB",
    ),
    Hostile(
        "announces 50 MB of JSON and sends them", body(b"[" + b"1," * 25_000_000 + b"1]"), "longer than 8 MiB"
    ),
    Hostile(
        "sends one byte of the body at a time",
        endlessly(OK + b"Content-Length: 1000000\r\n\r\n", b" ", 0.05),
        "longer than 2 seconds",
    ),
    Hostile(
        "sends one byte of a header at a time",
        endlessly(OK + b"X-Slow: ", b"a", 0.05),
        "longer than 2 seconds",
    ),
    Hostile("accepts the connection and is silent", silent, "longer than 2 seconds"),
    Hostile(
        "sends 1xx answers for ever",
        endlessly(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100, 0.01),
        "longer than 2 seconds",
    ),
    Hostile(
        "sends a gzip bomb of 64 KiB for 64 MiB",
        sends(plain(BOMB, JSON, "Content-Encoding: gzip")),
        "unpacks to more than 8 MiB",
    ),
    Hostile("breaks off within gzip", sends(plain(BOMB[:900], JSON, "Content-Encoding: gzip")), "breaks off"),
    Hostile(
        "says gzip and sends plain text",
        sends(plain(b"{}", JSON, "Content-Encoding: gzip")),
        "is not gzip, as Content-Encoding says",
    ),
    Hostile(
        "packs with br, which was not accepted",
        sends(plain(b"{}", JSON, "Content-Encoding: br")),
        "only gzip was accepted",
    ),
    Hostile(
        "redirects to itself for ever",
        sends(plain(b"", "Location: /", status="302 Found")),
        "it redirects to /",
    ),
    Hostile("redirects to another host", elsewhere, "it redirects to http://127.0.0.1:"),
    Hostile("shows a certificate that nobody signed", TLS, "TLS failed", scheme="https"),
    Hostile("speaks plain HTTP where https was asked", body(b"{}"), "speaks no TLS", scheme="https"),
    Hostile(
        "sends 10 MB of headers",
        sends(OK + (b"X-Large: " + b"a" * 60_000 + b"\r\n") * 170 + b"\r\n"),
        "header fields are longer than 100 KiB",
    ),
    Hostile(
        "sets 600 cookies",
        sends(plain(b"{" + CLAIMS + b"}", JSON, *_COOKIES)),
        "no-cookies",
        "personal-data/no-cookies",
    ),
    Hostile(
        "promises more bytes than it sends",
        sends(OK + b"Content-Length: 100\r\n\r\n{}"),
        "the answer breaks off",
    ),
    Hostile(
        "sends more bytes than it promises",
        sends(OK + b'Content-Length: 9\r\n\r\n{"a": 1, "b": 2}'),
        "not JSON",
    ),
    Hostile(
        "gives two different lengths",
        sends(OK + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}"),
        "not HTTP",
    ),
    Hostile("gives a negative length", sends(OK + b"Content-Length: -1\r\n\r\n{}"), "not HTTP"),
    Hostile("closes within a chunk", sends(_CHUNKED + b"10\r\n{"), "the answer breaks off"),
    Hostile("sends chunks that are none", sends(_CHUNKED + b"hello\r\nworld\r\n"), "not HTTP"),
    Hostile("closes without a word", closing, "closed without an answer in HTTP"),
    Hostile("answers as HTTP/0.9 did", sends(b'{"contractVersion": "1"}'), "HTTP"),
    Hostile("is an SSH server", sends(b"SSH-2.0-OpenSSH_9.2p1\r\n"), "HTTP"),
    Hostile(
        "answers with the status 0", sends(b"HTTP/1.1 000 Zero\r\nContent-Length: 2\r\n\r\n{}"), "not HTTP"
    ),
    Hostile("sends bytes that are no UTF-8", body(b'{"a": "\xff"}'), "not UTF-8: byte 0xff at offset 7"),
    Hostile("writes NaN and Infinity", described(b'"a": NaN, "b": -Infinity'), "NaN is no JSON number"),
    Hostile("names a member twice", described(b'"a": 1, "a": 2'), 'the name "a" stands twice'),
    Hostile(
        "names one of 400,000 members twice",
        described(b",".join(b'"m%d": 1' % n for n in range(400_000)) + b', "m399999": 2'),
        "stands twice",
    ),
    Hostile("nests 200,000 deep", body(b"[" * 200_000), "nested deeper than 64 levels"),
    Hostile(
        "sends a number of a million digits",
        body(b'{"a": ' + b"9" * 1_000_000 + b"}"),
        "a number with thousands of digits",
    ),
    Hostile("sends a number beyond all doubles", described(b'"a": 1e999999'), "too large for a double"),
    Hostile("sends half a surrogate pair", body(b'{"a": "\\ud800"}'), "half a surrogate pair"),
)
