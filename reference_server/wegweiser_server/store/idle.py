"""Connections that nobody uses just now, kept for the next who reads."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from .interface import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable


class Closing(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Closing)


class Idle(Generic[C]):
    """Many threads take and give back; what is given back after the end is closed."""

    def __init__(self, name: str, is_over: Callable[[C], bool] = lambda _: False) -> None:
        self._name = name
        self._is_over = is_over
        self._kept: list[C] = []
        self._lock = Lock()
        self._closed = False

    def take(self) -> C | None:
        """None if a new one has to be made; raises UnavailableError after the end."""
        with self._lock:
            if self._closed:
                raise UnavailableError(f"the database {self._name} is closed")
            while self._kept:
                connection = self._kept.pop()
                if not self._is_over(connection):
                    return connection
                connection.close()
        return None

    def give_back(self, connection: C) -> None:
        with self._lock:
            if not self._closed:
                self._kept.append(connection)
                return
        connection.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            kept, self._kept = self._kept, []
        for connection in kept:
            connection.close()
