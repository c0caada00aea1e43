"""A served file that is loaded anew is read anew; and pages say whether their total is exact."""

from __future__ import annotations

import shutil
import timeit
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_server.paging.pages import Window, envelope
from wegweiser_server.store import CorruptError, Found, Query, SqliteStore, UnavailableError, load, open_store

if TYPE_CHECKING:
    from wegweiser_server.paging.cursors import Cursors
    from wegweiser_server.parameters.asked import Asked

TODAY = date(2026, 11, 22)


def ids(store: SqliteStore) -> list[str]:
    return [hit.record["id"] for hit in store.search(Query("jobs", TODAY, 100)).hits]


@pytest.fixture
def path(tmp_path: Path) -> str:
    load([("jobs", {"id": "a"})], str(tmp_path / "served.db")).close()
    return str(tmp_path / "served.db")


def test_an_open_store_shows_what_is_loaded_later(path: str) -> None:
    """At the next question, without being opened again; the revision tells."""
    store = open_store(path)
    before, version = store.revision(), store.data_version(TODAY)
    assert (ids(store), store.revision()) == (["a"], before)
    load([("jobs", {"id": "b"})], path).close()
    assert ids(store) == ["b"]
    assert store.revision() != before
    assert store.data_version(TODAY) != version
    assert store.removed("jobs", "a", TODAY)
    store.close()


def test_a_revision_is_cheap() -> None:
    """It is asked for with every request."""
    store = load([("jobs", {"id": "a"})])
    assert min(timeit.repeat(store.revision, number=100, repeat=5)) / 100 < 100e-6
    other = load([("jobs", {"id": "b"})])
    assert store.revision() != other.revision()
    store.close()
    other.close()


def test_a_file_that_vanished_is_unavailable_until_it_is_back(path: str, tmp_path: Path) -> None:
    """The message names it; asking for the revision is no fault."""
    store, away = open_store(path), tmp_path / "away.db"
    Path(path).rename(away)
    for _ in range(2):
        with pytest.raises(UnavailableError, match="load one first"):
            ids(store)
        assert store.revision() == ""
    shutil.copy(away, path)
    assert ids(store) == ["a"]
    store.close()


def test_a_file_replaced_by_rubbish_is_damaged_until_it_is_loaded_anew(path: str, tmp_path: Path) -> None:
    """No old record is shown meanwhile."""
    store, rubbish = open_store(path), tmp_path / "rubbish"
    rubbish.write_bytes(b"rubbish" * 1000)
    rubbish.replace(path)
    for _ in range(2):
        with pytest.raises(CorruptError, match="load the data anew"):
            ids(store)
    load([("jobs", {"id": "c"})], path).close()
    assert ids(store) == ["c"]
    store.close()


@pytest.mark.parametrize(("exact", "relation"), [(True, "exact"), (False, "at-least")])
def test_a_page_says_whether_its_total_is_exact(exact: bool, relation: str) -> None:
    """A lower bound is called one."""
    nobody: Any = None
    asked: Asked = nobody
    cursors: Cursors = nobody
    page = envelope(Found((), 1000, False, exact), Window(20, None, b"", False), asked, cursors, "1")
    assert (page["total"], page["totalRelation"]) == (1000, relation)
