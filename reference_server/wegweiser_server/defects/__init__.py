"""Wrong servers: a defect makes the honest one wrong in exactly one way. Loaded only when asked for."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from .model import Answer, App, Defect, Request
from .registry import defect, registered

if TYPE_CHECKING:
    from collections.abc import Mapping

# One module a group of requirements; the machinery is not one of them.
MACHINERY = ("model", "registry", "middleware")

for _module in iter_modules(__path__):
    if _module.name not in MACHINERY:
        import_module(f"{__name__}.{_module.name}")

DEFECTS: Mapping[str, Defect] = registered()

__all__ = ["DEFECTS", "Answer", "App", "Defect", "Request", "defect"]
