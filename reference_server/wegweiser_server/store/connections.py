"""Connections that many threads read through, and what becomes of SQLite's errors."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from .idle import Idle
from .interface import CorruptError, StoreError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = ":memory:"
_numbers = count()
BUSY_SECONDS = 2.0
CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
ADVICE = {
    sqlite3.SQLITE_BUSY: "is locked by another program; try again when that is done",
    sqlite3.SQLITE_LOCKED: "is locked by another program; try again when that is done",
    sqlite3.SQLITE_FULL: "cannot be written, the disk is full; make room and try again",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that the file exists and may be read",
    sqlite3.SQLITE_PERM: "may not be opened; check the rights of the file",
    sqlite3.SQLITE_READONLY: "may not be written; check the rights of the file and its folder",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk",
}


def memory_uri() -> str:
    """A database of its own in memory that all connections of this process may share."""
    return f"file:/wegweiser-{next(_numbers)}?vfs=memdb"


def file_uri(path: str, mode: str) -> str:
    return f"{Path(path).absolute().as_uri()}?mode={mode}"


def translated(error: sqlite3.Error, name: str) -> StoreError:
    """Our error for SQLite's; the message names the database and says what would help."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in CORRUPT:
        return CorruptError(f"the database {name} is damaged or is none ({error}); load the data anew")
    return UnavailableError(f"the database {name} {ADVICE.get(code, f'does not answer ({error})')}")


def connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


class Connections:
    """As many as are used at once; idle ones are taken up again, faulty ones are dropped."""

    def __init__(self, uri: str, name: str) -> None:
        self.name = name
        self._uri = uri
        self._idle: Idle[sqlite3.Connection] = Idle(name)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._take()
        except sqlite3.Error as error:
            raise translated(error, self.name) from error
        try:
            yield connection
        except sqlite3.Error as error:
            connection.close()
            raise translated(error, self.name) from error
        except BaseException:
            connection.close()
            raise
        self._idle.give_back(connection)

    def _take(self) -> sqlite3.Connection:
        connection = self._idle.take()
        if connection is None:
            connection = connect(self._uri)
            connection.execute("PRAGMA query_only = 1")
        return connection

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        self._idle.close()
