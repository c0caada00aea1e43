"""Words as the text search compares them: folded the German way, and their stems.

The same functions run when a record is indexed and when somebody asks, so both always agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # case folding makes ß to ss
# `Altenpfleger/in`, `Altenpfleger:innen`, `Altenpfleger(in)`: the word before the sign is the one to find.
GENDER_ENDING = re.compile(r"(?<=\w)[/:*_·(]-?in(nen)?\b\)?")
WORD = re.compile(r"[^\W_]+")
ENDINGS = ("innen", "ern", "in", "en", "er", "es", "em", "n", "s", "e")
SHORTEST_STEM = 4


def fold(text: str) -> str:
    """Case, umlauts and ß made equal; accents and other marks dropped."""
    composed = unicodedata.normalize("NFKC", text).casefold().translate(GERMAN)
    if composed.isascii():
        return composed
    apart = unicodedata.normalize("NFKD", composed)
    return "".join(char for char in apart if not unicodedata.combining(char))


def words(text: str) -> tuple[str, ...]:
    """The words of a text in their order, folded."""
    return tuple(WORD.findall(GENDER_ENDING.sub(" ", fold(text))))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the forms of a folded German word have in common: `pflegekraefte` and `pflegekraft` are one.

    Rough on purpose: it only ever adds a second way to find a word.
    """
    for _ in range(2):
        word = _without_ending(word)
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _without_ending(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
