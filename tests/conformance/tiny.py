"""A publisher of a few jobs in one file: honest as it stands, and wrong in whatever a test overrides."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BASE = "http://127.0.0.1:8080/v1"


def raw(body: bytes = b"", status: int = 200, headers: Mapping[str, str] | None = None) -> httpx.Response:
    """An answer with just these bytes, streamed as from a network."""
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))


def job(number: int) -> dict[str, Any]:
    return {
        "id": f"j-{number:03}",
        "title": {"value": f"Koch {number}", "lang": "de", "origin": "source"},
        "offerType": {"code": "job" if number % 3 else "apprenticeship", "label": "Arbeitsstelle"},
        "publishedAt": f"2026-11-{28 - number % 28:02}T08:00:00+01:00",
        "remote": True,
    }


@dataclass
class Tiny:
    """Use it as the handler of an `httpx.MockTransport`; `asked` is every request it got."""

    count: int = 30
    description: dict[str, Any] = field(default_factory=dict)
    overrides: dict[str, Callable[[], httpx.Response]] = field(default_factory=dict)
    spoil: Callable[[dict[str, Any], httpx.QueryParams], Any] = field(default=lambda body, params: None)
    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        path = request.url.path.removeprefix("/v1")
        if path in self.overrides:
            return self.overrides[path]()
        if path in {"", "/"}:
            return self.answer(200, self.described())
        if path == "/jobs":
            return self.listed(request.url.params)
        found = [one for one in self.jobs() if path == f"/jobs/{one['id']}"]
        return self.answer(200, found[0]) if found else self.problem(404, "not-found")

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)

    def jobs(self) -> list[dict[str, Any]]:
        return [job(number) for number in range(self.count)]

    def described(self) -> dict[str, Any]:
        return {
            "contractVersion": "1.0.0-rc.3",
            "publisher": {"name": "Muster-Agentur <Süd>"},
            "conformsTo": ["core", "jobs", "query"],
            "limits": {"defaultLimit": 20, "maxLimit": 100},
            **self.description,
        }

    def listed(self, params: httpx.QueryParams) -> httpx.Response:
        limit = int(params.get("limit", "20"))
        if not 1 <= limit <= 100:
            return self.problem(400, "invalid-parameter", "limit")
        hits = sorted(self.jobs(), key=lambda one: (one["publishedAt"], one["id"]), reverse=True)
        for name in ("offerType",):
            if params.get_list(name):
                hits = [one for one in hits if one[name]["code"] in params.get_list(name)]
        if "startFrom" in params:
            hits = []
        return self.page(hits, params, limit)

    def page(self, hits: list[dict[str, Any]], params: httpx.QueryParams, limit: int) -> httpx.Response:
        bound = [
            [name, value] for name, value in params.multi_items() if name not in {"cursor", "limit", "lang"}
        ]
        start = 0
        if "cursor" in params:
            try:
                start, issued = json.loads(base64.urlsafe_b64decode(params["cursor"]))
            except (ValueError, TypeError):
                return self.problem(400, "invalid-cursor", "cursor")
            if issued != bound:
                return self.problem(400, "invalid-cursor", "cursor")
        shown = hits[start : start + limit]
        page: dict[str, Any] = {"total": len(hits), "totalRelation": "exact", "dataVersion": "1"}
        if start + limit < len(hits):
            cursor = base64.urlsafe_b64encode(json.dumps([start + limit, bound]).encode()).decode()
            kept = [(name, value) for name, value in params.multi_items() if name != "cursor"]
            page |= {"next": "?" + urlencode([*kept, ("cursor", cursor)]), "nextCursor": cursor}
        body = {"items": shown, "page": page}
        return self.answer(200, self.spoil(body, params) or body)

    def problem(self, status: int, code: str, parameter: str = "") -> httpx.Response:
        body = {
            "title": code,
            "status": status,
            "code": code,
            "errors": [{"parameter": parameter, "code": code}],
        }
        return self.answer(status, body, "application/problem+json")

    def answer(self, status: int, body: Any, media_type: str = "application/json") -> httpx.Response:
        return raw(json.dumps(body).encode(), status, {"Content-Type": media_type})


class StaticTiny(Tiny):
    """The same publisher as a folder of files: a hundred records a page, no query is read."""

    def described(self) -> dict[str, Any]:
        return {
            "limits": {},
            **super().described(),
            "conformsTo": ["core", "jobs", "static"],
            **self.description,
        }

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/v1")
        if path == "/jobs":
            return self.folder_page(1)
        if path.startswith("/jobs/pages/"):
            return self.folder_page(int(path.rpartition("/")[2]))
        return super().__call__(request)

    def folder_page(self, number: int) -> httpx.Response:
        jobs = self.jobs()
        page: dict[str, Any] = {"total": len(jobs), "totalRelation": "exact", "dataVersion": "1"}
        if number * 100 < len(jobs):
            page["next"] = "jobs/pages/2" if number == 1 else str(number + 1)
        return self.answer(200, {"items": jobs[(number - 1) * 100 : number * 100], "page": page})
