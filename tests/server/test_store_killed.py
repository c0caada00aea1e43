"""A load that is killed: the old data stay, and what it left behind is cleaned up by the next."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from wegweiser_server.store import Query, load, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 22)
PROGRAM = """
import sys
from wegweiser_server.data.generate import generate
from wegweiser_server.store import load

def told():
    for count, line in enumerate(generate(jobs=10**6, courses=0, sessions=0, offices=0)):
        if count == 3000:
            print("under way", flush=True)
        yield line

load(told(), sys.argv[1])
"""


@pytest.fixture
def loading(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own in the midst of loading over a database with one job."""
    path = str(tmp_path / "served.db")
    load([("jobs", {"id": "old"})], path).close()
    arguments = [sys.executable, "-c", PROGRAM, path]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "under way\n"
        yield process
        process.kill()


def beside(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name != "served.db")


def test_a_killed_load_leaves_the_old_data_and_nothing_for_long(
    loading: subprocess.Popen[str], tmp_path: Path
) -> None:
    """SIGKILL in the middle: the file is the old one, and the next load removes the rest."""
    path = str(tmp_path / "served.db")
    loading.kill()
    loading.wait(30)
    assert beside(tmp_path) == [f"served.db.{loading.pid}.loading"]
    store = open_store(path)
    assert [hit.record["id"] for hit in store.search(Query("jobs", TODAY, 9)).hits] == ["old"]
    load([("jobs", {"id": "new"})], path).close()
    assert [hit.record["id"] for hit in store.search(Query("jobs", TODAY, 9)).hits] == ["new"]
    store.close()
    assert beside(tmp_path) == []


def test_a_load_that_goes_on_keeps_its_file(loading: subprocess.Popen[str], tmp_path: Path) -> None:
    """Another load beside it, names that only look alike and those of living processes are let be."""
    (tmp_path / "served.db.x.loading").touch()
    (tmp_path / "other.db.999999999.loading").touch()
    load([("jobs", {"id": "new"})], str(tmp_path / "served.db")).close()
    kept = ["other.db.999999999.loading", f"served.db.{loading.pid}.loading", "served.db.x.loading"]
    assert beside(tmp_path) == sorted(kept)
