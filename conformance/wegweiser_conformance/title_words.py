"""Words to search for: whole words of the titles that records show, the rarest the most distinctive.

Only words that stand between blanks count, of five letters or more: how a server cuts `Pflegekraft/-in` into
words is its own affair.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]{5,40}")
_UMLAUT = re.compile("[äöüÄÖÜ]")
_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_NONSENSE_LENGTH = 16
_MASKED = range(1, 5)
_BEHIND = 5


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


def masked(records: Sequence[Mapping[str, Any]]) -> str:
    """A title word with `____` for four of its letters: only who takes `_` for any letter finds it.

    Empty if no word is long enough.
    """
    long = (word for word in rarest_first(records) if len(word) >= _MASKED.stop + _BEHIND)
    word = next(long, "")
    return word and word[: _MASKED.start] + "_" * len(_MASKED) + word[_MASKED.stop :]


def shows_masked(record: Mapping[str, Any], masked_word: str) -> bool:
    """Whether a text of the record has a word that the masked one may stand for, and none of its pieces."""
    likely = re.compile(masked_word.replace("_", r"\w"), re.IGNORECASE)
    piece = re.compile(rf"\b{masked_word[_MASKED.stop :]}", re.IGNORECASE)
    texts = [text for _, text in fields.leaves(record) if isinstance(text, str)]
    return any(map(likely.search, texts)) and not any(map(piece.search, texts))


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
