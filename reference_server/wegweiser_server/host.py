"""What lies at the host's root: health, the contract as served, documentation; all of it from here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from wegweiser_contract.yaml_text import to_yaml

from .answers import Answer, document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .service import Service

DOCS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Language": "en",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}
HOST_PATHS = ("/healthz", "/openapi.json", "/openapi.yaml", "/docs")
YAML = "application/yaml; charset=utf-8"


class Host:
    """The path at the root → what answers it; answers are made once."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._made: dict[str, Answer] = {}
        self._makers: Mapping[str, Callable[[], Answer]] = {
            "/healthz": lambda: document(200, {"status": "ok"}).adding({"Cache-Control": "no-store"}),
            "/openapi.json": lambda: document(200, self._contract()),
            "/openapi.yaml": lambda: Answer(200, to_yaml(self._contract()).encode(), {"Content-Type": YAML}),
            "/docs": lambda: Answer(200, page(self._contract()).encode(), DOCS),
        }

    def __contains__(self, path: str) -> bool:
        return path in self._makers

    async def answer(self, path: str) -> Answer:
        if path not in self._made:
            self._made[path] = await run_in_threadpool(self._makers[path])
        return self._made[path]

    def _contract(self) -> dict[str, Any]:
        settings = self._service.settings
        servers = [{"url": f"{settings.public_url}{settings.base_path}" or "/"}]
        return {**self._service.contract.document, "servers": servers}


def page(contract: Mapping[str, Any]) -> str:
    """A table of the operations, until the rendered documentation takes its place."""
    rows = "\n".join(
        f"<tr><td><code>{escape(path)}</code></td><td>{escape(item['get']['summary'])}</td>"
        f"<td>{escape(item['get']['description'])}</td></tr>"
        for path, item in contract["paths"].items()
    )
    title = escape(f"{contract['info']['title']} {contract['info']['version']}")
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        "<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "td{vertical-align:top;padding:.4rem;border-top:1px solid #ccc}</style>\n"
        f"<h1>{title}</h1>\n<p>The whole contract: <a href='openapi.yaml'>openapi.yaml</a>, "
        f"<a href='openapi.json'>openapi.json</a>.</p>\n<table>\n{rows}\n</table>\n</html>\n"
    )
