"""So many requests in so many seconds for each client."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from .problems.refusals import RateLimited
from .tally import OwnTally

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answers import Headers
    from .settings import Quota
    from .tally import Tally


class Meter:
    """Counts in fixed windows; all clients start anew when a window ends."""

    def __init__(self, quota: Quota, now: Callable[[], float], tally: Tally | None = None) -> None:
        self._quota = quota
        self._now = now
        self._tally = tally or OwnTally()

    def count(self, client: str) -> Headers:
        """The fields that tell what is left; raises `RateLimited` when nothing is."""
        quota, now = self._quota, self._now()
        window = int(now // quota.seconds)
        used = self._tally.add(window, client)
        seconds = max(1, ceil((window + 1) * quota.seconds - now))
        if used > quota.requests:
            raise RateLimited(seconds, f"{quota.requests} / {quota.seconds} s")
        return self.fields(quota.requests - used, seconds)

    def fields(self, left: int, seconds: int) -> Headers:
        policy = f'"default";q={self._quota.requests};w={self._quota.seconds}'
        return {"RateLimit-Policy": policy, "RateLimit": f'"default";r={left};t={seconds}'}
