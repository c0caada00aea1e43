"""The German guides say what the English ones say: the same commands, the same sections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"
ENGLISH = sorted(GUIDES.glob("*.md"))
FENCED = re.compile(r"^ *```.*?^ *```\n(?:<!-- .*? -->\n)?", re.M | re.S)
HEADING = re.compile(r"^(#+) ", re.M)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s#]+)[^)\s]*\)")
# What German writes instead of the English "should": MUSS, SOLLTE, KANN.
VAGUE = re.compile(r"\b(soll|sollen|sollst)\b", re.IGNORECASE)


def german_of(guide: Path) -> str:
    return (guide.parent / "de" / guide.name).read_text("utf-8")


def headings(text: str) -> list[int]:
    return [len(found) for found in HEADING.findall(FENCED.sub("", text))]


def rows_of_tables(text: str) -> int:
    return sum(line.startswith("|") for line in FENCED.sub("", text).splitlines())


def test_every_guide_is_there_in_german() -> None:
    """None is missing, and none is left over."""
    assert [guide.name for guide in ENGLISH] == sorted(path.name for path in (GUIDES / "de").glob("*.md"))


@pytest.mark.parametrize("guide", ENGLISH, ids=lambda path: path.stem)
def test_code_is_the_same_to_the_byte(guide: Path) -> None:
    """The English guides run in the tests, so what a German reader types has been tried."""
    assert FENCED.findall(german_of(guide)) == FENCED.findall(guide.read_text("utf-8"))


@pytest.mark.parametrize("guide", ENGLISH, ids=lambda path: path.stem)
def test_sections_and_tables_are_the_same(guide: Path) -> None:
    """Nothing was left out in the translation, and nothing added."""
    english, german = guide.read_text("utf-8"), german_of(guide)
    assert headings(german) == headings(english)
    assert rows_of_tables(german) == rows_of_tables(english)


@pytest.mark.parametrize("guide", ENGLISH, ids=lambda path: path.stem)
def test_links_lead_to_files(guide: Path) -> None:
    """From the folder of the German guides, too."""
    for folder, text in ((GUIDES, guide.read_text("utf-8")), (GUIDES / "de", german_of(guide))):
        targets = [target for target in LINK.findall(FENCED.sub("", text)) if "://" not in target]
        assert [target for target in targets if not (folder / target).exists()] == []


@pytest.mark.parametrize("guide", ENGLISH, ids=lambda path: path.stem)
def test_german_demands_plainly(guide: Path) -> None:
    """MUSS, SOLLTE and KANN, never "soll", which leaves open how much is demanded."""
    assert VAGUE.findall(FENCED.sub("", german_of(guide))) == []
