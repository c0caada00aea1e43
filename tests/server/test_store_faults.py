"""Loading and opening: all or nothing, and one clear message when something is wrong."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract import Filter
from wegweiser_server.data.generate import generate
from wegweiser_server.store import (
    CorruptError,
    DataError,
    Near,
    Query,
    SqliteStore,
    StoreError,
    UnavailableError,
    connections,
    load,
    open_store,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 22)
JOB: dict[str, Any] = {"id": "a", "offerType": "job"}


def ids(store: SqliteStore) -> list[str]:
    return [hit.record["id"] for hit in store.search(Query("jobs", TODAY, 100)).hits]


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([("cars", JOB)], "no collection 'cars'; there are jobs"),
        ([("jobs", {"offerType": "job"})], "jobs: a record without an `id`"),
        ([("jobs", ["a"])], "jobs: a record without an `id`"),
        ([("jobs", JOB), ("jobs", JOB)], "jobs: a comes twice"),
        ([("jobs", JOB | {"validThrough": "2026-02-31"})], "jobs a: '2026-02-31' is no date"),
        ([("jobs", JOB | {"validThrough": 7})], "jobs a: 7 is no date"),
        ([("jobs", JOB | {"publishedAt": "2026-02-01T08:00:00"})], "jobs a: .* is no date-time with offset"),
        ([("jobs", JOB | {"locations": 5})], "jobs a: not of the stored form"),
        ([("jobs", JOB | {"title": {"de": "x"}})], "jobs a: not of the stored form"),
    ],
)
def test_a_record_that_cannot_be_stored_is_named(records: Any, message: str) -> None:
    """Nothing is loaded then."""
    with pytest.raises(DataError, match=message):
        load(records)


def test_a_file_holds_the_data_for_later(tmp_path: Path) -> None:
    """What was loaded once is opened without loading, and says the same."""
    path = str(tmp_path / "wegweiser 100%.db")
    first = load(generate(50, 5, 20, 5, today=TODAY), path)
    second = open_store(path)
    assert ids(first) == ids(second) != []
    assert first.data_version(TODAY) == second.data_version(TODAY)
    first.close()
    second.close()
    assert [file.name for file in tmp_path.iterdir()] == ["wegweiser 100%.db"]


def broken() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "jobs", {"id": "new"}
    raise KeyboardInterrupt


def test_loading_that_is_broken_off_leaves_the_old_data(tmp_path: Path) -> None:
    """The new file takes the place of the old one only when it is whole."""
    path = str(tmp_path / "wegweiser.db")
    load([("jobs", JOB)], path).close()
    with pytest.raises(KeyboardInterrupt):
        load(broken(), path)
    store = open_store(path)
    assert ids(store) == ["a"]
    store.close()
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_later_load_no_longer_holds_was_removed(tmp_path: Path) -> None:
    """It stays so over further loads, until it comes back."""
    path = str(tmp_path / "wegweiser.db")
    load([("jobs", JOB), ("offices", {"id": "o"})], path).close()
    for _ in range(2):
        later = load([("jobs", {"id": "b"}), ("offices", {"id": "o"})], path)
        assert [later.removed("jobs", name) for name in ("a", "b", "c", "o")] == [True, False, False, False]
        assert not later.removed("offices", "o")
        later.close()
    back = load([("jobs", JOB)], path)
    assert (back.removed("jobs", "a"), back.removed("jobs", "b")) == (False, True)
    back.close()


def test_loading_over_a_damaged_file_mends_it(tmp_path: Path) -> None:
    """Only what it held before is forgotten."""
    path = tmp_path / "damaged.db"
    path.write_text("This is no database. " * 500)
    store = load([("jobs", JOB)], str(path))
    assert ids(store) == ["a"]
    store.close()


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    """And leaves nothing behind."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnavailableError, match="folder cannot be replaced"):
        load([("jobs", JOB)], str(tmp_path / "folder"))
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """And nothing is created in its place."""
    with pytest.raises(UnavailableError, match=r"there is no database .*nowhere\.db; load one first"):
        open_store(str(tmp_path / "nowhere.db"))
    with pytest.raises(UnavailableError, match="cannot be opened"):
        load([("jobs", JOB)], str(tmp_path / "no folder" / "x.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    """Whatever stands in it."""
    path = tmp_path / "text.db"
    path.write_text("This is no database. " * 500)
    with pytest.raises(CorruptError, match=r"text\.db is damaged or is none"):
        open_store(str(path))
    path.write_bytes(b"")
    with pytest.raises(CorruptError, match="does not hold this server's data"):
        open_store(str(path))


def test_a_damaged_database_is_called_damaged(tmp_path: Path) -> None:
    """Half of it overwritten: an error of ours, then or when it is read."""
    path = tmp_path / "half.db"
    load(generate(300, 5, 20, 5, today=TODAY), str(path)).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(CorruptError, match="load the data anew"):
        ids(open_store(str(path)))


def test_another_format_is_refused(tmp_path: Path) -> None:
    """It would be read wrongly."""
    path = str(tmp_path / "old.db")
    load([("jobs", JOB)], path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    with pytest.raises(CorruptError, match="written by another version"):
        open_store(path)


def test_data_loaded_for_another_contract_are_refused(tmp_path: Path) -> None:
    """They could not be found by its filters."""
    path = str(tmp_path / "other.db")
    load([("jobs", JOB)], path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM kind WHERE property = 'remote'")
    with pytest.raises(CorruptError, match="loaded for another contract; load the data anew"):
        open_store(path)


def test_a_locked_database_is_called_locked_and_answers_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock passes, the store serves again."""
    path = str(tmp_path / "locked.db")
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    store = load([("jobs", JOB)], path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UnavailableError, match="locked by another program"):
        ids(store)
    other.execute("ROLLBACK")
    other.close()
    assert ids(store) == ["a"]
    store.close()


def test_a_full_disk_is_called_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that may not grow is as good as a full disk."""
    monkeypatch.setattr("wegweiser_server.store.loading.SETTINGS", "PRAGMA max_page_count = 80;")
    with pytest.raises(UnavailableError, match="the disk is full"):
        load(generate(500, 5, 20, 5, today=TODAY))


def test_a_closed_store_says_so() -> None:
    """Closing twice is no fault."""
    store = load([("jobs", JOB)])
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        ids(store)


def test_what_the_store_does_not_know_is_refused() -> None:
    """Collections, filters and positions of another order."""
    store = load([("jobs", JOB)])
    with pytest.raises(StoreError, match="no collection 'cars'"):
        store.search(Query("cars", TODAY, 1))
    for judged in (Filter("colour", "equals"), Filter("colour", "from")):
        with pytest.raises(StoreError, match="colour"):
            store.search(Query("jobs", TODAY, 1, filters=((judged, ("2026-01-01",)),)))
    with pytest.raises(StoreError, match="does not belong to this order"):
        store.search(Query("jobs", TODAY, 1, after=(1, "a")))
    store.close()


@pytest.mark.parametrize("where", ["memory", "file"])
def test_many_threads_read_at_once(where: str, tmp_path: Path) -> None:
    """Each gets what it would get alone."""
    path = ":memory:" if where == "memory" else str(tmp_path / "threads.db")
    store = load(generate(500, 50, 200, 50, today=TODAY), path)
    questions = [
        Query("jobs", TODAY, 5, words="fach", sort="relevance"),
        Query("jobs", TODAY, 5, place=Near(52.52, 13.4, 50), sort="distance"),
        Query("courses", TODAY, 5, sort="date"),
        Query("offices", TODAY, 5),
    ]
    alone = [store.search(question) for question in questions]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(store.search, questions * 50)) == alone * 50
    store.close()


def test_two_stores_in_memory_are_two() -> None:
    """They share nothing."""
    one, two = load([("jobs", JOB)]), load([("jobs", {"id": "b"})])
    assert (ids(one), ids(two)) == (["a"], ["b"])
    one.close()
    two.close()
