"""What the checks say in English, said in another language: a catalogue of whole sentences with gaps.

The checks write plain English, so that a check stays one readable function. The catalogue
(`data/findings.<lang>.yaml`) has each sentence with `{}` for what is filled in, and its translation with
`{1}`, `{2}` for the gaps; what stands in a gap may be a sentence of the catalogue in turn. What it does not
have stays English and is marked as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEEPEST = 4
_GAP = re.compile(r"\{(\d)\}")
_OWN_WORDS = 2
_WORD = re.compile(r"[A-Za-z]+")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
# Common words that no id, code, header or JSON has: what has none of them needs no translation.
_ENGLISH = re.compile(
    r"(?<![\w/.=-])(the|a|an|of|as|is|are|was|no|not|none|and|or|with|without|in|on|at|by|from|to|than|that|it|"
    r"its|gave|has|have|had|found|expected|missing|every|only|other|another|nothing|neither|twice)(?![\w/.=-])"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """`bare` has hardly a word of its own: it fits nearly everything, so its gaps must be understood."""

    patterns: tuple[re.Pattern[str], ...]
    translation: str
    bare: bool


@dataclass(frozen=True)
class Phrases:
    """The catalogue of one language: the sentence with the fewest gaps and the most words of its own wins."""

    exact: Mapping[str, str]
    open: tuple[_Sentence, ...]

    def find(self, english: str) -> str | None:
        """The translation; the text itself if there is nothing to translate in it; None if it is missing."""
        return english if not self.exact else self._find(english, 0)

    def _find(self, english: str, depth: int) -> str | None:
        if english in self.exact:
            return self.exact[english]
        listed = self._listed(english, depth)
        if listed is not None:
            return listed
        for sentence in self.open if depth < _DEEPEST else ():
            gaps = self._gaps(sentence, english)
            filled = self._filled(sentence, gaps, depth) if gaps else None
            if filled is not None:
                return filled
        return None if _ENGLISH.search(english) else english

    def _listed(self, english: str, depth: int) -> str | None:
        """Several sentences in a row, if each of them is known."""
        parts = english.split("; ")
        if len(parts) == 1 or depth >= _DEEPEST:
            return None
        told = [self._find(part, depth + 1) for part in parts]
        return None if None in told else "; ".join(map(str, told))

    def _gaps(self, sentence: _Sentence, english: str) -> tuple[str, ...]:
        """What stands in the gaps; where a text can be split in two ways, the one with known sentences."""
        matches = [pattern.fullmatch(english) for pattern in sentence.patterns]
        held = [match.groups() for match in matches if match]
        return max(held, key=lambda gaps: sum(gap in self.exact for gap in gaps), default=())

    def _filled(self, sentence: _Sentence, held: tuple[str, ...], depth: int) -> str | None:
        gaps = [(gap, self._find(gap, depth + 1)) for gap in held]
        if sentence.bare and any(told is None for _, told in gaps):
            return None
        return _GAP.sub(lambda gap: _either(*gaps[int(gap[1]) - 1]), sentence.translation)


def _either(held: str, told: str | None) -> str:
    return held if told is None else told


@cache
def phrases(lang: str) -> Phrases:
    return phrases_of(sentences(lang))


def phrases_of(catalogue: Mapping[str, str]) -> Phrases:
    gapped = [english for english in catalogue if "{}" in english]
    gapped.sort(key=lambda english: (-len("".join(_LETTERS.findall(english))), english))
    return Phrases(
        {english: told for english, told in catalogue.items() if "{}" not in english},
        tuple(_sentence(english, catalogue[english]) for english in gapped),
    )


@lru_cache(maxsize=4)
def sentences(lang: str) -> Mapping[str, str]:
    """Each English sentence and its translation; none for English itself."""
    file = resources.files(__package__) / "data" / f"findings.{lang}.yaml"
    return yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {}


def _sentence(english: str, translation: str) -> _Sentence:
    parts = [re.escape(part) for part in english.split("{}")]
    patterns = tuple(re.compile(gap.join(parts), re.DOTALL) for gap in ("(.+?)", "(.+)"))
    return _Sentence(patterns, translation, bare=len(_WORD.findall(english)) < _OWN_WORDS)
