"""A folder that holds exports: its marker, its lock, and the place beside where the next tree grows."""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from os import O_RDONLY, close
from os import open as open_file
from typing import TYPE_CHECKING, Any

from ..answers import compact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# No `.json`, no letter in front: no server that maps `/X` to `X.json` ever shows them.
MARKER = ".wegweiser-export"
STAGE = ".next"


class ExportError(Exception):
    """Why nothing was written; the message names the folder and what would be right."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Use `opened`, which refuses what is not ours."""

    root: Path

    @property
    def stage(self) -> Path:
        return self.root / STAGE

    @property
    def live(self) -> list[str]:
        """Tags of the exports whose pages a first page may lead to."""
        try:
            live = json.loads((self.root / MARKER).read_text("utf-8"))["live"]
        except (ValueError, KeyError, TypeError):
            raise ExportError(f"{self.root}: the file {MARKER} is damaged; choose another folder") from None
        return [str(tag) for tag in live]

    def note_live(self, *tags: str) -> None:
        fresh = self.root / f"{MARKER}.new"
        fresh.write_text(json.dumps({"format": 1, "live": list(dict.fromkeys(tags))}) + "\n", "utf-8")
        fresh.replace(self.root / MARKER)

    def put(self, path: str, document: Any) -> None:
        """Into the tree that grows; two documents of one path are an error."""
        file = self.stage / f"{path}.json"
        try:
            with _created(file) as out:
                out.write(compact(document))
        except FileExistsError:
            raise ExportError(
                f"there are two of {path}: ids must differ by more than capital letters"
            ) from None


@contextmanager
def opened(root: Path) -> Iterator[Folder]:
    """Made if it is missing, locked while it is used, without leftovers before and after."""
    if root.exists() and not root.is_dir():
        raise ExportError(f"{root} is a file; an export needs a folder")
    root.mkdir(parents=True, exist_ok=True)
    folder = Folder(root)
    with _locked(root):
        _claim(folder)
        shutil.rmtree(folder.stage, ignore_errors=True)
        folder.stage.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder.stage, ignore_errors=True)


def _claim(folder: Folder) -> None:
    if (folder.root / MARKER).is_file():
        folder.live  # noqa: B018 - a damaged marker is found before anything is done
    elif any(folder.root.iterdir()):
        raise ExportError(f"{folder.root} is not empty and holds no export; choose a new or an empty folder")
    else:
        folder.note_live()


def _created(file: Path) -> Any:
    try:
        return file.open("xb")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("xb")


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Two exports at once would mix; the second is refused. Where folders cannot be locked, nobody is."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = open_file(root, O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise ExportError(f"{root}: another export is writing there; wait for its end") from None
    finally:
        close(descriptor)
