"""Defects by their ids."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from .model import Defect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .model import Run

_registered: dict[str, Defect] = {}


def defect(
    name: str, *, convicts: str, says: str, heads: bool = False, encodes: bool = False
) -> Callable[[Run], Run]:
    """Registers a defect under `<group>/<what-is-wrong>`."""

    def register(run: Run) -> Run:
        if name in _registered:
            raise ValueError(f"there are two defects {name}")
        _registered[name] = Defect(name, convicts, says, run, heads, encodes)
        return run

    return register


def registered() -> Mapping[str, Defect]:
    return MappingProxyType(_registered)
