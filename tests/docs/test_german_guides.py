"""German texts say what the English ones say: the same commands, the same sections, the same tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GUIDES = DOCS / "guides"
PAIRS = {
    **{guide: guide.parent / "de" / guide.name for guide in sorted(GUIDES.glob("*.md"))},
    **{file.parents[1] / file.name: file for file in sorted((DOCS / "decisions" / "de").glob("*.md"))},
    **{page: DOCS / "pages" / "de" / page.name for page in sorted((DOCS / "pages" / "en").glob("*.md"))},
    **{DOCS / file.name: file for file in sorted((DOCS / "de").glob("*.md")) if file.stem != "governance"},
    ROOT / "GOVERNANCE.md": DOCS / "de" / "governance.md",
}
GERMAN_OF = pytest.mark.parametrize(
    ("english", "german"), PAIRS.items(), ids=[path.relative_to(ROOT).as_posix() for path in PAIRS]
)
FENCED = re.compile(r"^ *```.*?^ *```\n(?: *<!-- .*? -->\n)*", re.M | re.S)
HEADING = re.compile(r"^(#+) ", re.M)
GENERATED = re.compile(r"<!-- generated: [a-z-]+ -->")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s#]+)[^)\s]*\)")
MEASURED = re.compile(r"<!-- measured -->\n(.*?)<!-- /measured -->", re.S)
# What German writes instead of the English "should": MUSS, SOLLTE, KANN.
VAGUE = re.compile(r"\b(soll|sollen|sollst)\b", re.IGNORECASE)


def prose(path: Path) -> str:
    return FENCED.sub("", path.read_text("utf-8"))


def headings(path: Path) -> list[int]:
    return [len(found) for found in HEADING.findall(prose(path))]


def rows_of_tables(path: Path) -> int:
    return sum(line.startswith("|") for line in prose(path).splitlines())


def test_every_guide_is_there_in_german() -> None:
    """None is missing, and none is left over; the same for pages."""
    for english, german in ((GUIDES, GUIDES / "de"), (DOCS / "pages" / "en", DOCS / "pages" / "de")):
        assert sorted(path.name for path in english.glob("*.md")) == sorted(
            path.name for path in german.glob("*.md")
        )


@GERMAN_OF
def test_code_is_the_same_to_the_byte(english: Path, german: Path) -> None:
    """The English guides run in the tests, so what a German reader types has been tried."""
    assert FENCED.findall(german.read_text("utf-8")) == FENCED.findall(english.read_text("utf-8"))


@GERMAN_OF
def test_sections_and_tables_are_the_same(english: Path, german: Path) -> None:
    """Nothing was left out in the translation, and nothing added; generated parts stand in the same order."""
    assert headings(german) == headings(english)
    assert rows_of_tables(german) == rows_of_tables(english)
    assert GENERATED.findall(prose(german)) == GENERATED.findall(prose(english))


@GERMAN_OF
def test_links_lead_to_files(english: Path, german: Path) -> None:
    """From the folder of the German text, too."""
    for path in (english, german):
        targets = [target for target in LINK.findall(prose(path)) if "://" not in target]
        assert [target for target in targets if not (path.parent / target).exists()] == []


@GERMAN_OF
def test_german_demands_plainly(english: Path, german: Path) -> None:
    """MUSS, SOLLTE and KANN, never "soll", which leaves open how much is demanded."""
    assert english.is_file()
    assert VAGUE.findall(prose(german)) == []


def test_what_was_measured_is_the_same_in_both_languages() -> None:
    """`python -m tests.rivals` writes the English table; the German one follows by hand."""
    name = "why-not-just-schemathesis.md"
    tables = [MEASURED.findall((folder / name).read_text("utf-8"))[0] for folder in (GUIDES, GUIDES / "de")]
    numbers = [[re.findall(r"\d+|--defect \S+", row) for row in table.splitlines()[4:]] for table in tables]
    assert numbers[0] == numbers[1]
