"""Connections that many threads read through, and what becomes of PostgreSQL's errors."""

from __future__ import annotations

from contextlib import contextmanager
from select import select
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors

from wegweiser_server.store.idle import Idle
from wegweiser_server.store.interface import CorruptError, StoreError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .address import Address

    Connection = psycopg.Connection[tuple[Any, ...]]

MOST_CONNECTIONS = 8
SECONDS_TO_WAIT = 5.0
SECONDS_TO_ANSWER = 10
# Searches are short and come from many at once: to start workers for one takes longer than they save.
READING = (
    "SET default_transaction_read_only = on; SET jit = off; SET max_parallel_workers_per_gather = 0;"
    f" SET statement_timeout = '{SECONDS_TO_ANSWER}s'; SET lock_timeout = '2s'; SET search_path = {{schema}}"
)
ADVICE: tuple[tuple[type[psycopg.Error], str], ...] = (
    (errors.QueryCanceled, f"took longer than {SECONDS_TO_ANSWER} seconds; ask for less, or try again later"),
    (errors.LockNotAvailable, "is locked by another program; try again when that is done"),
    (errors.DiskFull, "cannot be written, the disk is full; make room and try again"),
    (errors.InsufficientPrivilege, "may not be used so by this user; grant the rights, or name another user"),
    (errors.ReadOnlySqlTransaction, "is read only, perhaps a replica; load into the one that it copies"),
    (errors.TooManyConnections, "has no connection left; raise its max_connections, or try again later"),
)


class OutdatedError(CorruptError):
    """The tables that were read are not there any more: others have taken their place, or nothing has."""


def translated(error: psycopg.Error, name: str) -> StoreError:
    """Our error for PostgreSQL's; the message names the database and says what would help."""
    if isinstance(error, errors.UndefinedTable | errors.UndefinedColumn | errors.InvalidSchemaName):
        return OutdatedError(f"the database {name} does not hold this server's data; load the data anew")
    for kind, advice in ADVICE:
        if isinstance(error, kind):
            return UnavailableError(f"the database {name} {advice}")
    said = " ".join(str(error).split())
    if "authentication" in said or "no pg_hba.conf entry" in said:
        return UnavailableError(f"the database {name} refuses the user or the password ({said})")
    if "does not exist" in said:
        return UnavailableError(f"the database {name} does not know the database or the user ({said})")
    return UnavailableError(f"the database {name} does not answer; check that it runs there ({said})")


def connect(address: Address) -> Connection:
    try:
        return psycopg.connect(autocommit=True, prepare_threshold=None, **address.parameters)  # type: ignore[arg-type]
    except (psycopg.Error, UnicodeError) as error:
        if isinstance(error, psycopg.Error):
            raise translated(error, address.name) from None
        raise UnavailableError(f"the database {address.name} cannot be named so") from None


class Connections:
    """As many as are used at once, up to a bound; idle ones are taken up again, faulty ones are dropped."""

    def __init__(self, address: Address, schema: str) -> None:
        self.name = address.name
        self._address = address
        self._schema = schema
        self._idle: Idle[Connection] = Idle(address.name, _is_over)
        self._room = BoundedSemaphore(MOST_CONNECTIONS)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        if not self._room.acquire(timeout=SECONDS_TO_WAIT):
            raise UnavailableError(f"the database {self.name} is asked too much at once; try again later")
        try:
            with self._taken() as connection:
                yield connection
        finally:
            self._room.release()

    @contextmanager
    def _taken(self) -> Iterator[Connection]:
        connection = self._take()
        try:
            yield connection
        except psycopg.Error as error:
            connection.close()
            raise translated(error, self.name) from error
        except BaseException:
            connection.close()
            raise
        self._idle.give_back(connection)

    def _take(self) -> Connection:
        return self._idle.take() or self._made()

    def _made(self) -> Connection:
        connection = connect(self._address)
        try:
            connection.execute(READING.format(schema=self._schema))
        except psycopg.Error as error:
            connection.close()
            raise translated(error, self.name) from error
        return connection

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        self._idle.close()


def _is_over(connection: Connection) -> bool:
    """Whether the server has said something though nothing was asked: that it is going away."""
    return connection.closed or bool(select([connection.fileno()], [], [], 0)[0])
