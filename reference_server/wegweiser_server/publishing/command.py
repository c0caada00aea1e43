"""`wegweiser export`: writes the tree of class `static`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from wegweiser_contract import ContractError, check_claim, load_contract
from wegweiser_contract.arguments import UNUSABLE, ArgumentParser, comma_list

from ..access.gate import SCHEMES
from ..data import DataFileError, generate, read
from ..data.days import berlin_today
from ..fitting import fitted, fitting
from ..options import DATABASE, DATABASE_FORMS, database_of
from ..service import Service
from ..settings import Settings, SettingsError
from ..store import DataError, StoreError, load
from .folder import ExportError, opened
from .swapping import remove_stale_pages, swap
from .tree import Tree

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from ..store import Store

DEFAULT_CLASSES = ("core", "static", "jobs", "course-sessions", "courses", "offices")
HOME = "https://wegweiser.example"
FAULTS = (ExportError, SettingsError, DataFileError, StoreError, ContractError)


@dataclass(frozen=True, slots=True)
class Exported:
    files: int
    tag: str


def export(argv: list[str]) -> int:
    """0 if the tree is there, 3 if the old one, if any, was left as it was."""
    asked, began = _parser().parse_args(argv), monotonic()
    try:
        done = write_tree(service_of(asked), asked.dir, asked.lang, _say)
    except FAULTS as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(
            f"{error.filename or asked.dir}: {error.strerror or error}; run it again once that is mended"
        )
    _say(f"{done.files:,} files in {asked.dir} in {monotonic() - began:.1f} s")
    return 0


def write_tree(service: Service, root: Path, lang: str, say: Callable[[str], None]) -> Exported:
    """Grows the tree beside the old one and swaps them when it is whole."""
    offered = service.codes.languages()
    if lang not in offered:
        raise ExportError(f"--lang: {lang} is none of {', '.join(offered)}")
    with opened(root) as folder:
        remove_stale_pages(folder)
        tree, files = Tree(service, lang, say), 0
        for path, document in tree.documents():
            folder.put(path, document)
            files += 1
        swap(folder, tree.tag)
    return Exported(files, tree.tag)


def service_of(asked: Namespace) -> Service:
    classes, schemes = tuple(asked.classes), tuple(asked.access)
    faults = check_claim(classes)
    if not faults and "static" not in classes:
        faults = ["an export is class static, which is not named"]
    if faults:
        raise ExportError(f"--classes: {'; '.join(faults)}")
    unknown = [name for name in schemes if name not in SCHEMES]
    if unknown:
        raise ExportError(f"--access: {', '.join(unknown)} is none of {', '.join(SCHEMES)}")
    # A day that ends while we write must not end in the middle of a list.
    today = berlin_today()
    settings = Settings(
        classes=classes, access=schemes, public_url=asked.public_url.rstrip("/"), today=lambda: today
    )
    service = Service(settings, load_contract().project(classes), _store(asked, settings))
    _warn_of_empty(service)
    return service


def _store(asked: Namespace, settings: Settings) -> Store:
    database, file = database_of(asked), asked.data
    if database:
        from ..store.opening import open_database

        return fitted(open_database(database), settings.classes)
    if file is None:
        return load(fitting(generate(today=settings.today()), settings.classes))
    from ..checking import checked

    try:
        return load(fitting(checked(read(file), load_contract(), str(file)), settings.classes))
    except DataError as error:
        raise DataFileError(f"{file}: {error}") from None


def _warn_of_empty(service: Service) -> None:
    for name in service.collections:
        if not service.store.total(name, service.settings.today()):
            _say(f"no records of {name}: leave out what is empty with --classes")


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _refuse(message: str) -> int:
    _say(f"wegweiser export: {message}")
    return UNUSABLE


def _parser() -> ArgumentParser:
    made = ArgumentParser(prog="wegweiser export", description="Write all records as a tree of JSON files.")
    made.add_argument("dir", type=Path, metavar="DIR", help="new, empty, or a former export")
    made.add_argument(
        "--classes", type=comma_list, default=list(DEFAULT_CLASSES), metavar="a,b", help="classes to claim"
    )
    made.add_argument("--lang", default="de", metavar="TAG", help="language of the tree (default de)")
    made.add_argument("--data", type=Path, metavar="FILE", help="records as NDJSON (default: invented ones)")
    made.add_argument(
        "--database",
        metavar="URL",
        help=f"records that `wegweiser data load` loaded: {DATABASE_FORMS}; else {DATABASE}",
    )
    made.add_argument(
        "--access",
        type=comma_list,
        default=["anonymous"],
        metavar="a,b",
        help="what the web server will demand: anonymous, key, basic; default anonymous",
    )
    made.add_argument(
        "--public-url", default=HOME, metavar="URL", help=f"where contract and docs are read (default {HOME})"
    )
    return made
