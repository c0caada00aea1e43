"""Loading: all records or none, in one transaction. Whoever reads the former ones is not disturbed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import psycopg

from wegweiser_contract import load_contract
from wegweiser_server.data.days import berlin_today
from wegweiser_server.store.departures import KEPT_DAYS
from wegweiser_server.store.interface import UnavailableError
from wegweiser_server.store.schema import TABLES

from .address import address
from .connecting import connect, translated
from .engine import PostgresStore, open_postgres
from .filling import Filling
from .schema import CURRENT, FORMAT, creation, schema_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wegweiser_contract import Contract
    from wegweiser_server.store.interface import Record
    from wegweiser_server.store.making import Progress

    from .connecting import Connection

# Any number that others hardly take: one load at a time.
LOCK = 7_345_110_926
SETTINGS = "SET LOCAL lock_timeout = '30s'; SET LOCAL client_connection_check_interval = '1s'"


def load_postgres(
    records: Iterable[tuple[str, Record]],
    url: str,
    contract: Contract | None = None,
    progress: Progress | None = None,
) -> PostgresStore:
    """A store with just these records, found by the filters of the contract."""
    filling = partial(Filling, contract=contract or load_contract(), progress=progress)
    where = address(url)
    with connect(where) as connection:
        try:
            with connection.transaction():
                _alone(connection, where.name)
                _load(connection, records, filling)
        except psycopg.Error as error:
            raise translated(error, where.name) from error
    return open_postgres(url, contract)


def _alone(connection: Connection, name: str) -> None:
    (taken,) = connection.execute(f"SELECT pg_try_advisory_xact_lock({LOCK})").fetchone() or (False,)
    if not taken:
        raise UnavailableError(f"the database {name} is being loaded already; try again when that is done")


def _load(
    connection: Connection,
    records: Iterable[tuple[str, Record]],
    filling: Callable[[Connection], Filling],
) -> None:
    connection.execute(SETTINGS)
    connection.execute(CURRENT)
    row = connection.execute("SELECT max(generation) FROM wegweiser.current").fetchone()
    former: int | None = row[0] if row else None
    _drop_others(connection, former)
    generation = (former or 0) + 1
    schema = schema_name(generation)
    connection.execute(f"CREATE SCHEMA {schema}; SET LOCAL search_path = {schema}; {creation()}")
    fingerprint = filling(connection).fill(records)
    if former is not None:
        _note_departures(connection, schema_name(former))
    connection.execute("DELETE FROM wegweiser.current")
    connection.execute("INSERT INTO wegweiser.current VALUES (%s, %s)", (generation, fingerprint))


def _drop_others(connection: Connection, kept: int | None) -> None:
    """All loads but the one that is served: nobody has read them since the last load."""
    found = connection.execute(
        "SELECT nspname FROM pg_namespace WHERE nspname ~ '^wegweiser_[0-9]+$' AND nspname <> %s",
        (schema_name(kept or 0),),
    ).fetchall()
    for (schema,) in found:
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


def _note_departures(connection: Connection, former: str) -> None:
    """What the former load held, or said to have held lately, and this one does not hold."""
    known = connection.execute("SELECT to_regclass(%s)", (f"{former}.meta",)).fetchone()
    if not known or known[0] is None:
        return
    written = connection.execute(f"SELECT value FROM {former}.meta WHERE name = 'format'").fetchone()
    if written != (FORMAT,):
        return
    today = berlin_today().toordinal()
    parts = [f"SELECT collection, id, since FROM {former}.gone WHERE since >= {today - KEPT_DAYS}"]
    parts += [f"SELECT '{name}', id, {today} FROM {former}.{table}" for name, table in TABLES.items()]
    holding = [
        f"(known.collection = '{name}' AND EXISTS (SELECT 1 FROM {table} r WHERE r.id = known.id))"
        for name, table in TABLES.items()
    ]
    connection.execute(
        f"INSERT INTO gone SELECT collection, id, min(since) FROM ({' UNION ALL '.join(parts)})"
        f" known (collection, id, since) WHERE NOT ({' OR '.join(holding)}) GROUP BY collection, id"
    )
