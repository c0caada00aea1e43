"""Addresses without a language: the front door, and those that reports and problem documents name."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

from tooling.docs.edition import edition
from tooling.docs.generated.requirements import by_group, group_titles
from tooling.docs.markup import inline

STATIC = Path(__file__).resolve().parent / "static"
FILES = ("gateway.js", "gateway.css")


def write(site: Path) -> None:
    for name in FILES:
        shutil.copyfile(STATIC / name, site / name)
    (site / "index.html").write_text(_page("Wegweiser", "", "index.html", ""), "utf-8")
    english = edition("en")
    for group, requirements in by_group(english).items():
        sections = "\n".join(
            f'<section id="{one.id.partition("/")[2]}"><h2>{escape(one.id)}</h2>'
            f'<p>{inline(one.sentence["en"])}</p><p lang="de">{inline(one.sentence["de"])}</p></section>'
            for one in requirements
        )
        _put(
            site,
            f"requirements/{group}",
            group_titles(english)[group],
            f"requirements/{group}.html",
            sections,
        )
    for code in english.contract.code_lists["problem-codes"].entries:
        _put(site, f"problems/{code}", code, f"code-lists/problem-codes.html#{code}", "")


def _put(site: Path, name: str, title: str, target: str, body: str) -> None:
    folder = site / name
    folder.mkdir(parents=True, exist_ok=True)
    up = "../" * (name.count("/") + 1)
    (folder / "index.html").write_text(_page(title, up, target, body), "utf-8")


def _page(title: str, up: str, target: str, body: str) -> str:
    ways = {lang: f"{up}{lang}/{target}" for lang in ("de", "en")}
    links = "\n".join(f'<link rel="alternate" hreflang="{lang}" href="{way}">' for lang, way in ways.items())
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{up}gateway.css">
{links}
<script src="{up}gateway.js" defer></script>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p><a href="{ways["de"]}" lang="de" hreflang="de">Auf Deutsch lesen</a> ·
<a href="{ways["en"]}" hreflang="en">Read in English</a></p>
{body}
</main>
</body>
</html>
"""
