"""Hostile answers: each ends within bounds of time and bytes, and is called what it is."""

from __future__ import annotations

import re
import shutil
import time
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.conformance.hostile import DOCUMENT, KEY, Told, row, tell
from tests.conformance.hostile_answers import HOSTILE, TLS, Hostile
from tests.conformance.serving import answering, plain

from wegweiser_conformance.client import Client
from wegweiser_conformance.model import NotTested
from wegweiser_conformance.patience import MOST_IN_A_ROW

if TYPE_CHECKING:
    import socket

MOST_SECONDS = 9.0
MOST_SENT = 32 * 1024 * 1024


@cache
def told_of(hostile: Hostile) -> Told:
    if hostile.answer is TLS and shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, which makes the certificate")
    return tell(hostile)


every = pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.does.replace(" ", "-"))


@every
def test_it_is_called_what_it_is(hostile: Hostile) -> None:
    """One message, or one finding; never a fault of the suite, never a traceback."""
    told = told_of(hostile)
    assert hostile.says in told.reported
    assert told.exit_code in {0, 1, 3}
    assert "Traceback" not in told.reported


@every
def test_it_is_bounded(hostile: Hostile) -> None:
    """In time, and in the bytes that are taken from it."""
    told = told_of(hostile)
    assert told.seconds < MOST_SECONDS
    assert told.sent < MOST_SENT


@every
def test_the_key_stays_at_home(hostile: Hostile) -> None:
    """No other host is asked, whatever a redirect says, and no output shows the key."""
    told = told_of(hostile)
    assert not told.leaked
    assert KEY not in told.reported


@every
def test_the_document_says_so(hostile: Hostile) -> None:
    """`python -m tests.conformance.hostile` was run after the last change; times and bytes may differ."""
    fresh = row(hostile, told_of(hostile)).split(" | ")[:3]
    written = [line.split(" | ")[:3] for line in DOCUMENT.read_text("utf-8").splitlines()]
    assert [_without_ports(one) for one in fresh] in [
        [_without_ports(one) for one in line] for line in written
    ]


def _without_ports(text: str) -> str:
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1", text)


def test_header_bytes_are_no_danger() -> None:
    """Latin-1 in a header is read, not crashed upon."""
    with answering(plain(b"{}", "X-Odd: \xe4\xff")) as base:
        client = Client(base, time_limit=1.0)
        try:
            assert client.ask(f"{base}/jobs").headers.get("x-odd") is not None
        finally:
            client.close()


def test_a_place_that_never_answers_in_time_is_not_waited_for_again_and_again() -> None:
    """A run has to end; what was not asked any more is not tested."""

    def late(connection: socket.socket) -> None:
        time.sleep(0.2)

    with answering(late) as base:
        client = Client(base, time_limit=0.1)
        try:
            for number in range(MOST_IN_A_ROW):
                assert "longer than" in client.ask(f"{base}/jobs/{number}").fault
            with pytest.raises(NotTested, match="/jobs was not asked again: 4 requests in a row took longer"):
                client.ask(f"{base}/jobs?limit=1")
            assert "longer than" in client.ask(f"{base}/offices").fault
        finally:
            client.close()
