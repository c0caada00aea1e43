"""From the tree that has grown to the tree that is read: pages beside the old ones, first pages last.

Until the swap nothing of the old tree is touched. A reader who began with an old first page finds its pages:
they are removed by the run after the next one that changes something.
"""

from __future__ import annotations

import filecmp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .folder import Folder

LAST_PHASE = 5
COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")


def phase(path: Path) -> int:
    """When a file takes its place; `path` is relative to the tree."""
    if path.parent.name == "pages":
        return 0
    if path.parts[0].removesuffix(".json") == "code-lists":
        return 1
    if path.parent.name == "by-ags":
        return 3
    if len(path.parts) > 1:
        return 2  # an item
    return LAST_PHASE if path.name == "index.json" else 4


def swap(folder: Folder, tag: str, moved: Callable[[Path], None] = lambda _: None) -> None:
    """Puts the new tree in the place of the old one; `moved` hears of every file."""
    vanished = list(_vanished(folder))
    folder.note_live(*folder.live, tag)
    for now in range(LAST_PHASE + 1):
        for file in _files(folder.stage):
            path = file.relative_to(folder.stage)
            if phase(path) == now and _replace(file, folder.root / path):
                moved(path)
    for file in vanished:
        file.unlink(missing_ok=True)
    folder.note_live(tag)


def _replace(fresh: Path, old: Path) -> bool:
    """What is equal stays, with its date: caches need not ask for it anew."""
    if old.is_file() and filecmp.cmp(fresh, old, shallow=False):
        return False
    old.parent.mkdir(parents=True, exist_ok=True)
    fresh.replace(old)
    return True


def remove_stale_pages(folder: Folder) -> None:
    """Pages that no first page leads to any more, and folders that are empty without them."""
    live = set(folder.live)
    for pages in [found for found in _folders(folder.root) if found.name == "pages"]:
        for file in pages.glob("*.json"):
            if file.stem.rpartition("-")[0] not in live:
                file.unlink()
        for empty in (pages, pages.parent):
            if not any(empty.iterdir()):
                empty.rmdir()


def _vanished(folder: Folder) -> Iterator[Path]:
    """Items and first pages of the old tree that the new one has no more; pages wait for the next run."""
    for file in _files(folder.root):
        path = file.relative_to(folder.root)
        if phase(path) > 0 and not (folder.stage / path).is_file():
            yield file


def _files(root: Path) -> Iterator[Path]:
    """Those of a tree, and nothing that somebody else put beside it."""
    yield from (
        file for name in ("index", "code-lists", *COLLECTIONS) if (file := root / f"{name}.json").is_file()
    )
    for name in ("code-lists", *COLLECTIONS):
        yield from (file for file in sorted((root / name).rglob("*.json")) if file.is_file())


def _folders(root: Path) -> list[Path]:
    return [found for name in COLLECTIONS for found in sorted((root / name).rglob("*")) if found.is_dir()]
