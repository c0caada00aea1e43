"""The tests' own PostgreSQL ends with them, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]
RUNS = """
import time
from tests.server.postgres import postgres
with postgres() as running:
    print(running.folder, flush=True)
    time.sleep(600)
"""


def test_a_killed_run_leaves_no_server() -> None:
    """Neither its process nor its folder."""
    with subprocess.Popen([sys.executable, "-c", RUNS], cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        folder = Path(run.stdout.readline().strip())
        server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        assert _runs(server)
        run.send_signal(signal.SIGKILL)
    end = monotonic() + 30
    while (_runs(server) or folder.exists()) and monotonic() < end:
        sleep(0.1)
    assert not _runs(server)
    assert not folder.exists()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
