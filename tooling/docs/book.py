"""All pages of one language, and the tree they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tooling.docs import repository_pages
from tooling.docs.generated.pages import generated_pages
from tooling.docs.generated.parts import part
from tooling.docs.handwritten import fill, linked, without_marks
from tooling.docs.in_german import in_german, translated_by_sentence
from tooling.docs.page import Page
from tooling.docs.tree import with_tree

if TYPE_CHECKING:
    from pathlib import Path

    from tooling.docs.edition import Edition


def book(edition: Edition) -> tuple[Page, ...]:
    sources = repository_pages.english()
    pages = generated_pages(edition)
    known = _pages_of_files(sources)
    names = frozenset(pages) | frozenset(sources)
    for name, source in sources.items():
        pages[name] = _page(edition, name, source, known, names)
    return tuple(with_tree(edition, pages).values())


def _page(edition: Edition, name: str, english: Path, known: dict[Path, str], names: frozenset[str]) -> Page:
    own = repository_pages.german(name, english) if edition.lang == "de" else english
    source = own if own.is_file() else english
    text, said = without_marks(source.read_text("utf-8")), source is own
    if edition.lang == "de" and name in translated_by_sentence():
        text, said = in_german(name, text), True
    text = linked(text, source, name, known, names)
    text = fill(text, lambda part_name: part(part_name, edition, name))
    return Page(name, text, None if said else "en")


def _pages_of_files(sources: dict[str, Path]) -> dict[Path, str]:
    found: dict[Path, str] = {}
    for name, source in sources.items():
        found |= {source: name, repository_pages.german(name, source): name}
    return found
