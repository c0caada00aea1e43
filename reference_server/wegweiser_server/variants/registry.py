"""Variants by their ids."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .model import Variant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..around.messages import Run

_registered: dict[str, Variant] = {}


def add(made: Variant) -> None:
    if made.id in _registered:
        raise ValueError(f"there are two variants {made.id}")
    _registered[made.id] = made


def variant(name: str, *, permits: str, says: str, **more: Any) -> Callable[[Run], Run]:
    """Registers a function around the application under `<kind>/<what-is-different>`."""

    def register(run: Run) -> Run:
        add(Variant(id=name, permits=permits, says=says, run=run, **more))
        return run

    return register


def setting(name: str, permits: str, says: str, **values: Any) -> None:
    """A server with other settings."""
    add(Variant(id=name, permits=permits, says=says, settings=lambda given: replace(given, **values)))


def registered() -> Mapping[str, Variant]:
    return MappingProxyType(_registered)
