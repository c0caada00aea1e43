"""The guides do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.guides import Block, run_guide

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted(path for path in (ROOT / "docs" / "guides").glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
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
