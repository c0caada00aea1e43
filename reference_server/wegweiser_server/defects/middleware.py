"""Puts one defect around the honest server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..around.middleware import Around

if TYPE_CHECKING:
    from ..around.middleware import Asgi
    from .model import Defect


class Defective(Around):
    def __init__(self, app: Asgi, defect: Defect, base_path: str) -> None:
        super().__init__(app, defect.run, base_path, heads=defect.heads, encodes=defect.encodes)
