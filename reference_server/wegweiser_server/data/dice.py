"""Chance that repeats: all of it comes from `Random.random()`, whose sequence Python promises to keep."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


class Weighted(Generic[T]):
    """Values of which some are more frequent than others."""

    __slots__ = ("_bounds", "_values")

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        listed = list(pairs)
        self._values = [value for value, _ in listed]
        self._bounds = list(accumulate(weight for _, weight in listed))

    def at(self, share: float) -> T:
        """The value at a share of the total weight, from 0 inclusive to 1 exclusive."""
        place = bisect_right(self._bounds, share * self._bounds[-1])
        return self._values[min(place, len(self._values) - 1)]

    @property
    def values(self) -> Sequence[T]:
        return self._values


class Dice:
    """A sequence of decisions that depends on its key alone: each record has its own."""

    __slots__ = ("roll",)

    def __init__(self, *key: object) -> None:
        self.roll = Random("/".join(map(str, key))).random

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.roll() * (high - low + 1))

    def pick(self, values: Sequence[T]) -> T:
        return values[int(self.roll() * len(values))]

    def weighted(self, values: Weighted[T]) -> T:
        return values.at(self.roll())

    def some(self, values: Sequence[T], count: int) -> list[T]:
        """Up to `count` different ones, in the order of `values`."""
        left = list(range(len(values)))
        chosen = [left.pop(int(self.roll() * len(left))) for _ in range(min(count, len(left)))]
        return [values[place] for place in sorted(chosen)]

    def early(self, low: int, high: int) -> int:
        """A whole number between both ends, small ones more often."""
        return low + int(self.roll() ** 2 * (high - low + 1))
