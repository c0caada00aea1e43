"""Where a list is cut into two pages: if that can be, between two records that are equal in the order's key.

Who goes on behind a key instead of behind a record loses the second of them, or shows one of them twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def two_pages(keys: Sequence[Any]) -> int:
    """A limit for records with these keys, in their order: a half or somewhat more."""
    half = max(1, -(-len(keys) // 2))
    return next((place for place in range(half, len(keys)) if keys[place - 1] == keys[place]), half)
