"""The guides do what they say, and so do the pages at the root of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.guides import Block, run_guide

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted(path for path in (ROOT / "docs" / "guides").glob("*.md") if path.name != "README.md")
DOORS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
EXAMPLES = sorted((ROOT / "examples").glob("*/README.md"))


@pytest.mark.parametrize("guide", [*DOORS, *GUIDES], ids=lambda path: path.stem)
def test_every_command_of_a_guide_runs_and_shows_what_it_promises(guide: Path, tmp_path: Path) -> None:
    """A reader who types the blocks of a guide one after the other sees what the guide says."""
    for block, output in run_guide(guide, tmp_path):
        assert block.shows in output, f"not shown by\n{block.code}\n{output}"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_a_guide_promises_something_to_see(guide: Path) -> None:
    """A guide whose blocks promise nothing would be tested by exit codes alone."""
    assert any(block.shows for block in Block.all_of(guide.read_text("utf-8")))


def test_the_index_of_guides_names_them_all() -> None:
    """Every guide is found from `docs/guides/README.md`."""
    index = (ROOT / "docs" / "guides" / "README.md").read_text("utf-8")
    assert [guide.name for guide in GUIDES if f"({guide.name})" not in index] == []


def test_no_page_has_commands_that_no_test_runs() -> None:
    """Commands stand in guides, in the two pages at the root, and in READMEs of examples, each of which has
    a test that runs it."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md"), *EXAMPLES]
    pages += [*(ROOT / "spec").rglob("*.md"), *ROOT.glob("*/*/README.md")]
    german = ROOT / "docs" / "guides" / "de"  # the same blocks to the byte, as test_german_guides holds
    with_commands = {
        page for page in pages if page.parent != german and Block.all_of(page.read_text("utf-8"))
    }
    assert with_commands - {*DOORS, *GUIDES, *EXAMPLES} == set()
    tests = [path.read_text("utf-8") for path in (ROOT / "tests" / "examples").glob("test_*.py")]
    assert sum("run_guide(" in text for text in tests) == len(with_commands & set(EXAMPLES))


@pytest.mark.parametrize(
    "page", [*DOORS, *GUIDES, *EXAMPLES], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_what_is_not_run_says_why(page: Path) -> None:
    """A command that no test runs has its reason beside it, and no other command has one."""
    blocks = Block.all_of(page.read_text("utf-8"))
    assert [block.code for block in blocks if (block.mark == "skip") != bool(block.why_not)] == []
    assert [block.mark for block in blocks if block.mark not in ("", "server", "skip")] == []
