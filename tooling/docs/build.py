"""From pages to a site: sources written, Sphinx run for each language, addresses without language added."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tooling.docs import gateway
from tooling.docs.book import book
from tooling.docs.downloads import write_downloads
from tooling.docs.edition import edition
from tooling.docs.errors import BuildError
from tooling.docs.handwritten import draft
from tooling.docs.interactive import write_interactive
from tooling.docs.places import LANGUAGES, ROOT, SERVED, SPHINX

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tooling.docs.page import Page

SECONDS = 600
NOT_FOR_READERS = (".buildinfo", "objects.inv", "_sources", "*.map")


def build(out: Path, serve: bool) -> int:
    """Writes the site to `out`, with `serve` also to where the server finds it; says how many pages."""
    out = out.resolve()
    work = out.parent / f"{out.name}-work"
    books = {lang: book(edition(lang)) for lang in LANGUAGES}
    running = {lang: _sphinx(lang, _written(books[lang], work / lang), work) for lang in LANGUAGES}
    for lang, process in running.items():
        _finish(lang, process)
    for lang in LANGUAGES:
        _without_stale(books[lang], work / "html" / lang)
        write_downloads(edition(lang), work / "html" / lang)
    gateway.write(work / "html")
    write_interactive(work / "html")
    _swap(work / "html", out)
    if serve:
        _swap(out, SERVED)
    return len(books["en"])


def _written(pages: Iterable[Page], folder: Path) -> Path:
    """The sources; files that did not change keep their time, so that Sphinx skips them."""
    wanted = {folder / f"{page.name}.md": _text(page) for page in pages}
    for stale in set(folder.rglob("*.md")) - set(wanted):
        stale.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    return folder


def _without_stale(pages: Iterable[Page], folder: Path) -> None:
    """Sphinx leaves behind what it once made of a source that is gone."""
    wanted = {folder / f"{name}.html" for name in ("search", *(page.name for page in pages))}
    for stale in set(folder.rglob("*.html")) - wanted - set((folder / "_static").rglob("*.html")):
        stale.unlink()


def _text(page: Page) -> str:
    said = [f"spoken: {page.lang}"] if page.lang else []
    said += [] if page.searched else ["nosearch: true"]
    return "\n".join(["---", *said, "---", "", page.text]) if said else page.text


def _sphinx(lang: str, sources: Path, work: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sphinx", "--builder", "html", "--quiet", "--keep-going"]
    command += [] if draft() else ["--fail-on-warning"]
    command += ["--define", f"language={lang}", "--conf-dir", str(SPHINX)]
    command += ["--doctree-dir", str(work / "doctrees" / lang), str(sources), str(work / "html" / lang)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _finish(lang: str, process: subprocess.Popen[str]) -> None:
    try:
        told, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise BuildError(f"Sphinx did not end within {SECONDS} s ({lang})") from None
    if told and draft():
        print(told.strip(), file=sys.stderr)
    if process.returncode:
        raise BuildError(f"Sphinx refuses the {lang} pages:\n{told.strip()}")


def _swap(made: Path, out: Path) -> None:
    """What readers see changes at once, and never for a site that failed."""
    fresh = out.with_name(f"{out.name}-new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(
        made, fresh, ignore=shutil.ignore_patterns(".buildinfo", "objects.inv", "_sources", "*.map")
    )
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
