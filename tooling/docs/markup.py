"""HTML for what Markdown has no form for: lists of entries, tables that fit a phone, marks."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = re.compile(r"<[^>]*>")
_markdown = MarkdownIt("commonmark", {"html": False})


def inline(text: str) -> str:
    """A sentence of the contract: its backticks, nothing else."""
    return str(_markdown.renderInline(" ".join(text.split())))


def paragraphs(text: str) -> str:
    return str(_markdown.render(text)).strip()


def code(text: object) -> str:
    return f"<code>{escape(str(text))}</code>"


def link(address: str, html: str) -> str:
    return f'<a href="{escape(address)}">{html}</a>'


def spoken(lang: str, html: str) -> str:
    """Words in another language than the page's."""
    turn = ' dir="rtl"' if lang.partition("-")[0] in ("ar", "fa", "he", "ur") else ""
    return f'<span lang="{escape(lang)}"{turn}>{html}</span>'


def tag(html: str, kind: str = "") -> str:
    return f'<span class="{f"tag tag-{kind}" if kind else "tag"}">{html}</span>'


def raw(html: str) -> str:
    """HTML inside Markdown, untouched."""
    return f"\n~~~~{{raw}} html\n{html}\n~~~~\n"


def entries(rows: Iterable[tuple[str, str, str]]) -> str:
    """A list of definitions: (anchor, term, what it means)."""
    return "<dl class='entries'>\n" + "\n".join(map(_entry, rows)) + "\n</dl>"


def _entry(row: tuple[str, str, str]) -> str:
    anchor, term, meaning = row
    if not anchor:
        return f'<div class="entry"><dt>{term}</dt>\n<dd>{meaning}</dd></div>'
    here = f'<a class="headerlink" href="#{escape(anchor)}" aria-label="{escape(anchor)}">#</a>'
    return f'<div class="entry" id="{escape(anchor)}"><dt>{term} {here}</dt>\n<dd>{meaning}</dd></div>'


def facts(pairs: Iterable[tuple[str, str]], column: bool = False) -> str:
    """Small print below an entry: what → value; pairs without value are left out."""
    shown = [
        f"<li><span class='fact'>{name}:</span> <span>{value}</span></li>" for name, value in pairs if value
    ]
    kind = "facts column" if column else "facts"
    return f"<ul class='{kind}'>{''.join(shown)}</ul>" if shown else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str, wide: bool = False) -> str:
    """Cells say their column, so that a narrow screen can show a row as a block."""
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "\n".join(f"<tr>{_cells(heads, row)}</tr>" for row in rows)
    kind = "table rows wide" if wide else "table rows"
    return (
        f'<table class="{kind}"><caption>{caption}</caption>\n<thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table>"
    )


def _cells(heads: Sequence[str], row: Sequence[str]) -> str:
    first, *rest = (
        f' data-column="{escape(MARK.sub("", head))}">{cell}' for head, cell in zip(heads, row, strict=True)
    )
    return f'<th scope="row"{first}</th>' + "".join(f"<td{cell}</td>" for cell in rest)


def json_block(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return f"\n~~~~{{code-block}} json\n{text}\n~~~~\n"
