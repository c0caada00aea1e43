"""Text in the HTML report: everything is escaped, and marked where it is in another language."""

from __future__ import annotations

import re
from html import escape

_CODE = re.compile("`([^`]+)`")


def text(value: object) -> str:
    return escape(str(value), quote=True)


def prose(value: str) -> str:
    """A sentence of the requirements, with what stands in backticks as code."""
    return _CODE.sub(r"<code>\1</code>", text(value))


def pair(name: str, value: str) -> str:
    """A name and what belongs to it; `value` is markup already."""
    return f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>"


def english(foreign: bool) -> str:
    """The attribute of an element whose text the catalogue of the report's language lacks."""
    return ' lang="en"' if foreign else ""
