"""URLs that a server gives, and whether their queries hold a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wegweiser_conformance.exchange import Exchange

    type_of_pair = tuple[str, str]

_KEY_NAMES = frozenset({"api_key", "apikey", "api-key", "x-api-key", "access_token", "accesskey"})
_MAYBE_KEY_NAMES = frozenset({"key", "token", "auth"})  # or how a page is found
_PERHAPS_SECRET, _LEAST_SECRET = 6, 8  # characters


@dataclass(frozen=True, slots=True)
class Given:
    """A URL, and where it was given."""

    answer: Exchange
    pointer: str
    url: str

    @property
    def query(self) -> list[type_of_pair]:
        return [(name.lower(), value) for name, value in parse_qsl(urlsplit(self.url).query)]


@dataclass(frozen=True, slots=True)
class Named:
    """The parameters of a URL that surely, or perhaps, hold a key."""

    surely: tuple[str, ...]
    perhaps: tuple[str, ...]


def urls_in(answer: Exchange) -> Iterator[Given]:
    """Every text of an answer that is or holds a URL with a query, and where it redirects to."""
    pending: list[tuple[Any, str]] = [(answer.object, "")]
    while pending:
        value, at = pending.pop()
        if isinstance(value, dict):
            pending += [(one, f"{at}/{name}") for name, one in value.items()]
        elif isinstance(value, list):
            pending += [(one, f"{at}/{place}") for place, one in enumerate(value)]
        elif isinstance(value, str) and "?" in value and "=" in value:
            yield Given(answer, at, value)
    if "?" in (answer.headers.get("Location") or ""):
        yield Given(answer, "", answer.headers.get("Location") or "")


def with_keys(given: Iterable[Given]) -> Iterator[tuple[Given, Named]]:
    """Each URL with the names in it that hold a key.

    A page's own `key` leads to one page, an asker's to many; and a number that long is no word.
    """
    every = list(given)
    led_to = _pages_by_pair(every)
    for one in every:
        shared = [pair for pair in one.query if len(led_to.get(pair, ())) > 1]
        secret = {name for name, value in shared if len(value) >= _LEAST_SECRET and re.search(r"\d", value)}
        surely = secret | {name for name, _ in one.query if name in _KEY_NAMES}
        perhaps = {name for name, value in shared if len(value) >= _PERHAPS_SECRET} - surely
        yield one, Named(tuple(sorted(surely)), tuple(sorted(perhaps)))


def _pages_by_pair(given: Iterable[Given]) -> dict[type_of_pair, set[str]]:
    """Where each `key`, `token` or `auth` led to: the URL without it."""
    led_to: dict[type_of_pair, set[str]] = {}
    for one in given:
        rest = [pair for pair in one.query if pair[0] not in _MAYBE_KEY_NAMES]
        for pair in one.query:
            if pair[0] in _MAYBE_KEY_NAMES and pair[1]:
                led_to.setdefault(pair, set()).add(f"{one.url.partition('?')[0]} {rest}")
    return led_to
