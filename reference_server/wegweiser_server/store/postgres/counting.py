"""How many records hit. Where much is held, counting ends at a bound, and the total is `at-least`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_server.store.interface import COURSES, SESSIONS
from wegweiser_server.store.schema import TABLES

from .selection import selection

if TYPE_CHECKING:
    from datetime import date

    from wegweiser_server.store.interface import Query

    from .catalogue import Catalogue
    from .connecting import Connections

# Up to this many records in a collection every total is exact; above, that of a list without conditions.
COUNTED_TO_THE_END = 50_000
COUNTED = 1_000


def counted(connections: Connections, catalogue: Catalogue, query: Query) -> tuple[int, bool]:
    """How many hit, and whether these are all."""
    chosen = selection(query, catalogue.terms)
    if chosen is None:
        return 0, True
    if _is_plain(query):
        return listed(connections, catalogue, query.collection, query.today), True
    bounded = is_large(query, catalogue)
    statement = chosen.count(COUNTED + 1 if bounded else None)
    with connections.reading() as connection:
        count = int(connection.execute(statement.sql, statement.arguments).fetchall()[0][0])
    return (COUNTED, False) if bounded and count > COUNTED else (count, True)


def listed(connections: Connections, catalogue: Catalogue, collection: str, today: date) -> int:
    """How many have not ended; those that have are few."""
    statement = f"SELECT count(*) FROM {TABLES[collection]} WHERE until < %s"
    with connections.reading() as connection:
        ((ended,),) = connection.execute(statement, (today.toordinal(),)).fetchall()
    return catalogue.sizes[collection] - int(ended)


def is_large(query: Query, catalogue: Catalogue) -> bool:
    looked_through = SESSIONS if query.collection == COURSES else query.collection
    return max(catalogue.sizes[query.collection], catalogue.sizes[looked_through]) > COUNTED_TO_THE_END


def _is_plain(query: Query) -> bool:
    """Whether all that is listed hits."""
    return not (query.filters or query.place or query.updated_since) and query.words is None
