"""Words as PostgreSQL's text search takes them: as they are, without a dictionary of its own.

What is a word and what a form of it says `words`, for both engines alike. A form is marked by a sign that no
word holds, so one search finds the words that begin so and the forms that are so.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from wegweiser_server.store.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORM = "="
# „The length of each lexeme must be less than 2 kilobytes“, „position values … no more than 16,383“.
LONGEST = 500
LAST_POSITION = 16383


def stored_lexemes(title: Sequence[str], other: Sequence[str], stems: Sequence[str]) -> str:
    """A tsvector: words of the title weigh A, others B, forms C."""
    parts = chain(
        _placed(title, 1, "A"),
        _placed(other, len(title) + 1, "B"),
        (f"'{FORM}{form[:LONGEST]}':1C" for form in stems),
    )
    return " ".join(parts)


def _placed(some: Sequence[str], start: int, weight: str) -> Iterator[str]:
    for position, word in enumerate(some, start):
        yield f"'{word[:LONGEST]}':{min(position, LAST_POSITION)}{weight}"


def asked_lexemes(query: str) -> str | None:
    """The tsquery for „all of these words“, None if there are none.

    Words hold letters and digits only and are quoted: nothing that is asked becomes syntax.
    """
    terms = [
        f"('{word[:LONGEST]}':* | '{FORM}{stem(word)[:LONGEST]}')" for word in dict.fromkeys(words(query))
    ]
    return " & ".join(terms) or None
