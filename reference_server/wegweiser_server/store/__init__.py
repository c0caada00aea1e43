"""Where the records are: one interface, one engine behind it so far (SQLite)."""

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
