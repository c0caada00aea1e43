"""The site as it was rendered: anchors, links and words of each page, read back from its HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SILENT = ("script", "style")
BLOCKS = {
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "caption",
    "summary",
    "pre",
    "br",
}


@dataclass(slots=True)
class Rendered:
    """`links` and `loaded` are addresses as they stand there; `text` is what is to be read."""

    lang: str = ""
    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    text: str = ""
    doubled: list[str] = field(default_factory=list)
    """Ids that stand there more than once."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Rendered()
        self._words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            if given["id"] in self.page.anchors:
                self.page.doubled.append(given["id"])
            self.page.anchors.add(given["id"])
        if tag == "html":
            self.page.lang = given.get("lang", "")
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        elif tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.page.loaded.append(given.get("href", ""))
        elif tag == "link" and "href" in given:
            self.page.links.append(given["href"])
        elif "src" in given:
            self.page.loaded.append(given["src"])
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag in BLOCKS:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def done(self) -> Rendered:
        self.page.text = " ".join("".join(self._words).split())
        return self.page


def read(file: Path) -> Rendered:
    reader = _Reader()
    reader.feed(file.read_text("utf-8"))
    reader.close()
    return reader.done()


def read_site(site: Path) -> Mapping[str, Rendered]:
    """By the page's address in the site, such as `de/index.html`; the theme's own files are left out."""
    files = (file for file in sorted(site.rglob("*.html")) if "_static" not in file.parts)
    return {file.relative_to(site).as_posix(): read(file) for file in files}
