"""The word lists of `data/names.txt`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def words(section: str) -> frozenset[str]:
    """A section of the file, in lower case."""
    return _sections()[section]


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    text = (resources.files("wegweiser_conformance") / "data" / "names.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    held: set[str] = set()
    for line in text.splitlines():
        if line.startswith("["):
            held = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            held.update(line.split())
    return {name: frozenset(held) for name, held in found.items()}
