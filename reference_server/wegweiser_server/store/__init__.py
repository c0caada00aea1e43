"""Where the records are: one interface, two engines behind it: SQLite here, PostgreSQL in `postgres`.

Decided here, where the contract is silent:

- `q` finds courses by their own texts, filters and places find them by their sessions. Once one of those is
  asked, courses without sessions are out; `include` asks for nothing.
- A word finds what begins with it and every form of itself; gender endings (`Altenpfleger/in`) are no words.
- What hits by its postcode is as far as its nearest coordinates, however far; without any it comes last.
- A place known to its district only (five digits) does not lie in one municipality of it (eight digits).
- Placeless is what has neither postcode nor AGS nor coordinates; under an area, `areaServed` is a place too.
- Distances are sorted as they are shown, with two decimals; every order ends in the id.
- What has ended, and what a later load of the same file no longer holds, counts as removed.
- `updatedSince` judges a course by its own `updatedAt`, not by those of its sessions.
"""

from __future__ import annotations

from .interface import (
    Area,
    CorruptError,
    DataError,
    Found,
    Hit,
    Near,
    Query,
    Store,
    StoreError,
    UnavailableError,
)
from .loading import load
from .sqlite import SqliteStore, open_store

__all__ = [
    "Area",
    "CorruptError",
    "DataError",
    "Found",
    "Hit",
    "Near",
    "Query",
    "SqliteStore",
    "Store",
    "StoreError",
    "UnavailableError",
    "load",
    "open_store",
]
