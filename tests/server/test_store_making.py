"""Rows made in a process of their own: the same store, the same errors, and the old data if it dies."""

from __future__ import annotations

import os
import signal
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_server.data.generate import generate
from wegweiser_server.store import DataError, Query, UnavailableError, load, making, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 22)
Line = tuple[str, dict[str, Any]]


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if these were many records, in a process with one thread."""
    monkeypatch.setattr(making, "MADE_HERE", 10)
    monkeypatch.setattr(making, "BATCH", 50)
    monkeypatch.setattr(making, "_may_fork", lambda: True)


def lines() -> Iterator[Line]:
    return generate(300, 40, 200, 20, today=TODAY)


def test_the_store_is_the_same_whoever_makes_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records, totals and version."""
    made_beside = load(lines())
    monkeypatch.setattr(making, "MADE_HERE", 10**9)
    made_here = load(lines())
    assert made_beside.data_version(TODAY) == made_here.data_version(TODAY)
    for collection in ("jobs", "course-sessions", "courses", "offices"):
        query = Query(collection, TODAY, 500, sort="date")
        assert made_beside.search(query) == made_here.search(query)
    made_beside.close()
    made_here.close()


def test_an_error_in_the_other_process_is_told_here() -> None:
    """The message names the record."""
    with pytest.raises(DataError, match="jobs odd: "):
        load([*lines(), ("jobs", {"id": "odd", "validThrough": "some day"})])
    with pytest.raises(DataError, match="comes twice"):
        load([*lines(), *lines()])


def test_if_the_other_process_dies_the_old_data_stay(tmp_path: Path) -> None:
    """Out of memory, say."""
    path, here = str(tmp_path / "served.db"), os.getpid()
    load([("jobs", {"id": "old"})], path).close()

    def deadly() -> Iterator[Line]:
        for count, line in enumerate(lines()):
            if count == 200 and os.getpid() != here:
                os.kill(os.getpid(), signal.SIGKILL)
            yield line

    with pytest.raises(UnavailableError, match="nothing was changed"):
        load(deadly(), path)
    store = open_store(path)
    assert [hit.record["id"] for hit in store.search(Query("jobs", TODAY, 9)).hits] == ["old"]
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["served.db"]
