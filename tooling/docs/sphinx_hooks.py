"""What templates need to know of a page: its twin in the other language, and the language of its text."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError
from tooling.docs.edition import edition
from tooling.docs.markup import MARK

if TYPE_CHECKING:
    from sphinx.application import Sphinx


THEME_WORDS = {
    "Abschnitt Navigation": "In diesem Bereich",
    "Breadcrumb": "Wo Sie sind",
    "Collapse Sidebar": "Seitenleiste einklappen",
    "Expand Sidebar": "Seitenleiste ausklappen",
    "Link to this heading": "Link zu dieser Überschrift",
    "Search the docs ...": "Suchbegriffe",
}
"""What the theme says in no German, or in none that anybody would write."""
TABLE = re.compile(r'<table class="table">(.*?)</table>', re.S)
HEAD = re.compile(r"<th[^>]*>(.*?)</th>", re.S)
ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.S)
EVAL = re.compile(r"new Function\(\s*\"n\",\s*`return \(\$\{catalog\.plural_expr\}\)`,\s*\)")


def connect(app: Sphinx) -> None:
    app.connect("doctree-read", free_anchors)
    app.connect("html-page-context", add_language)
    app.connect("build-finished", finish_pages)
    app.connect("build-finished", without_eval)


def free_anchors(app: Sphinx, doctree: Any) -> None:
    """The title of the schema `Code` takes no anchor that its property `code` has."""
    if app.env.docname.startswith("schemas/"):
        title = doctree[0]
        title["ids"] = [name for name in title["ids"] if name.startswith("schema-")]


def finish_pages(app: Sphinx, error: Exception | None) -> None:
    """The theme's arrows that unfold a part of the navigation have no name for those who hear them, and not
    all of its words are there in German."""
    label = f'<summary aria-label="{edition(app.config.language)["unfold"]}"><span class="toctree-toggle"'
    for file in Path(app.outdir).rglob("*.html"):
        text = file.read_text("utf-8")
        named = _said(app.config.language, text.replace('<summary><span class="toctree-toggle"', label))
        if named != text:
            file.write_text(named, "utf-8")


def _with_columns(table: re.Match[str]) -> str:
    """A table of Markdown as those that are generated: cells say their column, for narrow screens."""
    heads = [escape(MARK.sub("", head).strip()) for head in HEAD.findall(table[1])]

    def row(found: re.Match[str]) -> str:
        columns = iter(heads)
        return re.sub("<td", lambda _: f'<td data-column="{next(columns, "")}"', found[0])

    return f'<table class="table rows">{ROW.sub(row, table[1])}</table>'


def _said(lang: str, text: str) -> str:
    for english, german in THEME_WORDS.items() if lang == "de" else ():
        text = re.sub(rf"(?<=[>\"])(\s*){re.escape(english)}(\s*)(?=[<\"])", rf"\1{german}\2", text)
    return text


def without_eval(app: Sphinx, error: Exception | None) -> None:
    """Sphinx makes a function of a text, which our Content-Security-Policy refuses; we write the function."""
    file = Path(app.outdir) / "_static" / "doctools.js"
    text = file.read_text("utf-8")
    made = EVAL.sub("(n) => Number(n !== 1)", text)
    if made == text and "new Function" in text:
        raise ExtensionError("doctools.js evaluates text in another way than we know")
    file.write_text(made, "utf-8")


def add_language(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    spoken = edition(app.config.language)
    up = "../" * (pagename.count("/") + 1)
    context["words"] = spoken.words
    context["other_language"] = spoken.other
    context["other_language_page"] = f"{up}{spoken.other}/{pagename}.html"
    context["site_root"] = up
    if context.get("body"):
        context["body"] = TABLE.sub(_with_columns, context["body"])
    metadata = app.env.metadata.get(pagename, {})
    if "spoken" in metadata and context.get("body"):
        note = f'<p class="note-language">{spoken["english-only"]}</p>' if spoken.lang != "en" else ""
        context["body"] = f'{note}<div lang="{metadata["spoken"]}">{context["body"]}</div>'
