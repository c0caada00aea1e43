"""What a variant is: a permission of the contract, and how the server makes use of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..changes import Change

if TYPE_CHECKING:
    Line = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Change):
    """`permits` is the sentence that allows it; `says` what is different, for people.

    `discouraged` names the SHOULDs that are not followed: a warning is deserved, a failure is not.
    """

    permits: str
    discouraged: tuple[str, ...] = ()
