"""Sets of positions as whole numbers agree with plain sets."""

from __future__ import annotations

from array import array
from random import Random

import pytest

from wegweiser_server.store.bits import ascending, below, bits_of, bits_of_groups, every, held_bytes, slices

SIZES = (1, 7, 8, 9, 64, 1000)


@pytest.mark.parametrize("size", SIZES)
def test_positions_come_back_in_their_order(size: int) -> None:
    """Each once, from any start on."""
    dice = Random(size)
    for share in (0.0, 0.01, 0.3, 1.0):
        chosen = {position for position in range(size) if dice.random() <= share}
        bits = bits_of(chosen, size)
        for start in (0, size // 3, size - 1, size):
            assert list(ascending(bits, start)) == sorted(p for p in chosen if p >= start)
        held = held_bytes(bits, size)
        assert {p for p in range(size) if held[p >> 3] >> (p & 7) & 1} == chosen


@pytest.mark.parametrize("size", SIZES)
def test_groups_are_united(size: int) -> None:
    """Few or many positions, some in several groups."""
    dice = Random(size)
    for share in (0.0, 0.01, 0.3, 1.0):
        groups = [[p for p in range(size) if dice.random() <= share] for _ in range(3)]
        assert bits_of_groups(groups, size) == bits_of({p for group in groups for p in group}, size)
    assert bits_of_groups([], 0) == 0


@pytest.mark.parametrize("size", SIZES)
def test_numbers_are_compared_by_their_digits(size: int) -> None:
    """Whatever the limit: below all, among them, beyond all."""
    dice = Random(size)
    for largest in (1, 2, 300, 2**45):
        values = array("q", (dice.choice((0, dice.randint(1, largest))) for _ in range(size)))
        digits = dict(slices(values))
        known = bits_of((p for p, value in enumerate(values) if value), size)
        for limit in (-5, 0, 1, 2, largest // 2, largest, largest + 1, 2**50):
            smaller = {p for p, value in enumerate(values) if 0 < value < limit}
            assert set(ascending(below(limit, digits, known))) == smaller, limit


def test_no_positions_at_all() -> None:
    """An empty collection is one, too."""
    assert every(0) == bits_of((), 0) == 0
    assert list(slices(array("q"))) == []
    assert list(ascending(0)) == []
