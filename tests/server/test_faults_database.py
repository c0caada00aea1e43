"""A database file that is locked, damaged, gone or cannot be written: said clearly, and survived."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.server.wire import ODD, Running, judge_problem, process

from wegweiser_server.data.generate import generate
from wegweiser_server.store import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TARGETS = ("/v1/jobs?limit=50", "/v1/jobs?q=a", "/v1/offices", "/healthz")
SECONDS = 15.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    load(generate(300, 20, 100, 30), str(tmp_path / "served.db")).close()
    return tmp_path / "served.db"


@pytest.fixture
def server(file: Path) -> Iterator[Running]:
    with process(*ODD, "--file", str(file)) as running:
        assert running.get("/v1/jobs").status == 200
        yield running


def eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < until
        time.sleep(0.1)


def all_answer(server: Running) -> bool:
    return [server.get(target).status for target in TARGETS] == [200] * len(TARGETS)


def test_a_locked_file_is_unavailable_until_it_is_free(server: Running, file: Path) -> None:
    """503 with a time to come back, in bounded time; the contract answers all the while."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        for target in TARGETS:
            answer = server.get(target)
            judge_problem(answer, 503)
            assert answer.headers["retry-after"] == str(answer.json()["retryAfterSeconds"])
            assert b"database" not in answer.body
        assert server.get("/openapi.json").status == 200
        other.execute("ROLLBACK")
    assert all_answer(server)
    assert f"the database {file} is locked by another program" in server.said()


def test_a_file_that_is_overwritten_is_unavailable_until_it_is_whole(server: Running, file: Path) -> None:
    """No wrong record and no 500: 503 for what cannot be read, and everything again afterwards."""
    whole = file.read_bytes()
    with file.open("r+b") as writing:
        writing.write(b"\xa5" * len(whole))
    answers = [server.get(target) for target in TARGETS * 3]
    assert {answer.status for answer in answers} <= {200, 503}
    assert 503 in {answer.status for answer in answers}
    for answer in answers:
        if answer.status == 503:
            judge_problem(answer, 503)
    file.write_bytes(whole)
    eventually(lambda: all_answer(server))
    assert f"the database {file} is damaged or is none; load the data anew" in server.said()
    assert "Traceback" not in server.said()


def test_a_file_that_vanishes_and_comes_back_is_served(server: Running, file: Path) -> None:
    """Nobody gets an error of ours meanwhile, and afterwards everything answers."""
    away = file.with_suffix(".away")
    file.rename(away)
    for target in TARGETS:
        assert server.get(target).status in (200, 503)
    shutil.copy(away, file)
    eventually(lambda: all_answer(server))


def test_a_full_disk_leaves_the_old_records(tmp_path: Path, file: Path) -> None:
    """Loading ends in one message that says so; what was there is served as before."""
    before = file.read_bytes()
    program = (
        "import sys\nfrom wegweiser_server.data.generate import generate\n"
        "from wegweiser_server.store import StoreError, load\n"
        "try:\n    load(generate(3000, 20, 100, 30), sys.argv[1])\n"
        "except StoreError as error:\n    print(error)\n"
    )

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))

    done = subprocess.run(
        [sys.executable, "-c", program, str(file)],
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert str(file) in done.stdout
    assert "disk" in done.stdout
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["served.db"]
