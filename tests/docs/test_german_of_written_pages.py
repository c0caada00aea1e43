"""Pages that programs write in English are there in German, sentence by sentence, with the same numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.matrix.explained import REASONS
from tests.matrix.running import every_mutant
from tooling.docs.in_german import catalogue, in_german, translated_by_sentence

DOCS = Path(__file__).resolve().parents[2] / "docs"
EACH = pytest.mark.parametrize("page", sorted(translated_by_sentence()))
NUMBER = re.compile(r"\d+")
VAGUE = re.compile(r"\b(soll|sollen|sollst)\b", re.IGNORECASE)


def english(page: str) -> str:
    return (DOCS / f"{page}.md").read_text("utf-8")


@EACH
def test_nothing_stays_english(page: str) -> None:
    """What tooling/docs/german lacks would be marked; German demands with MUSS, SOLLTE and KANN."""
    german = in_german(page, english(page))
    assert [line for line in german.splitlines() if 'lang="en"' in line] == []
    assert VAGUE.findall(german) == []


@EACH
def test_the_numbers_are_the_same(page: str) -> None:
    """Each as often in German as in English, whatever the order of words."""
    assert sorted(NUMBER.findall(in_german(page, english(page)))) == sorted(NUMBER.findall(english(page)))


def test_whatever_may_survive_can_be_said_in_german() -> None:
    """Of every derived mutant, not only of those that stand in the table today."""
    known = catalogue("kill-matrix")
    told = {text for one in every_mutant().values() for text in (one.says, one.equivalent) if text}
    told |= set(REASONS)
    assert sorted(text for text in told if known.find(text) in (None, text)) == []
