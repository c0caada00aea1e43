"""Swagger UI in two languages, from one host alone: for trying out, beside the pages that are for reading."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = ("swagger-ui.css", "page.css", "swagger-ui-bundle.js", "start.js")
WORDS = {
    "en": ("Every operation, to be tried out", "The pages for reading", "The whole contract"),
    "de": ("Alle Abfragen zum Ausprobieren", "Die Seiten zum Lesen", "Der ganze Vertrag"),
}


def asset(name: str) -> bytes:
    return files(__package__).joinpath("swagger_ui", name).read_bytes()


def page(contract: Mapping[str, Any], lang: str, document: str, assets: str, note: str = "") -> str:
    """`document` is the contract's address as seen from the page, `assets` the folder of scripts and styles.

    Whoever runs no scripts reads the table of the operations.
    """
    title = escape(f"{contract['info']['title']} {contract['info']['version']}")
    about, _, whole = WORDS[lang]
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width">\n<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{assets}swagger-ui.css">\n'
        f'<link rel="stylesheet" href="{assets}page.css">\n</head>\n<body>\n{note}'
        f'<div id="interface" data-contract="{escape(document)}"></div>\n'
        f'<main id="table">\n<h1>{title}</h1>\n<p>{about}.</p>\n'
        f'<p>{whole}: <a href="{escape(document)}">{escape(document.rpartition("/")[2])}</a></p>\n'
        f"<table>\n{_rows(contract)}\n</table>\n</main>\n"
        f'<script src="{assets}swagger-ui-bundle.js"></script>\n<script src="{assets}start.js"></script>\n'
        "</body>\n</html>\n"
    )


def _rows(contract: Mapping[str, Any]) -> str:
    return "\n".join(
        f"<tr><td><code>{escape(path)}</code></td><td>{escape(item['get']['summary'])}</td>"
        f"<td>{escape(item['get']['description'])}</td></tr>"
        for path, item in contract["paths"].items()
    )


NOTES = {
    "de": " Alles hier steht auch dort. Die Knöpfe auf dieser Seite sind englisch beschriftet (Swagger UI)."
}


def way_back(lang: str, address: str) -> str:
    """A line above the interface that leads to the pages."""
    return f'<p class="back"><a href="{escape(address)}">{WORDS[lang][1]}</a>.{NOTES.get(lang, "")}</p>\n'
