"""Words to search for: whole words of the titles that records show, the rarest the most distinctive.

Only words that stand between blanks count, of five letters or more: how a server cuts `Pflegekraft/-in` into
words is its own affair.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]{5,40}")
_UMLAUT = re.compile("[äöüÄÖÜ]")
_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_NONSENSE_LENGTH = 16


def title(record: Mapping[str, Any]) -> str:
    """The title; of an office its name."""
    for held in (expect.at(record, "/title/value"), record.get("name")):
        if isinstance(held, str):
            return held
    return ""


def words(record: Mapping[str, Any]) -> list[str]:
    """The words of the title, as they stand there."""
    return [word for word in title(record).split() if _WORD.fullmatch(word)]


def rarest_first(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """All words of all titles; among equally rare ones those with a capital first, then with an umlaut."""
    counts: Counter[str] = Counter()
    for record in records:
        counts.update(set(words(record)))
    return sorted(counts, key=lambda word: (counts[word], word.islower(), not _UMLAUT.search(word), word))


def bear(record: Mapping[str, Any], word: str) -> bool:
    """The title shows this very word."""
    return word in words(record)


def nonsense(seed: int) -> str:
    """No word in any language, and no number: letters with a digit, always the same for the same seed."""
    dice = random.Random(f"nonsense {seed}")
    letters = [dice.choice(_CONSONANTS) for _ in range(_NONSENSE_LENGTH)]
    letters[len(letters) // 2] = dice.choice("2345679")
    return "".join(letters)


def transcribed(word: str) -> str:
    """ä, ö and ü as one writes them without umlauts."""
    for umlaut, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}.items():
        word = word.replace(umlaut, letters)
    return word


# Endings whose other form is beyond doubt: Beratung, Beratungen; Integrationskurs, Integrationskurse.
_FORMS = (
    ("ung", "ungen"),
    ("heit", "heiten"),
    ("keit", "keiten"),
    ("schaft", "schaften"),
    ("tion", "tionen"),
    ("kurs", "kurse"),
    ("stelle", "stellen"),
    ("kraft", "kräfte"),
)


def inflected(word: str) -> str:
    """Another form of a German noun; empty if its ending is not one of the certain ones."""
    return next((word[: -len(end)] + other for end, other in _FORMS if word.endswith(end)), "")
