"""How many requests, how fast, and how long to wait when the server asks for it."""

from __future__ import annotations

import email.utils
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wegweiser_conformance.model import NotTested

if TYPE_CHECKING:
    from collections.abc import Callable

# With a smaller budget every rule is judged, but most of them in fewer lists (docs/decisions/044).
ENOUGH = 550
MOST_REQUESTS = 1_500  # a full verdict takes some 500, what is wrong is asked afresh
LONGEST_WAIT = 60.0
_MOST_WAITING = 300.0
_SLOWEST = 0.5
_MARGIN = 0.1  # a server counts requests when they arrive


class BudgetSpent(NotTested):
    """No request is left; what has not been judged stays not tested."""


@dataclass(slots=True)
class Pace:
    """Keeps to `rate` requests a second (0: as fast as they come) and to `most` requests in all.

    It keeps to the server's declared quotas, too; a server that asks to wait besides is asked more slowly
    from then on.
    """

    rate: float = 0.0
    most: int = MOST_REQUESTS
    sent: int = 0
    waited: float = 0.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    quotas: list[tuple[int, float]] = field(default_factory=list)
    _next: float = field(default=0.0)
    _times: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_REQUESTS))

    def keep_to(self, requests: int, seconds: float) -> None:
        """A quota that the server declares: at most so many requests in any so many seconds."""
        self.quotas.append((requests, seconds))

    def step(self) -> None:
        """Before every request: spend one, wait for its turn."""
        if self.sent >= self.most:
            raise BudgetSpent(f"the budget of {self.most} requests is spent (--max-requests)")
        self.sent += 1
        for requests, seconds in self.quotas:
            self._keep(requests, seconds)
        self._times.append(self.clock())
        if self.rate > 0:
            now = self.clock()
            if now < self._next:
                self.sleep(self._next - now)
            self._next = max(now, self._next) + 1 / self.rate

    def _keep(self, requests: int, seconds: float) -> None:
        if len(self._times) < requests:
            return
        wait = self._times[-requests] + seconds + _MARGIN - self.clock()
        if wait > LONGEST_WAIT:
            raise BudgetSpent(f"the declared quota of {requests} requests in {seconds:.0f} seconds is spent")
        if wait > 0:
            self.sleep(wait)

    def slow_down(self) -> None:
        """To two thirds of what was asked in the last seconds."""
        recent = [one for one in self._times if one > self.clock() - 10]
        seen = len(recent) / max(self.clock() - recent[0], 1.0) if recent else _SLOWEST
        self.rate = max(_SLOWEST, (min(self.rate, seen) if self.rate else seen) * 2 / 3)

    def obey(self, retry_after: str | None, fallback: float) -> bool:
        """Wait as long as the server asks; False if that is longer than a run can wait."""
        seconds = _seconds(retry_after, fallback)
        if seconds > LONGEST_WAIT or self.waited + seconds > _MOST_WAITING:
            return False
        self.waited += seconds
        self.sleep(seconds)
        return True


def _seconds(retry_after: str | None, fallback: float) -> float:
    """`Retry-After` is a number of seconds or a date (RFC 9110 10.2.3)."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return fallback
    return max(0.0, moment.timestamp() - time.time())
