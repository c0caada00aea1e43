"""So many requests in so many seconds for each client; memory is bounded."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from .problems.refusals import RateLimited

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answers import Headers
    from .settings import Quota

MOST_CLIENTS = 100_000


class Meter:
    """Counts in fixed windows; all clients start anew when a window ends."""

    def __init__(self, quota: Quota, now: Callable[[], float]) -> None:
        self._quota = quota
        self._now = now
        self._window = -1
        self._counts: dict[str, int] = {}

    def count(self, client: str) -> Headers:
        """The fields that tell what is left; raises `RateLimited` when nothing is."""
        quota, now = self._quota, self._now()
        window = int(now // quota.seconds)
        if window != self._window or len(self._counts) >= MOST_CLIENTS:
            self._window, self._counts = window, {}
        used = self._counts[client] = self._counts.get(client, 0) + 1
        seconds = max(1, ceil((window + 1) * quota.seconds - now))
        if used > quota.requests:
            raise RateLimited(seconds, f"{quota.requests} / {quota.seconds} s")
        return self.fields(quota.requests - used, seconds)

    def fields(self, left: int, seconds: int) -> Headers:
        policy = f'"default";q={self._quota.requests};w={self._quota.seconds}'
        return {"RateLimit-Policy": policy, "RateLimit": f'"default";r={left};t={seconds}'}
