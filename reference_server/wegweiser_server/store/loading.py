"""Loading: all records or none. A file is written beside the old one and takes its place at the very end."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wegweiser_contract import Contract, load_contract
from wegweiser_server.data.days import berlin_today

from .connections import MEMORY, connect, file_uri, memory_uri, translated
from .departures import note_departures
from .filling import Filling
from .interface import UnavailableError
from .leftovers import LOADING, remove_leftovers
from .schema import creation
from .sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from sqlite3 import Connection

    from .interface import Record
    from .making import Progress

SETTINGS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -65536;
"""


def load(
    records: Iterable[tuple[str, Record]],
    path: str = MEMORY,
    contract: Contract | None = None,
    progress: Progress | None = None,
) -> SqliteStore:
    """A store with just these records, in memory or in a file.

    The filters are those of the contract (the newest, if none is given).
    """
    filling = partial(Filling, contract=contract or load_contract(), progress=progress)
    if path == MEMORY:
        uri = memory_uri()
        return SqliteStore(uri, MEMORY, keeper=_filled(uri, MEMORY, records, filling))
    remove_leftovers(Path(path))
    fresh = Path(f"{path}.{os.getpid()}{LOADING}")
    try:
        _fill_file(fresh, Path(path), records, filling)
    finally:
        fresh.unlink(missing_ok=True)
    return SqliteStore(file_uri(path, "ro"), path)


def _fill_file(
    fresh: Path, path: Path, records: Iterable[tuple[str, Record]], filling: Callable[[Connection], Filling]
) -> None:
    fresh.unlink(missing_ok=True)
    with closing(_filled(file_uri(str(fresh), "rwc"), str(path), records, filling)) as connection:
        try:
            note_departures(connection, path, berlin_today())
        except sqlite3.Error as error:
            raise translated(error, str(path)) from error
    try:
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise UnavailableError(f"the database {path} cannot be replaced: {error.strerror}") from error


def _filled(
    uri: str, name: str, records: Iterable[tuple[str, Record]], filling: Callable[[Connection], Filling]
) -> sqlite3.Connection:
    """The connection through which a new database was filled."""
    with ExitStack() as unless_filled:
        try:
            connection = unless_filled.enter_context(closing(connect(uri)))
            connection.executescript(SETTINGS + creation())
            connection.execute("BEGIN")
            filling(connection).fill(records)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise translated(error, name) from error
        unless_filled.pop_all()
    return connection
