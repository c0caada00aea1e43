"""One application with the invented records for all tests of the server, asked in this process."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract import Contract, load_contract
from wegweiser_server.application import create_app, sample_store
from wegweiser_server.inprocess import Client
from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_server.store import Store


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    with_records = sample_store(Settings())
    yield with_records
    with_records.close()


@pytest.fixture(scope="session")
def client(store: Store) -> Iterator[Client]:
    """The server as it is by default."""
    with Client(create_app(Settings(), store)) as asking:
        yield asking


@pytest.fixture
def served(store: Store) -> Iterator[Callable[..., Client]]:
    """Servers with other settings."""
    with ExitStack() as stack:

        def serve(**settings: Any) -> Client:
            return stack.enter_context(Client(create_app(Settings(**settings), store)))

        yield serve


@pytest.fixture(scope="session")
def contract() -> Contract:
    return load_contract().project(Settings().classes)
