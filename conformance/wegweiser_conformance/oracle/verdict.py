"""What one answer says of one requirement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.oracle.known import Known


@dataclass(frozen=True, slots=True)
class Verdict:
    """`expected` and `actual` if it breaks the requirement, else empty.

    `known` is what the forecast rests on, `still` whether asking once more shows it again: should the data
    have changed meanwhile, the verdict is void.
    """

    requirement: str
    collection: str
    answer: Exchange
    expected: str = ""
    actual: str = ""
    pointer: str = ""
    known: Known | None = None
    still: Callable[[], bool] | None = None

    @property
    def broken(self) -> bool:
        return bool(self.expected)
