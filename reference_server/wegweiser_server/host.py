"""What lies at the host's root: health, the contract as served, documentation; all of it from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from wegweiser_contract import load_contract
from wegweiser_contract.translations import translated
from wegweiser_contract.yaml_text import to_yaml

from .answers import Answer, document
from .documentation import ROOT, Documentation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .service import Service

HEALTH = "/healthz"
HOST_PATHS = (HEALTH, "/openapi.json", "/openapi.yaml", "/openapi.de.json", ROOT)
YAML = "application/yaml; charset=utf-8"


class Host:
    """The path at the root → what answers it; the contract is made once."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._made: dict[str, Answer] = {}
        self._documentation = Documentation(self._contract)
        self._makers: Mapping[str, Callable[[], Answer]] = {
            "/openapi.json": lambda: document(200, self._contract("en")),
            "/openapi.de.json": lambda: document(200, self._contract("de")),
            "/openapi.yaml": lambda: Answer(
                200, to_yaml(self._contract("en")).encode(), {"Content-Type": YAML}
            ),
        }

    def __contains__(self, path: str) -> bool:
        return path == HEALTH or path in self._makers or path in self._documentation

    async def answer(self, path: str) -> Answer:
        if path == HEALTH:
            return await run_in_threadpool(self._healthy)
        if path not in self._makers:
            return await run_in_threadpool(self._documentation.answer, path)
        if path not in self._made:
            self._made[path] = await run_in_threadpool(self._makers[path])
        return self._made[path]

    def _healthy(self) -> Answer:
        """Reads from the database, and so fails as any list would: 503 if it is away."""
        service = self._service
        service.store.get(service.collections[0], "healthz", service.settings.today())
        return document(200, {"status": "ok"}).adding({"Cache-Control": "no-store"})

    def _contract(self, lang: str) -> dict[str, Any]:
        settings = self._service.settings
        servers = [{"url": f"{settings.public_url}{settings.base_path}" or "/"}]
        return {**self._in(lang), "servers": servers}

    def _in(self, lang: str) -> Mapping[str, Any]:
        """An overlay belongs to the whole contract: that is translated, and projected afterwards."""
        served = self._service.contract
        if lang == "en" or served.version != load_contract().version:
            return served.document
        return translated(load_contract(), lang).project(served.classes).document
