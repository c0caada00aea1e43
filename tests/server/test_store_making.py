"""Rows made in a process of their own: the same store, the same errors, and the old data if it dies."""

from __future__ import annotations

import os
import signal
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_server.data.generate import generate
from wegweiser_server.store import DataError, Query, UnavailableError, load, making, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from wegweiser_server.store import Store

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


def assert_alike(one: Store, other: Store) -> None:
    assert one.data_version(TODAY) == other.data_version(TODAY)
    for collection in ("jobs", "course-sessions", "courses", "offices"):
        query = Query(collection, TODAY, 500, sort="date")
        assert one.search(query) == other.search(query)
    one.close()
    other.close()


def test_the_store_is_the_same_whoever_makes_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records, totals and version."""
    made_beside = load(lines())
    monkeypatch.setattr(making, "MADE_HERE", 10**9)
    made_here = load(lines())
    assert_alike(made_beside, made_here)


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


class Pieces:
    """As a file: it can be read again, by several."""

    rereadable = True

    def __init__(self, lines: list[Line], deadly_at: int | None = None) -> None:
        self._lines, self._deadly_at, self._here = lines, deadly_at, os.getpid()

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def pieces(self, size: int) -> Iterator[Callable[[], list[Line]]]:
        for start in range(0, len(self._lines), size):
            yield partial(self._piece, start, size)

    def _piece(self, start: int, size: int) -> list[Line]:
        if os.getpid() != self._here and self._deadly_at in range(start, start + size):
            os.kill(os.getpid(), signal.SIGKILL)
        return self._lines[start : start + size]


@pytest.mark.parametrize("many", [1, 2, 3])
def test_shares_of_pieces_make_the_whole(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many make rows, nothing is lost, doubled or out of order."""
    monkeypatch.setattr(making, "MAKERS_AT_MOST", many)
    known = list(lines())
    together, alone = load(Pieces(known)), load(iter(known))
    assert_alike(together, alone)


def test_the_first_fault_of_several_is_told() -> None:
    """Always the same one, whoever was faster."""
    known = list(lines())
    odd: Line = ("jobs", {"id": "odd", "validThrough": "some day"})
    odder: Line = ("jobs", {"id": "odder", "validThrough": "some day"})
    for _ in range(3):
        with pytest.raises(DataError, match="jobs odd: "):
            load(Pieces([*known[:300], odd, *known[300:400], odder, *known[400:]]))


def test_the_first_fault_is_told_whatever_the_collection() -> None:
    """Records are made collection by collection, but faults are told as they come in the file."""
    fine: Line = ("courses", {"id": "c"})
    odd: Line = ("jobs", {"id": "odd", "validThrough": "some day"})
    odder: Line = ("courses", {"id": "odder", "updatedAt": "some time"})
    with pytest.raises(DataError, match="jobs odd: "):
        load([fine, odd, odder])


def test_if_one_of_several_dies_nothing_changes() -> None:
    """The others do not hide it."""
    with pytest.raises(UnavailableError, match="nothing was changed"):
        load(Pieces(list(lines()), deadly_at=333))
