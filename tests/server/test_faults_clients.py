"""Clients that abort, crowd, dawdle or fetch nothing; afterwards the server answers as before."""

from __future__ import annotations

import signal
import socket
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from tests.server.wire import ODD, SERVE, Running, judge_problem, process, read_answer, told

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKING = b"GET /v1/jobs?limit=100 HTTP/1.1\r\nHost: here\r\n"
CROWD = 200
SECONDS_FOR_A_CROWD = 60.0
PATIENCE = 1.0


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with process(*SERVE) as running:
        yield running


@pytest.fixture(scope="module")
def impatient() -> Iterator[Running]:
    """As the server, but it waits a second for a request instead of twenty."""
    with process(*ODD, "--patience", str(PATIENCE)) as running:
        yield running


def reset(connection: socket.socket) -> None:
    """Ends it at once, without the usual leave-taking."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize(
    "raw", [b"", b"GET /v1/jo", ASKING, ASKING + b"\r\n", (ASKING + b"\r\n") * 20], ids=len
)
def test_an_aborted_request_harms_nobody(server: Running, raw: bytes) -> None:
    """In the middle of the request, before the answer, in the middle of it; nothing is said in the log."""
    for _ in range(10):
        connection = server.connect()
        connection.sendall(raw)
        if raw.endswith(b"\r\n\r\n"):
            connection.recv(10)
        reset(connection)
    assert server.get("/v1/jobs").status == 200
    assert "Traceback" not in server.said()


def test_two_hundred_clients_at_once_are_all_answered(server: Running) -> None:
    """Each gets its own answer in bounded time."""
    gate = threading.Barrier(CROWD, timeout=30)

    def ask(number: int) -> tuple[int, int]:
        gate.wait()
        answer = server.get(f"/v1/jobs?limit={number % 50 + 1}")
        return answer.status, len(answer.json()["items"])

    began = time.monotonic()
    with ThreadPoolExecutor(CROWD) as crowd:
        answers = list(crowd.map(ask, range(CROWD)))
    assert answers == [(200, number % 50 + 1) for number in range(CROWD)]
    assert time.monotonic() - began < SECONDS_FOR_A_CROWD


@pytest.mark.parametrize(
    ("start", "drop"),
    [(b"GET /", b"a"), (ASKING, b"X-Slow: 1\r\n"), (ASKING + b"X: ", b"x")],
    ids=["target", "fields", "one-field"],
)
def test_a_request_that_dawdles_is_refused(impatient: Running, start: bytes, drop: bytes) -> None:
    """However it is fed, a request that is not whole in time gets 408, and its connection ends."""
    began = time.monotonic()
    with impatient.connect(timeout=0.1) as connection:
        connection.sendall(start)
        raw = b""
        while not raw and time.monotonic() - began < 10 * PATIENCE:
            connection.sendall(drop)
            with suppress(TimeoutError):
                raw = connection.recv(65536)
    assert time.monotonic() - began < 5 * PATIENCE
    judge_problem(read_answer(raw), 408)
    assert impatient.get("/v1/jobs").status == 200


def test_a_silent_connection_is_closed(impatient: Running) -> None:
    """Who says nothing at all is not waited for either."""
    for said in (b"", b"\r\n"):
        with impatient.connect(timeout=10 * PATIENCE) as connection:
            connection.sendall(said)
            assert connection.recv(10) == b""


def test_a_body_that_never_ends_is_not_waited_for(impatient: Running) -> None:
    """The answer does not wait for it, and the connection ends."""
    with impatient.connect(timeout=10 * PATIENCE) as connection:
        connection.sendall(ASKING + b"Content-Length: 1000000\r\n\r\nabc")
        answer = told(connection)
    assert answer.status == 200


def test_a_crowd_that_dawdles_shuts_nobody_out(impatient: Running) -> None:
    """Others are answered meanwhile."""
    crowd = [impatient.connect() for _ in range(CROWD)]
    for connection in crowd:
        connection.sendall(b"GET /v1/jobs")
    assert impatient.get("/v1/jobs").status == 200
    for connection in crowd:
        connection.close()


def test_answers_that_nobody_fetches_shut_nobody_out(server: Running) -> None:
    """A client that asks and asks and reads nothing is no burden for others."""
    with server.connect() as greedy:
        greedy.settimeout(0.5)
        with pytest.raises(TimeoutError):
            greedy.sendall((ASKING + b"\r\n") * 1_000_000)
        assert server.get("/v1/jobs").status == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["term", "int"])
def test_a_stop_waits_for_answers_under_way(number: signal.Signals) -> None:
    """The answer comes whole, the connection ends, new clients are turned away, the process ends with 0."""
    with process(*ODD, "--slow", "2") as running, running.connect() as connection:
        connection.sendall(ASKING + b"\r\n")
        time.sleep(0.5)
        running.process.send_signal(number)
        answer = told(connection)
        assert running.process.wait(timeout=20) == 0
        with pytest.raises(OSError, match="refused"):
            running.connect()
    assert (answer.status, len(answer.json()["items"])) == (200, 100)
