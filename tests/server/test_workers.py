"""`--workers`: several processes that are one server for those who ask."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.server.wire import SERVE, Running, process

from wegweiser_server import cli
from wegweiser_server.tally import OwnTally, SharedTally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORKERS = 3
SECONDS = 20.0


@pytest.fixture
def server() -> Iterator[Running]:
    with process(*SERVE, "--workers", str(WORKERS), "--quota", "40/100000000") as running:
        yield running


def workers(server: Running) -> list[int]:
    found = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text("ascii")
    return [int(pid) for pid in found.split()]


def eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_they_are_one_server(server: Running) -> None:
    """Every cursor is good at every worker, all serve the same records, and one quota counts for all."""
    assert len(workers(server)) == WORKERS
    seen: list[str] = []
    versions = set()
    target = "?limit=5"
    for left in range(39, 19, -1):
        answer = server.get(f"/v1/jobs{target}")
        assert answer.status == 200
        assert f"r={left};" in answer.headers["ratelimit"]
        page = answer.json()
        versions.add(page["page"]["dataVersion"])
        seen += [item["id"] for item in page["items"]]
        target = page["page"]["next"]
    assert len(versions) == 1
    assert len(seen) == len(set(seen)) == 100
    with ThreadPoolExecutor(8) as crowd:
        statuses = list(crowd.map(lambda _: server.get("/v1/jobs").status, range(30)))
    assert sorted(statuses) == [200] * 20 + [429] * 10


def test_one_that_dies_is_replaced(server: Running) -> None:
    """The others answer meanwhile, and no more than its death is told."""
    victim = workers(server)[0]
    os.kill(victim, signal.SIGKILL)
    eventually(lambda: gone(victim))
    assert server.get("/v1/jobs").status == 200
    eventually(lambda: len(workers(server)) == WORKERS and victim not in workers(server))
    assert "a worker ended (signal 9); another takes its place" in server.said()
    assert server.get("/v1/jobs").status == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["term", "int"])
def test_all_stop_in_order(number: signal.Signals, tmp_path: Path) -> None:
    """The process ends with 0, no worker outlives it, no file stays."""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with process(*SERVE, "--workers", str(WORKERS), environment=environment) as server:
        staff = workers(server)
        assert list(tmp_path.glob("wegweiser-*/records.db"))
        server.process.send_signal(number)
        assert server.process.wait(timeout=SECONDS) == 0
        assert all(map(gone, staff))
        assert list(tmp_path.glob("wegweiser-*/records.db")) == []


def test_no_worker_outlives_a_killed_parent(server: Running) -> None:
    """The port is free again, whatever ended the parent."""
    staff = workers(server)
    server.process.kill()
    eventually(lambda: all(map(gone, staff)))


def test_a_server_that_cannot_start_says_so_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one message, as without workers."""
    assert cli.serve(["--port", "0", "--workers", "2", "--data", "/nowhere"]) == 3
    assert capsys.readouterr().err.count("wegweiser serve: ") == 1
    monkeypatch.setenv("WEGWEISER_CURSOR_KEY", "short")
    assert cli.serve(["--port", "0"]) == 3
    assert "WEGWEISER_CURSOR_KEY must be at least 32" in capsys.readouterr().err


def test_a_named_key_keeps_cursors_over_a_restart() -> None:
    """`WEGWEISER_CURSOR_KEY` makes servers answer for one another; without it each has its own."""
    for key, status in (("k" * 32, 200), ("", 400)):
        environment = {**os.environ, "WEGWEISER_CURSOR_KEY": key}
        with process(*SERVE, environment=environment) as first:
            target = first.get("/v1/jobs?limit=2").json()["page"]["next"]
        with process(*SERVE, environment=environment) as second:
            assert second.get(f"/v1/jobs{target}").status == status


def test_tallies_count_each_client_in_each_window() -> None:
    """A new window starts anew for all; in one process and in several alike."""
    with closing(SharedTally()) as shared:
        for tally in (OwnTally(), shared):
            assert [tally.add(1, client) for client in ("a", "b", "a", "a", "b")] == [1, 1, 2, 3, 2]
            assert [tally.add(2, client) for client in ("a", "b", "a")] == [1, 1, 2]


def test_a_shared_tally_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """More clients than it has room for start a new count; it never fills up."""
    monkeypatch.setattr("wegweiser_server.tally.MOST_CLIENTS", 100)
    with closing(SharedTally()) as tally:
        assert [tally.add(1, str(client)) for client in range(250)] == [1] * 250
        assert tally.add(1, "249") == 2
