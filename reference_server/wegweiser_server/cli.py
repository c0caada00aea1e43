"""`wegweiser serve` and `wegweiser data`."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from wegweiser_contract import ContractError, load_contract

from .access.credentials import hash_secret
from .data import DataFileError, generate_command, read
from .data.days import berlin_today
from .differing import listing
from .fitting import fitted, fitting
from .load_command import load_command
from .options import database_of, parser, settings_of
from .settings import SettingsError
from .store import DataError, StoreError, load, open_store
from .store.interface import COLLECTIONS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from socket import socket

    from .answers import Answer
    from .settings import Settings
    from .store import Store

    Ready = Callable[[], None]

log = logging.getLogger("wegweiser_server")
UNUSABLE = 3
DATA_USAGE = """\
usage: wegweiser data generate --out FILE …
       wegweiser data load FILE --database URL"""
FAULTS = (SettingsError, DataFileError, StoreError, ContractError)


def serve(argv: list[str]) -> int:
    """0 after an orderly stop, 3 if it cannot start."""
    asked = parser().parse_args(argv)
    try:
        if asked.hash_secret:
            return _hash_secret()
        told = listing(asked)
        asked.database = database_of(asked)
        return _serve(asked) if told is None else _tell(told)
    except FAULTS as error:
        return _refused(error)


def _refused(error: Exception) -> int:
    print(f"wegweiser serve: {error}", file=sys.stderr)
    return UNUSABLE


def data(argv: list[str]) -> int:
    commands = {"generate": generate_command, "load": load_command}
    if argv and argv[0] in commands:
        return commands[argv[0]](argv[1:])
    helping = argv[:1] in (["-h"], ["--help"])
    print(DATA_USAGE, file=sys.stdout if helping else sys.stderr)
    return 0 if helping else UNUSABLE


def _serve(asked: Namespace) -> int:
    # What is imported here is slow to load, and not needed for --help.
    from .running import listening, origin_of, run

    with listening(asked.host, asked.port) as listener:
        settings = settings_of(asked, origin_of(listener))
        _log_to_stderr(quiet=asked.quiet)
        base_url = origin_of(listener) + _served(settings).base_path

        def ready() -> None:
            print(base_url, flush=True)

        if asked.database:
            _look_into_database(asked)
        if asked.workers > 1:
            return _serve_by_workers(asked, settings, listener, ready)
        run(*_app(settings, asked), listener, ready)
    return 0


def _serve_by_workers(asked: Namespace, settings: Settings, listener: socket, ready: Ready) -> int:
    """Records without a database are loaded once, into a file that all workers read and nobody keeps."""
    from .running import SECONDS_TO_STOP, run
    from .tally import SharedTally
    from .workers import Workers, can_fork

    can_fork()
    parent = os.getpid()
    shared = replace(settings, tally=SharedTally()) if settings.quota else settings

    def work(tell: Ready) -> int:
        try:
            app, refusals = _app(shared, asked, loaded)
            run(app, refusals, listener, tell, parent)
        except FAULTS as error:
            return _refused(error)
        return 0

    with TemporaryDirectory(prefix="wegweiser-") as folder:
        elsewhere = asked.static or asked.database
        loaded = None if elsewhere else _load_into(Path(folder) / "records.db", asked, settings)
        return Workers(asked.workers, work, SECONDS_TO_STOP).run(ready)


def _load_into(file: Path, asked: Namespace, settings: Settings) -> Path:
    from .application import sample_store

    (_store(asked, str(file)) if asked.data else sample_store(settings, str(file))).close()
    return file


def _served(settings: Settings) -> Settings:
    """With what variants and scenarios make of them."""
    if not (settings.variants or settings.scenarios):
        return settings
    from .altering import set_up

    return set_up(settings)


def _app(settings: Settings, asked: Namespace, loaded: Path | None = None) -> tuple[Any, dict[int, Answer]]:
    from .application import create_app, refusals

    if asked.static:
        from .publishing.serving import static_app

        return static_app(settings, asked.static), refusals(settings)
    if asked.database:
        return create_app(settings, _database(asked)), refusals(settings)
    if loaded:
        return create_app(settings, open_store(str(loaded))), refusals(settings)
    return create_app(settings, _store(asked) if asked.data else None), refusals(settings)


def _store(asked: Namespace, path: str = ":memory:") -> Store:
    from .checking import checked

    try:
        lines = checked(read(asked.data), load_contract(), str(asked.data))
        store = load(fitting(lines, asked.classes), path)
    except DataError as error:
        raise DataFileError(f"{asked.data}: {error}") from None
    _warn_of_empty(store, asked, str(asked.data))
    return store


def _database(asked: Namespace) -> Store:
    from .store.opening import open_database

    return fitted(open_database(asked.database), asked.classes)


def _look_into_database(asked: Namespace) -> None:
    """What is wrong with it is said once, however many workers there are."""
    with closing(_database(asked)) as store:
        _warn_of_empty(store, asked, "the database")


def _warn_of_empty(store: Store, asked: Namespace, where: str) -> None:
    for name in COLLECTIONS:
        if name in asked.classes and not store.total(name, berlin_today()):
            log.warning("%s holds no %s: leave them out with --classes", where, name)


def _log_to_stderr(*, quiet: bool) -> None:
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.WARNING)
    logging.getLogger("wegweiser_server").setLevel(logging.WARNING if quiet else logging.INFO)


def _hash_secret() -> int:
    secret = sys.stdin.readline().rstrip("\r\n")
    if not secret:
        raise SettingsError("--hash-secret reads one line from standard input, and there is none")
    print(hash_secret(secret.encode()))
    return 0


def _tell(lines: Iterator[str]) -> int:
    for line in lines:
        print(line)
    return 0
