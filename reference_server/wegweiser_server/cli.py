"""`wegweiser serve` and `wegweiser data`."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from wegweiser_contract import ContractError, load_contract

from .access.credentials import hash_secret
from .data import DataFileError, generate_command, read
from .data.days import berlin_today
from .differing import listing
from .fitting import fitting
from .options import parser, settings_of
from .settings import SettingsError
from .store import DataError, StoreError, load
from .store.interface import COLLECTIONS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from .answers import Answer
    from .settings import Settings
    from .store import Store

log = logging.getLogger("wegweiser_server")
UNUSABLE = 3
FAULTS = (SettingsError, DataFileError, StoreError, ContractError)


def serve(argv: list[str]) -> int:
    """0 after an orderly stop, 3 if it cannot start."""
    asked = parser().parse_args(argv)
    try:
        if asked.hash_secret:
            return _hash_secret()
        told = listing(asked)
        return _serve(asked) if told is None else _tell(told)
    except FAULTS as error:
        print(f"wegweiser serve: {error}", file=sys.stderr)
        return UNUSABLE


def data(argv: list[str]) -> int:
    if argv[:1] == ["generate"]:
        return generate_command(argv[1:])
    helping = argv[:1] in (["-h"], ["--help"])
    print("usage: wegweiser data generate --out FILE …", file=sys.stdout if helping else sys.stderr)
    return 0 if helping else UNUSABLE


def _serve(asked: Namespace) -> int:
    # What is imported here is slow to load, and not needed for --help.
    from .running import listening, origin_of, run

    with listening(asked.host, asked.port) as listener:
        settings = settings_of(asked, origin_of(listener))
        _log_to_stderr(quiet=asked.quiet)
        app, malformed = _app(settings, asked)
        base_url = origin_of(listener) + _served(settings).base_path
        run(app, malformed, listener, lambda: print(base_url, flush=True))
    return 0


def _served(settings: Settings) -> Settings:
    """With what variants and scenarios make of them."""
    if not (settings.variants or settings.scenarios):
        return settings
    from .altering import set_up

    return set_up(settings)


def _app(settings: Settings, asked: Namespace) -> tuple[Any, Answer]:
    from .application import create_app, malformed

    if asked.static:
        from .publishing.serving import static_app

        return static_app(settings, asked.static), malformed(settings)
    return create_app(settings, _store(asked) if asked.data else None), malformed(settings)


def _store(asked: Namespace) -> Store:
    from .checking import checked

    try:
        lines = checked(read(asked.data), load_contract(), str(asked.data))
        store = load(fitting(lines, asked.classes))
    except DataError as error:
        raise DataFileError(f"{asked.data}: {error}") from None
    for name in COLLECTIONS:
        if name in asked.classes and not store.total(name, berlin_today()):
            log.warning("%s holds no %s: leave them out with --classes", asked.data, name)
    return store


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
