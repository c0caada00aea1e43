"""Where things lie in the repository, and where the site is made."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "pages"
SPHINX = Path(__file__).resolve().parent / "sphinx"
BUILD = ROOT / "build"
SITE = BUILD / "docs"
SOURCES = BUILD / "docs-sources"
SERVED = ROOT / "reference_server" / "wegweiser_server" / "documentation" / "site"
LANGUAGES = ("de", "en")
