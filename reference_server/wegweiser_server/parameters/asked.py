"""What a request asks for, once it is known to be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Asked:
    """`pairs` as they were asked, in their order; `values` by name."""

    pairs: tuple[tuple[str, str], ...]
    values: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str | None:
        found = self.values.get(name)
        return found[0] if found else None

    def __contains__(self, name: str) -> bool:
        return name in self.values
