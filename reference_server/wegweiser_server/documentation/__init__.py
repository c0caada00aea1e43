"""Swagger UI at `/docs`, from this server alone, until the rendered documentation takes its place."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ..answers import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
FILES = ("swagger-ui.css", "page.css", "swagger-ui-bundle.js", "start.js")
PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Language": "en",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def asset(name: str) -> Answer:
    body = files(__package__).joinpath("swagger_ui", name).read_bytes()
    headers = {"Content-Type": TYPES[name.rpartition(".")[2]], "X-Content-Type-Options": "nosniff"}
    return Answer(200, body, headers)


def page(contract: Mapping[str, Any]) -> Answer:
    """Whoever runs no scripts reads the table of the operations."""
    rows = "\n".join(
        f"<tr><td><code>{escape(path)}</code></td><td>{escape(item['get']['summary'])}</td>"
        f"<td>{escape(item['get']['description'])}</td></tr>"
        for path, item in contract["paths"].items()
    )
    title = escape(f"{contract['info']['title']} {contract['info']['version']}")
    text = (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width">\n<link rel="icon" href="data:,">\n'
        '<link rel="stylesheet" href="docs/swagger-ui.css">\n<link rel="stylesheet" href="docs/page.css">\n'
        '<div id="interface"></div>\n'
        f'<div id="table">\n<h1>{title}</h1>\n<p>The whole contract: '
        '<a href="openapi.yaml">openapi.yaml</a>, <a href="openapi.json">openapi.json</a>.</p>\n'
        f"<table>\n{rows}\n</table>\n</div>\n"
        '<script src="docs/swagger-ui-bundle.js"></script>\n<script src="docs/start.js"></script>\n</html>\n'
    )
    return Answer(200, text.encode(), PAGE_HEADERS)
