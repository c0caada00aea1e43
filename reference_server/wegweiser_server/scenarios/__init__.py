"""What client developers must survive; loaded only when asked for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from .failing import FLAKY, MAINTENANCE
from .limiting import DEPRECATED, PARTIAL, RATE_LIMITED, SMALL_PAGES
from .moving import CHANGING
from .waiting import SLOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..changes import Change

_ALL = (CHANGING, DEPRECATED, FLAKY, MAINTENANCE, PARTIAL, RATE_LIMITED, SLOW, SMALL_PAGES)
SCENARIOS: Mapping[str, Change] = MappingProxyType({one.id: one for one in _ALL})

__all__ = ["SCENARIOS"]
