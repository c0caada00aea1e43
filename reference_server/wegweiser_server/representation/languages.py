"""Which language: `lang`, else `Accept-Language` (RFC 9110), by the lookup of RFC 4647."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

DEFAULT = "de"
TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
ITEM = re.compile(
    r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)(?:[ \t]*;[ \t]*[qQ]=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?",
    re.ASCII,
)
LONGEST_HEADER = 1000


@dataclass(frozen=True, slots=True)
class Preference:
    """The languages asked for, the dearest first, in lower case; `answer` is that of labels and problems."""

    ranges: tuple[str, ...]
    answer: str

    def of(self, available: Container[str]) -> str | None:
        """The best of the available languages of one text, None if no wish can be met."""
        return lookup((*self.ranges, self.answer), available)


def preference(lang: str | None, accept: str | None, offered: tuple[str, ...]) -> Preference:
    """A malformed `lang` or header says nothing; whether it is refused is decided elsewhere."""
    wished = (lang.lower(),) if lang and TAG.fullmatch(lang) else tuple(accepted(accept or ""))
    return Preference(wished, lookup(wished, offered) or offered[0])


def accepted(header: str) -> Iterator[str]:
    """The ranges of an `Accept-Language` by weight; none of a malformed one."""
    if len(header) > LONGEST_HEADER:
        return
    items = [item.strip(" \t") for item in header.split(",")]
    matches = [ITEM.fullmatch(item) for item in items if item]
    if not all(matches):
        return
    weighted = [(float(match[2] or 1), match[1].lower()) for match in matches if match]
    for weight, language_range in sorted(weighted, key=lambda pair: -pair[0]):
        if weight > 0 and language_range != "*":
            yield language_range


def lookup(ranges: tuple[str, ...], available: Container[str]) -> str | None:
    """RFC 4647, 3.4: subtags are taken off the end until a tag is found."""
    return next((tag for wished in ranges for tag in _shortened(wished) if tag in available), None)


def _shortened(wished: str) -> Iterator[str]:
    subtags = wished.split("-")
    while subtags:
        yield "-".join(subtags)
        subtags.pop()
        # A single letter or digit introduces what follows it and goes with it.
        if subtags and len(subtags[-1]) == 1:
            subtags.pop()
