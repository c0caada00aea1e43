"""Addresses without a language: the front door, and those that reports and problem documents name."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tooling.docs.edition import edition
from tooling.docs.generated.requirements import by_group, group_titles
from tooling.docs.markup import inline

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "gateway.js"
CHOOSE = """// Leads to the language that the browser prefers; without it both are linked.
const preferred = (navigator.languages || [navigator.language]).map((one) => one.slice(0, 2));
const chosen = preferred.find((one) => one === "de" || one === "en") || "en";
const way = document.querySelector(`link[rel=alternate][hreflang=${chosen}]`);
location.replace(way.getAttribute("href") + (location.hash || new URL(way.href).hash));
"""
STYLE = """body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1b1b; background: #fff; color-scheme: light dark }
a { color: #00508f } li { margin: .6rem 0 } section { margin: 2rem 0 } h2 { font-size: 1.1rem }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #14181e } a { color: #8ec5ff } }
"""


def write(site: Path) -> None:
    (site / SCRIPT).write_text(CHOOSE, "utf-8")
    (site / "gateway.css").write_text(STYLE, "utf-8")
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
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{up}gateway.css">
{links}
<script src="{up}{SCRIPT}" defer></script>
<main>
<h1>{escape(title)}</h1>
<p><a href="{ways["de"]}" lang="de" hreflang="de">Auf Deutsch lesen</a> ·
<a href="{ways["en"]}" hreflang="en">Read in English</a></p>
{body}
</main>
</html>
"""
