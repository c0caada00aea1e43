"""Parts that are taken from files of the repository: the kill matrix, releases, what changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tooling.docs.markup import code, link, paragraphs, raw, table
from tooling.docs.page import href
from tooling.docs.places import ROOT

from wegweiser_contract import load_contract, releases

if TYPE_CHECKING:
    from tooling.docs.edition import Edition

DATED = re.compile(r"^## (\S+) · (\d{4}-\d\d-\d\d)$", re.M)


def kill_matrix(edition: Edition, here: str) -> str:
    """The families of mutants and what share of each is convicted; the whole file is a page of its own."""
    text = (ROOT / "docs" / "kill-matrix.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    end = next(number for number, line in enumerate(lines) if line.startswith("| all "))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[: end + 1]]
    rows = [(edition.words.get(f"family-{row[0]}", row[0]), *row[1:]) for row in cells[2:]]
    heads = tuple(edition[f"matrix-{head.split()[0]}"] for head in cells[0])
    more = link(href(here, "kill-matrix"), edition["whole-kill-matrix"])
    made = raw(table(heads, rows, edition["kill-matrix"]) + f"<p>{more}</p>")
    return f"## {edition['kill-matrix']}\n\n{edition['kill-matrix-intro']}\n{made}"


def changes(edition: Edition, here: str) -> str:
    text = (ROOT / "spec" / "CHANGELOG.md").read_text("utf-8").partition("\n")[2]
    body = re.sub(r"^(#+) ", r"#\1 ", text, flags=re.M)
    return f"{edition['changes-intro']}\n" + raw(f'<div lang="en">\n{paragraphs(body)}\n</div>')


def releases_table(edition: Edition, here: str) -> str:
    dates = dict(DATED.findall((ROOT / "spec" / "CHANGELOG.md").read_text("utf-8")))
    current = load_contract().version
    rows = [
        (
            code(version),
            dates.get(version, "–"),
            edition["released" if (ROOT / "spec" / "releases" / f"{version}.yaml").is_file() else "draft"],
            edition["yes"] if version == current else edition["no"],
        )
        for version in releases()
    ]
    heads = (edition["version"], edition["day"], edition["state"], edition["this-site"])
    return raw(table(heads, rows, edition["releases"]))
