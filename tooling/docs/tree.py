"""The tree of the navigation, written into the pages as Sphinx's `toctree`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tooling.docs.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tooling.docs.edition import Edition
    from tooling.docs.page import Page

NAVIGATION = Path(__file__).resolve().parent / "navigation.yaml"
GERMAN = {
    "architecture": "Aufbau",
    "contributing": "Mitarbeiten",
    "decisions/README": "Entscheidungen",
    "examples": "Beispiele, die laufen",
    "examples/data": "Alle Antworten als Dateien",
    "examples/integreat-bridge": "Brücke für Integreat",
    "examples/minimal-publisher": "Der kleinste Herausgeber",
    "examples/other-languages": "Kotlin, Swift und Dart",
    "examples/python": "Programm in Python",
    "examples/static-publisher": "Ordner mit Dateien hinter nginx oder Apache",
    "examples/typescript": "Programm in TypeScript",
    "examples/web": "Suchseite für eine Kommune",
    "faults": "Störungen und was man davon sieht",
    "hostile-answers": "Feindselige Antworten",
    "verdicts": "Was ein Urteil kostet",
    "kill-matrix": "Nachweistabelle",
    "performance": "Leistung",
}
"""What the navigation calls pages whose file is English."""
LEFT_OVER = "guides/README"


def with_tree(edition: Edition, pages: Mapping[str, Page]) -> dict[str, Page]:
    """Every page below one other; the front page on top."""
    branches: list[dict[str, Any]] = yaml.safe_load(NAVIGATION.read_text("utf-8"))
    titles = {branch["page"]: branch["title"][edition.lang] for branch in branches}
    titles |= GERMAN if edition.lang == "de" else {}
    below = {branch["page"]: list(branch["below"]) for branch in branches}
    below["index"] = list(below)
    _generated(below, pages)
    _refuse_unknown(below, pages)
    lost = sorted(set(pages) - {"index"} - {name for names in below.values() for name in names})
    below[LEFT_OVER] = [name for name in lost if name.startswith("guides/")]
    lost = [name for name in lost if name not in below[LEFT_OVER]]
    if lost:
        raise BuildError(f"{NAVIGATION.name} gives no place to {', '.join(lost)}")
    return {
        name: replace(page, text=page.text + _toctree(below.get(name, ()), titles))
        for name, page in pages.items()
    }


def _refuse_unknown(below: Mapping[str, list[str]], pages: Mapping[str, Page]) -> None:
    unknown = [name for names in below.values() for name in names if name not in pages]
    if unknown:
        raise BuildError(f"{NAVIGATION.name} names pages that there are not: {', '.join(unknown)}")


def _generated(below: dict[str, list[str]], pages: Mapping[str, Page]) -> None:
    """`requirements/paging` stands below `requirements`, `decisions/001-…` below `decisions/README`."""
    for name in pages:
        folder, slash, _ = name.rpartition("/")
        parent = {"decisions": "decisions/README", "guides": None}.get(folder, folder)
        if slash and parent in pages and name != parent:
            below.setdefault(str(parent), []).append(name)


def _toctree(names: Iterable[str], titles: Mapping[str, str]) -> str:
    rows = [f"{titles[name]} </{name}>" if name in titles else f"/{name}" for name in names]
    if not rows:
        return ""
    lines = "\n".join(rows)
    return f"\n\n~~~~{{toctree}}\n:hidden:\n:maxdepth: 2\n\n{lines}\n~~~~\n"
