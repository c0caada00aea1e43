"""Problems of servers that are not themselves: in English, whatever is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..around.messages import Answer

if TYPE_CHECKING:
    from ..around.messages import Headers

TYPE = "https://wegweiser.example/problems/"
HEADERS: Headers = (
    ("Content-Type", "application/problem+json"),
    ("Content-Language", "en"),
    ("Cache-Control", "no-store"),
    ("Access-Control-Allow-Origin", "*"),
    ("Vary", "Accept-Language, Accept-Encoding"),
)


def problem(status: int, code: str, detail: str, seconds: int | None = None) -> Answer:
    """`seconds` say when to ask again."""
    title = code.capitalize()
    body: dict[str, Any] = {
        "type": TYPE + code,
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    }
    headers = HEADERS
    if seconds is not None:
        body["retryAfterSeconds"] = seconds
        headers = (*headers, ("Retry-After", str(seconds)))
    return Answer(status, headers, json.dumps(body, separators=(",", ":")).encode())
