"""What lies at the host's root: health, the contract as served, documentation; all of it from here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from wegweiser_contract.yaml_text import to_yaml

from . import documentation
from .answers import Answer, document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .service import Service

HEALTH = "/healthz"
DOCS_PATHS = tuple(f"/docs/{name}" for name in documentation.FILES)
HOST_PATHS = (HEALTH, "/openapi.json", "/openapi.yaml", "/docs", *DOCS_PATHS)
YAML = "application/yaml; charset=utf-8"


class Host:
    """The path at the root → what answers it; all but the health are made once."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._made: dict[str, Answer] = {}
        self._makers: Mapping[str, Callable[[], Answer]] = {
            "/openapi.json": lambda: document(200, self._contract()),
            "/openapi.yaml": lambda: Answer(200, to_yaml(self._contract()).encode(), {"Content-Type": YAML}),
            "/docs": lambda: documentation.page(self._contract()),
            **{f"/docs/{name}": partial(documentation.asset, name) for name in documentation.FILES},
        }

    def __contains__(self, path: str) -> bool:
        return path == HEALTH or path in self._makers

    async def answer(self, path: str) -> Answer:
        if path == HEALTH:
            return await run_in_threadpool(self._healthy)
        if path not in self._made:
            self._made[path] = await run_in_threadpool(self._makers[path])
        return self._made[path]

    def _healthy(self) -> Answer:
        """Reads from the database, and so fails as any list would: 503 if it is away."""
        service = self._service
        service.store.get(service.collections[0], "healthz", service.settings.today())
        return document(200, {"status": "ok"}).adding({"Cache-Control": "no-store"})

    def _contract(self) -> dict[str, Any]:
        settings = self._service.settings
        servers = [{"url": f"{settings.public_url}{settings.base_path}" or "/"}]
        return {**self._service.contract.document, "servers": servers}
