"""`wegweiser data load`: puts the records of a file into a database, in the place of those that are there."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from wegweiser_contract import ContractError, load_contract
from wegweiser_contract.arguments import UNUSABLE, ArgumentParser

from .data import DataFileError
from .options import DATABASE, DATABASE_FORMS, database_of
from .settings import SettingsError
from .store import DataError, StoreError
from .store.opening import load_database

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator


def load_command(argv: list[str]) -> int:
    """0 if all are served from now on, 3 if the database was left as it was."""
    asked = _parser().parse_args(argv)
    try:
        _load(asked)
    except DataError as error:
        return _refused(f"{asked.file}: {error}")
    except (SettingsError, DataFileError, StoreError, ContractError) as error:
        return _refused(str(error))
    return 0


def _load(asked: Namespace) -> None:
    from .checking import CheckedFile

    url, began, contract = database_of(asked), monotonic(), load_contract()
    if url is None:
        raise SettingsError(f"--database or {DATABASE} says where to load to: {DATABASE_FORMS}")

    def tell(count: int) -> None:
        seconds = monotonic() - began
        _say(f"{count:,} records in {seconds:.0f} s ({count / max(seconds, 0.001):,.0f} a second)")

    with _without_collecting():
        load_database(CheckedFile(asked.file, contract), url, contract, tell).close()
    _say(f"{asked.file} is loaded, in {monotonic() - began:.1f} s")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Records hold no cycles, and to look for some takes a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _refused(message: str) -> int:
    _say(f"wegweiser data load: {message}")
    return UNUSABLE


def _parser() -> ArgumentParser:
    made = ArgumentParser(
        prog="wegweiser data load",
        description="Load records into a database, in the place of all that are there. All or none.",
    )
    made.add_argument("file", type=Path, metavar="FILE", help="NDJSON as `wegweiser data generate` writes it")
    made.add_argument("--database", metavar="URL", help=f"{DATABASE_FORMS}; else {DATABASE}")
    return made
