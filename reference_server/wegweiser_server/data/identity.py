"""Ids and numbers that look like nothing, repeat for the same seed and never collide."""

from __future__ import annotations

from hashlib import blake2b

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
ID_BITS = 5 * LENGTH


def key_of(*parts: object) -> int:
    digest = blake2b("/".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def scramble(index: int, key: int, bits: int) -> int:
    """One-to-one on the numbers below 2**bits: each step (odd factor, xor of a shift) can be undone."""
    mask = (1 << bits) - 1
    value = (index * 0x9E3779B97F4A7C15 + key) & mask
    value ^= value >> (bits // 2)
    value = (value * 0xD6E8FEB86659FD93) & mask
    return value ^ (value >> (bits // 2 - 1))


def opaque_id(prefix: str, index: int, key: int) -> str:
    value = scramble(index, key, ID_BITS)
    digits = [ALPHABET[(value >> shift) & 31] for shift in range(ID_BITS - 5, -1, -5)]
    return f"{prefix}-{''.join(digits)}"


def number(index: int, key: int, digits: int) -> str:
    """A decimal number of exactly so many digits, unique for indexes below a third of their range."""
    bits = (9 * 10 ** (digits - 1)).bit_length() - 1
    return str(10 ** (digits - 1) + scramble(index, key, bits))
