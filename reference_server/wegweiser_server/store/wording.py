"""Where words stand, and what that is worth.

A word is worth three points if it stands in the title, two if a word of the title begins so, one if it is
said elsewhere, none if only a form of it is there. Points do not depend on other records: pages stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .terms import OTHER, STEM, TITLE
from .words import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .index import Index


@dataclass(frozen=True, slots=True)
class Wording:
    """For each word the positions by points, from none to three; `anywhere` are those that have them all."""

    levels: tuple[tuple[int, ...], ...]
    anywhere: int

    def ranked(self, hits: int) -> Iterator[tuple[int, int]]:
        """Points, the highest first, and the hits that have so many."""
        sums = {0: hits}
        for levels in self.levels:
            further: dict[int, int] = {}
            for points, among in sums.items():
                for more, level in enumerate(levels):
                    if found := among & level:
                        further[points + more] = further.get(points + more, 0) | found
            sums = further
        return iter(sorted(sums.items(), reverse=True))


def wording(asked: str, index: Index) -> Wording | None:
    """None if there is no word."""
    levels = tuple(_levels(word, index) for word in dict.fromkeys(words(asked)))
    if not levels:
        return None
    anywhere = -1
    for of_word in levels:
        anywhere &= of_word[0] | of_word[1] | of_word[2] | of_word[3]
    return Wording(levels, anywhere)


def _levels(word: str, index: Index) -> tuple[int, int, int, int]:
    entire, title = index.bearing(TITLE, word), index.beginning(TITLE, word)
    other, forms = index.beginning(OTHER, word), index.bearing(STEM, stem(word))
    return forms & ~(title | other), other & ~title, title & ~entire, entire
