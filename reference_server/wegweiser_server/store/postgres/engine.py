"""The store in a PostgreSQL database, which may go away, come back and be loaded anew at any time."""

from __future__ import annotations

from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import psycopg

from wegweiser_contract import load_contract
from wegweiser_server.store.interface import CorruptError, StoreError, UnavailableError
from wegweiser_server.store.terms import kinds_by_collection

from .address import address
from .connecting import READING, OutdatedError, connect, translated
from .schema import schema_name
from .snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime

    from wegweiser_contract import Contract
    from wegweiser_server.store.interface import Found, Query, Record
    from wegweiser_server.store.terms import Kind

    from .address import Address
    from .connecting import Connection

Told = TypeVar("Told")
# So soon every server notices that there are other records, or that the database is away or back.
SECONDS_BETWEEN_LOOKS = 0.5
CURRENT = "SELECT generation, fingerprint FROM wegweiser.current"


def open_postgres(url: str, contract: Contract | None = None) -> PostgresStore:
    """The store in a database that was loaded before, for the filters of the contract."""
    return PostgresStore(address(url), kinds_by_collection(contract or load_contract()))


class Served(NamedTuple):
    snapshot: Snapshot
    current: tuple[int, str]


class PostgresStore:
    """A thread of its own looks which load is current: no request waits for a database that is away."""

    def __init__(self, where: Address, kinds: Mapping[str, Collection[Kind]]) -> None:
        self._address, self._kinds = where, kinds
        self._eye: Connection | None = None
        self._served: Served | None = None
        self._fault: StoreError | None = None
        self._looking, self._closing = Lock(), Event()
        self._thread: Thread | None = None
        self._look()
        if self._fault:
            raise self._fault
        self._thread = Thread(target=self._watch, name="wegweiser-database", daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._closing.wait(SECONDS_BETWEEN_LOOKS):
            self._look()

    def _look(self) -> None:
        """Whatever is wrong is what every request hears until the next look."""
        with self._looking:
            if self._closing.is_set():
                return
            try:
                self._take_current()
                self._fault = None
            except StoreError as error:
                self._lose(error)
            except psycopg.Error as error:
                self._lose(translated(error, self._address.name))

    def _lose(self, fault: StoreError) -> None:
        self._fault = fault
        self._shut_eye()

    def _take_current(self) -> None:
        fresh = self._eye is None
        if self._eye is None:
            self._eye = connect(self._address)
            self._eye.execute(READING.format(schema="pg_catalog"))
        try:
            current = self._eye.execute(CURRENT).fetchone()
        except psycopg.errors.UndefinedTable:
            current = None
        if current is None:
            raise UnavailableError(f"the database {self._address.name} holds no records; load some first")
        if fresh or self._served is None or current != self._served.current:
            # Whoever still reads the former one keeps it; it is closed when nobody does.
            self._served = Served(self._opened(current[0]), (current[0], current[1]))

    def _opened(self, generation: int) -> Snapshot:
        snapshot = Snapshot(self._address, schema_name(generation))
        if not snapshot.knows(self._kinds):
            snapshot.close()
            raise CorruptError(
                f"the database {self._address.name} was loaded for another contract; load the data anew"
            )
        return snapshot

    def _shut_eye(self) -> None:
        self._served = None
        if self._eye:
            self._eye.close()
            self._eye = None

    def revision(self) -> str:
        served = self._served
        return f"{served.current[0]}-{served.current[1]}" if served else ""

    def _current(self) -> Snapshot:
        if self._closing.is_set():
            raise UnavailableError(f"the database {self._address.name} is closed")
        served, fault = self._served, self._fault
        if served is None:
            raise type(fault or UnavailableError())(str(fault or "the database is away"))
        return served.snapshot

    def _told(self, ask: Callable[[Snapshot], Told]) -> Told:
        """By what is current; by what has become so, if its tables are gone."""
        try:
            return ask(self._current())
        except OutdatedError:
            self._look()
            return ask(self._current())

    def search(self, query: Query) -> Found:
        return self._told(lambda snapshot: snapshot.search(query))

    def get(self, collection: str, record_id: str, today: date) -> Record | None:
        return self._told(lambda snapshot: snapshot.get(collection, record_id, today))

    def removed(self, collection: str, record_id: str, today: date | None = None) -> bool:
        return self._told(lambda snapshot: snapshot.removed(collection, record_id, today))

    def total(self, collection: str, today: date) -> int:
        return self._told(lambda snapshot: snapshot.total(collection, today))

    def updated_at(self, collection: str) -> datetime | None:
        return self._told(lambda snapshot: snapshot.updated_at(collection))

    def data_version(self, today: date | None = None) -> str:
        return self._told(lambda snapshot: snapshot.data_version(today))

    def close(self) -> None:
        self._closing.set()
        with self._looking:
            served = self._served
            self._shut_eye()
        if served:
            served.snapshot.close()
        if self._thread:
            self._thread.join()
