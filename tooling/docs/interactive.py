"""Swagger UI in the static site; the server puts the contract as it serves it in the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tooling.docs.edition import edition
from tooling.docs.places import LANGUAGES

from wegweiser_server.documentation import interactive

if TYPE_CHECKING:
    from pathlib import Path


def write_interactive(site: Path) -> None:
    folder = site / "swagger-ui"
    folder.mkdir(exist_ok=True)
    for name in interactive.FILES:
        (folder / name).write_bytes(interactive.asset(name))
    for lang in LANGUAGES:
        back = interactive.way_back(lang, "reference.html")
        contract = edition(lang).contract.document
        text = interactive.page(contract, lang, "openapi.json", "../swagger-ui/", back)
        (site / lang / "try.html").write_text(text, "utf-8")
