"""What a loaded database says about itself; read once, when it is opened."""

from __future__ import annotations

import sqlite3
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .interface import CorruptError
from .schema import FORMAT, TABLES
from .spaces import Space
from .terms import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`fingerprint` is equal for equal data, in whatever order they were loaded."""

    fingerprint: str
    meta: Mapping[str, str]
    kinds: Mapping[str, Mapping[Kind, int]]
    spaces: Mapping[str, Space]


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
        meta,
        {collection: _kinds(connection, collection) for collection in TABLES},
        {collection: _space(connection, collection) for collection in TABLES},
    )


def _kinds(connection: sqlite3.Connection, collection: str) -> dict[Kind, int]:
    rows = connection.execute("SELECT property, match, kind FROM kind WHERE collection = ?", (collection,))
    return {Kind(prop, match): number for prop, match, number in rows}


def _space(connection: sqlite3.Connection, collection: str) -> Space:
    arrays: dict[str, array[int]] = {}
    rows = connection.execute("SELECT name, held FROM numbers WHERE collection = ?", (collection,))
    for name, held in rows:
        arrays[name] = array("I")
        arrays[name].frombytes(held)
    return Space(**arrays)
