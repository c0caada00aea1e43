"""What was answered a moment ago: in memory, bounded, and gone after five minutes at the latest."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from .answer import Answer

# "Cache-Control (≤ 5 minutes for lists)", says the contract; here that holds for everything.
LONGEST_SECONDS = 300
MOST_ANSWERS = 1_000
MOST_BYTES = 32 * 1024 * 1024


class Keeper:
    """For one key only: a process holds one key, and every process keeps its own."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Answer, float]] = OrderedDict()
        self._bytes = 0

    def get(self, question: Hashable) -> tuple[Answer, int] | None:
        """With its age in seconds, as the publisher counts it."""
        found = self._kept.get(question)
        if found is None:
            return None
        self._kept.move_to_end(question)
        answer, born = found
        return answer, round(time.monotonic() - born)

    def put(self, question: Hashable, answer: Answer) -> None:
        seconds, age = lifetime(answer.headers), seconds_in(answer.headers.get("age", "")) or 0
        self._drop(question)
        if answer.status != 200 or seconds <= 0 or len(answer.body) > MOST_BYTES:
            return
        self._kept[question] = answer, time.monotonic() - age
        self._bytes += len(answer.body)
        while len(self._kept) > MOST_ANSWERS or self._bytes > MOST_BYTES:
            self._drop(next(iter(self._kept)))
        # Forgotten when its time is over, not only when somebody asks again.
        asyncio.get_running_loop().call_later(seconds, self._drop, question, answer)

    def _drop(self, question: Hashable, only: Answer | None = None) -> None:
        if question in self._kept and only in (None, self._kept[question][0]):
            self._bytes -= len(self._kept.pop(question)[0].body)


def lifetime(headers: Mapping[str, str]) -> int:
    """Seconds that an answer may still be kept; nothing said means none.

    `private` is no hindrance: the bridge is the one holder of the key to whom the answer was given.
    """
    rules = {name.strip().lower(): value for name, _, value in _directives(headers.get("cache-control", ""))}
    if "no-store" in rules or "no-cache" in rules or headers.get("vary", "").strip() == "*":
        return 0
    ages = [seconds_in(rules[name]) or 0 for name in ("max-age", "s-maxage") if name in rules]
    return min([*ages, LONGEST_SECONDS]) - (seconds_in(headers.get("age", "")) or 0) if ages else 0


def _directives(value: str) -> list[tuple[str, str, str]]:
    return [one.partition("=") for one in value.split(",")]


def seconds_in(text: str) -> int | None:
    text = text.strip().strip('"')
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
