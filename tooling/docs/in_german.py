"""Pages of numbers, said in German sentence by sentence: the numbers are those of the English page.

`german/<page>.yaml` is a catalogue like that of the findings; what it lacks stays English and marked as such.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from tooling.docs.markup import spoken

from wegweiser_conformance.phrases import phrases_of, sentences

if TYPE_CHECKING:
    from wegweiser_conformance.phrases import Phrases

CATALOGUES = Path(__file__).resolve().parent / "german"
QUOTING = frozenset({"hostile-answers"})
"""What shows findings of the suite, which have a catalogue of their own."""
HEADING = re.compile(r"(#+) (.*)")
RULE = re.compile(r"[-: |]+")
CELL = re.compile(r"(?<!\\)\|")
POINT = re.compile(r"(?m)^- ")
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z*`\d])")
NAMES = re.compile(r"\d+: [\w-]+(, [\w-]+)*")
CODE = re.compile(r"(`[^`]*`)")
NUMBER = re.compile(r"(?<![\w./])(?<!Python )(?:\d{1,3}(?:,\d{3})+|\d+\.\d+)(?![\w.]*\w)")
TURNED = str.maketrans(",.", ".,")


def translated_by_sentence() -> frozenset[str]:
    """The pages that have a catalogue."""
    return frozenset(file.stem for file in CATALOGUES.glob("*.yaml"))


def in_german(page: str, text: str) -> str:
    """The Markdown of a page, with each heading, paragraph and cell in German."""
    known = catalogue(page)
    return "\n\n".join(_block(block, known) for block in text.strip().split("\n\n")) + "\n"


@cache
def catalogue(page: str) -> Phrases:
    own: dict[str, str] = yaml.safe_load((CATALOGUES / f"{page}.yaml").read_text("utf-8"))
    return phrases_of({**(sentences("de") if page in QUOTING else {}), **own})


def _block(block: str, known: Phrases) -> str:
    if heading := HEADING.fullmatch(block):
        return f"{heading[1]} {_said(heading[2], known)}"
    if block.startswith("|"):
        return "\n".join(_row(line, known) for line in block.splitlines())
    if block.startswith("- "):
        return "\n".join(f"- {_paragraph(point, known)}" for point in POINT.split(block)[1:])
    return _paragraph(block, known)


def _row(line: str, known: Phrases) -> str:
    if RULE.fullmatch(line):
        return line
    cells = (cell.strip() for cell in CELL.split(line.strip())[1:-1])
    return f"| {' | '.join(cell if NAMES.fullmatch(cell) else _said(cell, known) for cell in cells)} |"


def _paragraph(block: str, known: Phrases) -> str:
    """As a whole, or sentence by sentence."""
    text = " ".join(block.split())
    whole = known.find(_numbers(text))
    return whole or " ".join(_said(sentence, known) for sentence in SENTENCE.split(text))


def _said(english: str, known: Phrases) -> str:
    german = known.find(_numbers(english))
    return spoken("en", english) if german is None else german


def _numbers(text: str) -> str:
    """As German writes them, but in code: 1,234.5 is 1.234,5, and 5% is 5 %."""
    parts = CODE.split(text)
    plain = (NUMBER.sub(lambda one: one[0].translate(TURNED), part) for part in parts[::2])
    parts[::2] = [re.sub(r"(?<=\d)%", "\u00a0%", part) for part in plain]
    return "".join(parts)
