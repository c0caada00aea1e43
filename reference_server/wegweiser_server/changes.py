"""What may differ from the plain server: a variant and a scenario are made of such changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .around.messages import Run
    from .around.middleware import Asgi
    from .settings import Settings
    from .store import Store

    Line = tuple[str, dict[str, Any]]
    Build = Callable[[Settings, Store], Asgi]
    Set = Callable[[Settings], Settings]
    Alter = Callable[[Iterable[Line]], Iterable[Line]]
    Wrap = Callable[[Asgi, str], Asgi]
    Move = Callable[[Settings, Store, Build], Asgi]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Other settings, other records, a function around the application as defects are (`run`, `heads`,
    `encodes`), another application around it, which also gets the base path (`wrap`), or one in its place
    that makes applications of its own (`moves`)."""

    id: str
    says: str
    settings: Set | None = None
    records: Alter | None = None
    run: Run | None = None
    heads: bool = False
    encodes: bool = False
    wrap: Wrap | None = None
    moves: Move | None = None
