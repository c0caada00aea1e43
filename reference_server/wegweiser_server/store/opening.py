"""Databases by their URL: opened to be served, or loaded with records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .interface import StoreError
from .loading import load
from .sqlite import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wegweiser_contract import Contract

    from .interface import Record, Store

    Line = tuple[str, Record]
    Progress = Callable[[int], None]

SQLITE = "sqlite:///"
STEP = 10_000


def open_database(url: str, contract: Contract | None = None) -> Store:
    """What was loaded before, for the filters of the contract (the newest, if none is given)."""
    return open_store(_file(url), contract)


def load_database(
    records: Iterable[Line], url: str, contract: Contract | None = None, progress: Progress | None = None
) -> Store:
    """Puts these records in the place of all that is there; `progress` is told every 10,000th."""
    return load(_told(records, progress) if progress else records, _file(url), contract)


def _file(url: str) -> str:
    """The path in `sqlite:///data.db` or, from the root, `sqlite:////srv/data.db`."""
    path = url.removeprefix(SQLITE)
    if path == url or not path:
        # Nothing of the URL is repeated: whatever it is, it may hold a password.
        raise StoreError("the URL of the database is not of the form sqlite:///PATH")
    return path


def _told(records: Iterable[Line], progress: Progress) -> Iterator[Line]:
    for count, line in enumerate(records, 1):
        yield line
        if count % STEP == 0:
            progress(count)
