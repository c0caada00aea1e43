"""What a loaded database says about itself; read once, when it is opened."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .conditions import Terms
from .interface import CorruptError
from .schema import FORMAT, TABLES
from .terms import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`fingerprint` is equal for equal data, in whatever order they were loaded."""

    fingerprint: str
    terms: Mapping[str, Terms]
    sizes: Mapping[str, int]


def read_catalogue(connection: sqlite3.Connection, name: str) -> Catalogue:
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:  # „no such table“ has no code of its own
            raise
        raise CorruptError(
            f"the database {name} does not hold this server's data; load the data anew"
        ) from None
    if meta.get("format") != FORMAT:
        raise CorruptError(f"the database {name} was written by another version; load the data anew")
    return Catalogue(
        meta["fingerprint"],
        {c: _terms(connection, c, table) for c, table in TABLES.items()},
        {c: _size(connection, table) for c, table in TABLES.items()},
    )


def _size(connection: sqlite3.Connection, table: str) -> int:
    """Rows are numbered without gaps."""
    return connection.execute(f"SELECT max(n) FROM {table}").fetchone()[0] or 0


def _terms(connection: sqlite3.Connection, collection: str, table: str) -> Terms:
    kinds = connection.execute("SELECT property, match, kind FROM kind WHERE collection = ?", (collection,))
    numbers = {Kind(prop, match): number for prop, match, number in kinds}
    frequent = connection.execute("SELECT kind, value FROM frequent WHERE collection = ?", (collection,))
    return Terms(table, numbers, frozenset(frequent))
