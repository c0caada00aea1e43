"""Words as PostgreSQL's text search takes them: as they are, without a dictionary of its own.

What is a word and what a form of it says `words`, for both engines alike. Words of the title and forms are
there a second time, marked by signs that no word holds: what asks for them needs the index alone.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from wegweiser_server.store.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FORM, TITLE = "=", "+"
# „The length of each lexeme must be less than 2 kilobytes“.
LONGEST = 500


def stored_lexemes(title: Sequence[str], other: Sequence[str], stems: Sequence[str]) -> str:
    """A tsvector: all words, those of the title, and all forms."""
    parts = chain(
        _quoted("", title),
        _quoted("", other),
        _quoted(TITLE, title),
        (f"'{FORM}{form[:LONGEST]}'" for form in stems),
    )
    return " ".join(parts)


def _quoted(mark: str, some: Sequence[str]) -> list[str]:
    return [f"'{mark}{word[:LONGEST]}'" for word in some]


class Lexemes(NamedTuple):
    """Queries for „all of these words“: said anywhere, beginning so in the title, just so in the title."""

    anywhere: str
    beginning: str
    entire: str


def asked_lexemes(query: str) -> Lexemes | None:
    """None if there is no word.

    Words hold letters and digits only and are quoted: nothing that is asked becomes syntax.
    """
    asked = tuple(dict.fromkeys(words(query)))
    if not asked:
        return None
    return Lexemes(_every(asked, _anywhere), _every(asked, _beginning), _every(asked, _entire))


def _every(asked: Sequence[str], written: Callable[[str], str]) -> str:
    return " & ".join(map(written, asked))


def _anywhere(word: str) -> str:
    return f"('{word[:LONGEST]}':* | '{FORM}{stem(word)[:LONGEST]}')"


def _beginning(word: str) -> str:
    return f"'{TITLE}{word[:LONGEST]}':*"


def _entire(word: str) -> str:
    return f"'{TITLE}{word[:LONGEST]}'"
