"""An answer is made of one state of the data, even if they are exchanged or the day ends under way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from .service import Service

Made = TypeVar("Made")

# Loads take seconds and requests milliseconds: whoever meets a third change is answered as it is.
ATTEMPTS = 3


class State(NamedTuple):
    """What records and lists depend on, whoever asks; equal states show the same."""

    revision: str
    day: int


def state_of(service: Service) -> State:
    return State(service.store.revision(), service.settings.today().toordinal())


def steadily(service: Service, make: Callable[[], Made]) -> Made:
    """Makes it again while what it was made of changes."""
    for _ in range(ATTEMPTS - 1):
        before = state_of(service)
        made = make()
        if state_of(service) == before:
            return made
    return make()
