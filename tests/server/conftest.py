"""One application with the invented records for all tests of the server, asked in this process."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from tests.server.engines import ENGINES, ON_BOTH, in_postgres, in_sqlite
from tests.server.postgres import Postgres, postgres

from wegweiser_contract import Contract, load_contract
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.inprocess import Client
from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.server.engines import Engine

    from wegweiser_server.store import Store


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine_name" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] in ON_BOTH:
        metafunc.parametrize("engine_name", ENGINES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    """Runs once for all tests of a process that ask for it."""
    with postgres() as running:
        yield running


@pytest.fixture(scope="session")
def engine_name(request: pytest.FixtureRequest) -> str:
    name: str = getattr(request, "param", ENGINES[0])
    return name


@pytest.fixture(scope="session")
def engine(engine_name: str, request: pytest.FixtureRequest) -> Engine:
    """What loads records; SQLite in memory, but for the modules that run on both."""
    return in_sqlite if engine_name == "sqlite" else in_postgres(request.getfixturevalue("postgresql"))


@pytest.fixture(scope="session")
def stores() -> Iterator[dict[str, Store]]:
    """By the engine's name: what holds the invented records."""
    made: dict[str, Store] = {}
    yield made
    for one in made.values():
        one.close()


@pytest.fixture(scope="session")
def store(engine_name: str, engine: Engine, stores: dict[str, Store]) -> Store:
    """The invented records; loaded once for each engine."""
    if engine_name not in stores:
        stores[engine_name] = engine(generate(today=Settings().today()))
    return stores[engine_name]


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
