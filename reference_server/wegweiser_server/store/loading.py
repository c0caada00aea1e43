"""Loading: all records or none. A file is written beside the old one and takes its place at the very end."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from wegweiser_contract import Contract, load_contract

from .connections import MEMORY, connect, file_uri, memory_uri, translated
from .filling import Filling
from .schema import creation
from .sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .interface import Record

SETTINGS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -65536;
"""


def load(
    records: Iterable[tuple[str, Record]], path: str = MEMORY, contract: Contract | None = None
) -> SqliteStore:
    """A store with just these records, in memory or in a file.

    The filters are those of the contract (the newest, if none is given).
    """
    contract = contract or load_contract()
    if path == MEMORY:
        uri = memory_uri()
        keeper = _fill(uri, MEMORY, records, contract)
        return SqliteStore(uri, MEMORY, keeper)
    _fill_file(Path(path), records, contract)
    return SqliteStore(file_uri(path, "ro"), path)


def _fill_file(path: Path, records: Iterable[tuple[str, Record]], contract: Contract) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}.loading")
    fresh.unlink(missing_ok=True)
    try:
        _fill(file_uri(str(fresh), "rwc"), str(path), records, contract).close()
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _fill(
    uri: str, name: str, records: Iterable[tuple[str, Record]], contract: Contract
) -> sqlite3.Connection:
    connection: sqlite3.Connection | None = None
    try:
        connection = connect(uri)
        connection.executescript(SETTINGS + creation())
        connection.execute("BEGIN")
        Filling(connection, contract).fill(records)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection:
            connection.close()
        raise translated(error, name) from error
    except BaseException:
        if connection:
            connection.close()
        raise
    return connection
