"""Named ways for the fresh publisher to be wrong: what real implementers get wrong, at the place where they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher

    type_of_spoiling = Callable[[Publisher], None]


@dataclass(frozen=True, slots=True)
class Wrong:
    """`settings` are those of the publisher and of its world that the fault needs to show."""

    id: str
    says: str
    spoil: type_of_spoiling
    settings: dict[str, Any]


FAULTS: dict[str, Wrong] = {}


def fault(id_: str, says: str, **settings: Any) -> Callable[[type_of_spoiling], type_of_spoiling]:
    def register(spoil: type_of_spoiling) -> type_of_spoiling:
        assert id_ not in FAULTS, id_
        FAULTS[id_] = Wrong(id_, says, spoil, settings)
        return spoil

    return register


def instead(publisher: Publisher, method: str, do: Callable[..., Any]) -> None:
    """Replaces a method; `do` gets what stood there before, and the arguments."""
    inner = getattr(publisher, method)
    setattr(publisher, method, lambda *given, **more: do(inner, *given, **more))
