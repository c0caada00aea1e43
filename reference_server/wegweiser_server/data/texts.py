"""Texts for people in several languages, as stored: `{"de": {"value": …, "origin": "source"}, …}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .dice import Dice


class Version(TypedDict):
    value: str
    origin: str


MultiText = dict[str, Version]

LANGUAGES = ("de", "en", "uk", "ar", "de-simple")
# How often a record is translated at all; the source is always German.
SHARES = (("en", 0.5), ("uk", 0.15), ("ar", 0.15), ("de-simple", 0.3))


def translations(dice: Dice) -> frozenset[str]:
    """The languages that a record is translated into, so that some fall back and some do not."""
    return frozenset(lang for lang, share in SHARES if dice.chance(share))


def multi_text(words: Mapping[str, str], into: frozenset[str]) -> MultiText:
    """German as the source has it, and the wanted translations as far as there are any."""
    text: MultiText = {"de": {"value": words["de"], "origin": "source"}}
    for lang in LANGUAGES[1:]:
        if lang in into and lang in words:
            text[lang] = {"value": words[lang], "origin": ORIGINS.get(lang, "machine")}
    return text


# Easy German is written by people; the rest comes from machines.
ORIGINS = {"de-simple": "human"}


def joined(words: Mapping[str, str], suffix: Mapping[str, str]) -> dict[str, str]:
    """Both parts in every language that has both."""
    return {lang: value + suffix[lang] for lang, value in words.items() if lang in suffix}
