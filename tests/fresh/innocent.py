"""Other ways of being right: what the contract leaves to a publisher, one at a time."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fresh import world
from tests.fresh.publisher import EVERYTHING, Publisher

if TYPE_CHECKING:
    from collections.abc import Callable

    type_of_making = Callable[[], Publisher]


@dataclass(frozen=True, slots=True)
class Innocent:
    id: str
    says: str
    make: type_of_making


INNOCENTS: dict[str, Innocent] = {}
WITHOUT_LIVE = tuple(one for one in EVERYTHING if one != "live")
PLAIN = ("core", "query")


def innocent(id_: str, says: str) -> Callable[[type_of_making], type_of_making]:
    def register(make: type_of_making) -> type_of_making:
        assert id_ not in INNOCENTS, id_
        INNOCENTS[id_] = Innocent(id_, says, make)
        return make

    return register


def usual(changes: dict[str, Any] | None = None, **settings: Any) -> Publisher:
    return Publisher(world.make(**(changes or {})), **settings)


def each(of: dict[str, tuple[str, Callable[[], Publisher]]]) -> None:
    for id_, (says, make) in of.items():
        innocent(id_, says)(make)


def but(*without: str) -> tuple[str, ...]:
    return tuple(one for one in EVERYTHING if one not in without)
