"""The guess which hop answered: from header fields, and never surer than they are."""

from __future__ import annotations

import pytest

from wegweiser_conformance.exchange import Exchange, Headers
from wegweiser_conformance.hops import Hop, guess

HTML, PROBLEM = ("Content-Type", "text/html"), ("Content-Type", "application/problem+json")


@pytest.mark.parametrize(
    ("status", "fields", "hop"),
    [
        (200, [("Content-Type", "application/json"), ("Server", "nginx")], Hop.APPLICATION),
        (404, [PROBLEM, ("Server", "nginx")], Hop.APPLICATION),
        (404, [HTML, ("Server", "nginx/1.22.1")], Hop.GATEWAY),
        (404, [HTML, ("Server", "Werkzeug/3.1 Python/3.12")], Hop.APPLICATION),
        (502, [], Hop.GATEWAY),
        (500, [("Content-Type", "text/plain")], Hop.APPLICATION),
        (403, [HTML], Hop.GATEWAY),
        (200, [("Age", "12")], Hop.CACHE),
        (200, [("Age", "0")], Hop.APPLICATION),
        (200, [("X-Cache", "HIT from edge")], Hop.CACHE),
        (200, [("X-Cache", "MISS")], Hop.APPLICATION),
    ],
)
def test_the_hop_is_guessed_from_header_fields(status: int, fields: list[tuple[str, str]], hop: Hop) -> None:
    """A stored answer is the cache's, an error that is no problem document the gateway's."""
    answer = Exchange(1, "GET", "http://127.0.0.1/jobs", status=status, headers=Headers(tuple(fields)))
    assert guess(answer).hop is hop


def test_without_an_answer_nobody_answered() -> None:
    """A refused connection has no header fields."""
    assert guess(Exchange(1, "GET", "http://127.0.0.1/jobs", fault="refused")).hop is Hop.NOBODY


def test_the_signs_are_named() -> None:
    """So that a reader can judge the guess."""
    fields = (HTML, ("Server", "nginx"), ("Via", "1.1 gate.example"))
    answer = Exchange(1, "GET", "http://127.0.0.1/", status=404, headers=Headers(fields))
    assert guess(answer).signs == ("404 text/html", "Server: nginx", "Via: 1.1 gate.example")
