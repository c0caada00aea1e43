"""What was asked for last, kept up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Value = TypeVar("Value")


class Latest(Generic[Value]):
    """Asked by many threads. What takes more than an eighth of the room is not kept: it would empty it."""

    def __init__(self, room: int, size: Callable[[Value], int]) -> None:
        self._room = room
        self._size = size
        self._used = 0
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        with self._lock:
            value = self._kept.get(key)
            if value is not None:
                self._kept.move_to_end(key)
            return value

    def keep(self, key: Hashable, value: Value) -> None:
        size = self._size(value)
        with self._lock:
            # Another thread may have been as quick.
            if size > self._room // 8 or key in self._kept:
                return
            self._kept[key] = value
            self._used += size
            while self._used > self._room:
                _, oldest = self._kept.popitem(last=False)
                self._used -= self._size(oldest)
