"""Sets of positions as the bits of one whole number: a million of them meet in microseconds."""

from __future__ import annotations

import re
import sys
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Sequence

OCCUPIED = re.compile(rb"[^\0]")
OFFSETS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
# For each bit of a byte: whether it is set, as the digit 0 or 1.
DIGITS = tuple(bytes(48 + (byte >> bit & 1) for byte in range(256)) for bit in range(8))
BYTES_OF_VALUES = range(8)
ONE = ord("1")
# To read the digits of this many positions takes as long as to set one bit.
MANY = 40


def bits_of(positions: Iterable[int], size: int) -> int:
    held = bytearray((size >> 3) + 1)
    for position in positions:
        held[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(held, "little")


def bits_of_groups(groups: Iterable[Sequence[int]], size: int) -> int:
    """Of all groups together. Many are written as digits, one a byte, which is quicker than bit by bit."""
    held = list(groups)
    if sum(map(len, held)) * MANY < size:
        return bits_of(chain.from_iterable(held), size)
    digits = bytearray(b"0") * (size or 1)
    for positions in held:
        for position in positions:
            digits[position] = ONE
    digits.reverse()
    return int(digits, 2)


def every(size: int) -> int:
    return (1 << size) - 1


def held_bytes(bits: int, size: int) -> bytes:
    """For testing single positions: `held[p >> 3] >> (p & 7) & 1`."""
    return bits.to_bytes((size >> 3) + 1, "little")


def ascending(bits: int, start: int = 0) -> Iterator[int]:
    """The positions from `start` on."""
    rest = bits >> start
    held = rest.to_bytes((rest.bit_length() + 7) >> 3, "little")
    for occupied in OCCUPIED.finditer(held):
        byte = occupied.start()
        base = start + (byte << 3)
        for offset in OFFSETS[held[byte]]:
            yield base + offset


def slices(values: array[int]) -> Iterator[tuple[int, int]]:
    """Each binary digit of the numbers that is ever set, and the positions at which it is."""
    raw, width = values.tobytes(), values.itemsize
    for byte in BYTES_OF_VALUES[:width]:
        plane = raw[byte if sys.byteorder == "little" else width - 1 - byte :: width][::-1]
        if plane.strip(b"\0"):
            for bit in range(8):
                if held := int(plane.translate(DIGITS[bit]), 2):
                    yield byte * 8 + bit, held


def below(limit: int, digits: dict[int, int], whole: int) -> int:
    """The positions among `whole` whose number, given by its binary digits, is smaller."""
    if limit <= 0:
        return 0
    if limit.bit_length() > max(digits, default=-1) + 1:
        return whole
    smaller, equal = 0, whole
    for bit in range(limit.bit_length() - 1, -1, -1):
        ones = equal & digits.get(bit, 0)
        if limit >> bit & 1:
            smaller |= equal ^ ones
            equal = ones
        else:
            equal ^= ones
    # Digits above the limit's own make a number larger.
    for bit, held in digits.items():
        if bit >= limit.bit_length():
            smaller &= ~held
    return smaller
