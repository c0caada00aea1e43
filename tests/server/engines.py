"""Both engines of the store, for tests that must hold on either."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from wegweiser_server.store import load
from wegweiser_server.store.opening import load_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.server.postgres import Postgres

    from wegweiser_server.store import Store

    # Records and, if it shall not be the newest, the contract, loaded into a new database.
    Engine = Callable[..., Store]
    Lines = Iterable[tuple[str, dict[str, Any]]]

ENGINES = ("sqlite", "postgresql")
# Modules of tests that run on both.
ON_BOTH = frozenset(
    {
        "test_paging",
        "test_parameters",
        "test_responses_obey_contract",
        "test_store_days",
        "test_store_places",
        "test_store_words",
    }
)
_numbers = count()


def in_sqlite(records: Lines, **more: Any) -> Store:
    return load(records, **more)


def in_postgres(running: Postgres) -> Engine:
    def put(records: Lines, **more: Any) -> Store:
        return load_database(records, running.create(f"records_{next(_numbers)}"), **more)

    return put
