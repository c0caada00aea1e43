"""Remembers what a new load no longer holds: „410 for at least 90 days after a removal“."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from .connections import CORRUPT, connect, file_uri
from .schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

KEPT_DAYS = 120
# Damaged, or not ours: nobody can say what it held.
UNREADABLE = CORRUPT | {sqlite3.SQLITE_ERROR}

Departure = tuple[str, str, int]


def note_departures(fresh: sqlite3.Connection, old: Path, today: date) -> None:
    """Compares a freshly filled database with the file whose place it is to take."""
    if old.is_file():
        departed = [one for one in _known_before(old, today) if not _holds(fresh, *one[:2])]
        fresh.executemany("INSERT OR IGNORE INTO gone VALUES (?, ?, ?)", departed)


def _known_before(old: Path, today: date) -> Iterator[Departure]:
    """Earlier departures first, so that their day stays."""
    day = today.toordinal()
    try:
        with closing(connect(file_uri(str(old), "ro"))) as before:
            yield from before.execute("SELECT * FROM gone WHERE since >= ?", (day - KEPT_DAYS,))
            for collection, table in TABLES.items():
                yield from before.execute(f"SELECT ?, id, ? FROM {table}", (collection, day))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in UNREADABLE:
            raise


def _holds(fresh: sqlite3.Connection, collection: str, record_id: str) -> bool:
    statement = f"SELECT 1 FROM {TABLES[collection]} WHERE id = ?"
    return fresh.execute(statement, (record_id,)).fetchone() is not None
