"""Pages before Sphinx makes HTML of them, and the way from one to another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """`name` is its address below the language, without ending; `text` is MyST Markdown."""

    name: str
    text: str
    lang: str | None = None
    """The language of the content where it is not the site's: what is there in English alone."""
    searched: bool = True
    """Whether the search finds it; what repeats other pages would only be in the way."""


def href(here: str, there: str, anchor: str = "") -> str:
    """From the page `here` to the page `there`, both named as in `Page.name`."""
    path = posixpath.relpath(f"{there}.html", posixpath.dirname(here) or ".")
    return f"{path}#{anchor}" if anchor else path
