"""The embedded engine: SQLite. A file that was loaded anew is read anew."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from wegweiser_contract import load_contract

from .connections import MEMORY, file_uri
from .interface import CorruptError, UnavailableError
from .snapshot import Snapshot
from .terms import kinds_by_collection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from wegweiser_contract import Contract

    from .interface import Found, Query, Record
    from .terms import Kind

    Kinds = Mapping[str, Collection[Kind]]


def open_store(path: str, contract: Contract | None = None) -> SqliteStore:
    """The store in a file that was loaded before, for the filters of the contract."""
    return SqliteStore(file_uri(path, "ro"), path, kinds=kinds_by_collection(contract or load_contract()))


class SqliteStore:
    """`keeper` keeps a database in memory alive; `kinds` of terms must be there to find records by."""

    def __init__(
        self,
        uri: str,
        name: str,
        keeper: sqlite3.Connection | None = None,
        kinds: Kinds | None = None,
    ) -> None:
        self._uri, self._name, self._keeper, self._kinds = uri, name, keeper, kinds or {}
        self._lock, self._closed = Lock(), False
        self._revision = self.revision()
        self._snapshot: Snapshot | None = self._opened()

    def revision(self) -> str:
        """Of a file its identity, time and size: a load puts another file in its place."""
        if self._name == MEMORY:
            return self._uri
        try:
            state = os.stat(self._name)
        except OSError:
            return ""
        return f"{state.st_dev}-{state.st_ino}-{state.st_mtime_ns}-{state.st_size}"

    def _opened(self) -> Snapshot:
        if not (self._keeper or Path(self._name).is_file()):
            raise UnavailableError(f"there is no database {self._name}; load one first")
        snapshot = Snapshot(self._uri, self._name)
        if not snapshot.knows(self._kinds):
            snapshot.close()
            raise CorruptError(
                f"the database {self._name} was loaded for another contract; load the data anew"
            )
        return snapshot

    def _current(self) -> Snapshot:
        """What was opened, unless the file is another one by now. What cannot be opened is tried again."""
        if self._closed:
            raise UnavailableError(f"the database {self._name} is closed")
        revision, snapshot = self.revision(), self._snapshot
        if snapshot is not None and revision == self._revision:
            return snapshot
        with self._lock:
            if self._snapshot is None or revision != self._revision:
                # Whoever still reads the former one keeps it; it is closed when nobody does.
                self._snapshot = None
                self._snapshot, self._revision = self._opened(), revision
            return self._snapshot

    def search(self, query: Query) -> Found:
        return self._current().search(query)

    def get(self, collection: str, record_id: str, today: date) -> Record | None:
        return self._current().get(collection, record_id, today)

    def removed(self, collection: str, record_id: str, today: date | None = None) -> bool:
        return self._current().removed(collection, record_id, today)

    def total(self, collection: str, today: date) -> int:
        return self._current().total(collection, today)

    def updated_at(self, collection: str) -> datetime | None:
        return self._current().updated_at(collection)

    def data_version(self, today: date | None = None) -> str:
        return self._current().data_version(today)

    def close(self) -> None:
        self._closed = True
        if self._snapshot:
            self._snapshot.close()
        if self._keeper:
            self._keeper.close()
