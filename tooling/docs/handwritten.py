"""Pages that people write: generated parts are put in, links to files become links to pages."""

from __future__ import annotations

import os
import posixpath
import re
import sys
from typing import TYPE_CHECKING

from tooling.docs.errors import BuildError
from tooling.docs.places import PAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

GENERATED = re.compile(r"^<!-- generated: ([a-z-]+) -->[ \t]*$", re.M)
HEADING = re.compile(r"^(#+) ", re.M)
LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
FENCE = re.compile(r"^( *)(`{3,}|~{3,})[^\n]*\n.*?^\1\2[ \t]*$", re.M | re.S)
MARKED = re.compile(r"^( *```\w+)[ \t]+(?:skip|server)[a-z ]*$", re.M)
SHOWS = re.compile(r"^ *<!-- (?:shows|not run|run as):\s.*?-->\n", re.M | re.S)
DRAFT = "WEGWEISER_DOCS_DRAFT"
"""With 1 in this variable, links to files that are not written yet are only named."""
OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:|^#")


def draft() -> bool:
    return os.environ.get(DRAFT) == "1"


def fill(text: str, make: Callable[[str], str]) -> str:
    """Each `<!-- generated: NAME -->` replaced by what `make` makes of it, headings below those here."""

    def made(found: re.Match[str]) -> str:
        above = HEADING.findall(FENCE.sub("", text[: found.start()]))
        return _below(len(above[-1]) if above else 1, make(found[1]))

    return GENERATED.sub(made, text)


def _below(level: int, part: str) -> str:
    levels = [len(marks) for marks in HEADING.findall(part)]
    shift = level + 1 - min(levels) if levels else 0
    return HEADING.sub(lambda found: "#" * (len(found[1]) + shift) + " ", part)


def without_marks(text: str) -> str:
    """What the tests read in guides is not for readers."""
    return SHOWS.sub("", MARKED.sub(r"\1", text))


def linked(text: str, source: Path, here: str, pages: Mapping[Path, str], generated: frozenset[str]) -> str:
    """The text with links that lead to pages of the site; other files of the repository are only named."""

    def replace(found: re.Match[str]) -> str:
        words, target = found[1], found[2]
        if OUTSIDE.match(target):
            return found[0]
        return _link(words, target, source, here, pages, generated)

    return _outside_code(text, lambda part: LINK.sub(replace, part))


def _link(
    words: str, target: str, source: Path, here: str, pages: Mapping[Path, str], generated: frozenset[str]
) -> str:
    path, _, anchor = target.partition("#")
    file = (source.parent / path).resolve()
    page = pages.get(file) or _generated_page(file, generated)
    if page:
        relative = posixpath.relpath(f"{page}.md", posixpath.dirname(here) or ".")
        return f"[{words}]({relative}{f'#{anchor}' if anchor else ''})"
    if not file.exists():
        dead = f"{source.relative_to(ROOT)}: the link to {target} leads nowhere"
        if not draft():
            raise BuildError(dead)
        print(dead, file=sys.stderr)
        return words
    shown = file.relative_to(ROOT).as_posix()
    return words if shown in words else f"{words} (`{shown}`)"


def _generated_page(file: Path, generated: frozenset[str]) -> str | None:
    """`docs/pages/en/requirements/paging.md` is no file, but a page once the site is made."""
    for lang in ("en", "de"):
        if file.is_relative_to(PAGES / lang):
            name = file.relative_to(PAGES / lang).with_suffix("").as_posix()
            return name if name in generated else None
    return None


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    parts, end = [], 0
    for fence in FENCE.finditer(text):
        parts += [change(text[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*parts, change(text[end:])])
