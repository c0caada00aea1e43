"""Databases by their URL: opened to be served, or loaded with records."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .interface import StoreError
from .loading import load
from .sqlite import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from wegweiser_contract import Contract

    from .interface import Record, Store

    Line = tuple[str, Record]
    Progress = Callable[[int], None]

SQLITE = "sqlite:///"


def open_database(url: str, contract: Contract | None = None) -> Store:
    """What was loaded before, for the filters of the contract (the newest, if none is given)."""
    if _is_postgres(url):
        opened: Store = _postgres().open_postgres(url, contract)
        return opened
    return open_store(_file(url), contract)


def load_database(
    records: Iterable[Line], url: str, contract: Contract | None = None, progress: Progress | None = None
) -> Store:
    """Puts these records in the place of all that is there; `progress` is told every 10,000th.

    Records that can be read again and in pieces (`making.InPieces`) are worked on side by side.
    """
    if _is_postgres(url):
        loaded: Store = _postgres().load_postgres(records, url, contract, progress)
        return loaded
    return load(records, _file(url), contract, progress)


def _is_postgres(url: str) -> bool:
    return url.startswith(("postgresql://", "postgres://"))


def _postgres() -> ModuleType:
    """Imported only when it is asked for: its driver is no part of every installation."""
    try:
        return import_module(".postgres", __package__)
    except ImportError as error:
        if not (error.name or "psycopg").startswith("psycopg"):
            raise
        raise StoreError(
            "PostgreSQL needs the driver psycopg; `pip install 'wegweiser[postgresql]'` brings it"
        ) from None


def _file(url: str) -> str:
    """The path in `sqlite:///data.db` or, from the root, `sqlite:////srv/data.db`."""
    path = url.removeprefix(SQLITE)
    if path == url or not path:
        # Nothing of the URL is repeated: whatever it is, it may hold a password.
        raise StoreError(
            "the URL of the database is neither of the form sqlite:///PATH nor postgresql://USER@HOST:PORT/NAME"
        )
    return path
