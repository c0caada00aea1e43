"""Which files of the repository are pages of the site, and under which name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tooling.docs.places import PAGES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

SINGLE = {
    "reports": "docs/reports.md",
    "kill-matrix": "docs/kill-matrix.md",
    "hostile-answers": "docs/hostile-answers.md",
    "verdicts": "docs/verdicts.md",
    "performance": "docs/performance.md",
    "faults": "docs/faults.md",
    "architecture": "docs/architecture.md",
    "governance": "GOVERNANCE.md",
    "contributing": "CONTRIBUTING.md",
    "examples": "examples/README.md",
}
FOLDERS = {"guides": "docs/guides", "decisions": "docs/decisions"}


def english() -> dict[str, Path]:
    """Page → the file that is its English text."""
    found = {name: ROOT / path for name, path in SINGLE.items()}
    for folder, path in FOLDERS.items():
        found |= {f"{folder}/{file.stem}": file for file in sorted((ROOT / path).glob("*.md"))}
    found |= {f"examples/{file.parent.name}": file for file in sorted(ROOT.glob("examples/*/README.md"))}
    found |= {file.stem: file for file in sorted((PAGES / "en").glob("*.md"))}
    return found


def german(name: str, source: Path) -> Path:
    """Where the German text of a page stands or will stand: `de/` beside it, or `pages/de`."""
    if source.parent == PAGES / "en":
        return PAGES / "de" / source.name
    folder = source.parent if source.is_relative_to(ROOT / "docs") else ROOT / "docs"
    return folder / "de" / f"{name.rpartition('/')[2]}.md"
