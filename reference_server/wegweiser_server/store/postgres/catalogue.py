"""What a load says about itself; read once, when it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegweiser_server.store.interface import CorruptError
from wegweiser_server.store.schema import TABLES
from wegweiser_server.store.terms import Kind

from .conditions import Terms
from .schema import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .connecting import Connection


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`fingerprint` is equal for equal data, in whatever order they were loaded."""

    fingerprint: str
    terms: Mapping[str, Terms]
    sizes: Mapping[str, int]


def read_catalogue(connection: Connection, name: str) -> Catalogue:
    meta: dict[str, str] = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    if meta.get("format") != FORMAT:
        raise CorruptError(f"the database {name} was written by another version; load the data anew")
    numbers: dict[str, dict[Kind, int]] = {collection: {} for collection in TABLES}
    for number, collection, prop, match in connection.execute("SELECT * FROM kind").fetchall():
        numbers.setdefault(collection, {})[Kind(prop, match)] = number
    return Catalogue(
        meta["fingerprint"],
        {collection: Terms(table, numbers[collection]) for collection, table in TABLES.items()},
        {collection: int(meta[table]) for collection, table in TABLES.items()},
    )
