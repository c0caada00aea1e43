"""Other right servers: a variant differs in one way that the contract permits. Loaded only when asked for."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from .model import Variant
from .registry import registered, variant

if TYPE_CHECKING:
    from collections.abc import Mapping

# One module a kind of freedom; the machinery is not one of them.
MACHINERY = ("model", "registry", "editing")

for _module in iter_modules(__path__):
    if _module.name not in MACHINERY:
        import_module(f"{__name__}.{_module.name}")

VARIANTS: Mapping[str, Variant] = registered()

__all__ = ["VARIANTS", "Variant", "variant"]
