"""Problem documents (RFC 9457) of the bridge itself, with the contract's codes."""

from __future__ import annotations

import json

from .answer import Answer

TYPES = "https://wegweiser.example/problems/"
TITLES = {
    404: ("not-found", "Not found"),
    405: ("method-not-allowed", "Method not allowed"),
    429: ("rate-limited", "Too many requests"),
    500: ("internal", "Internal error"),
    503: ("unavailable", "Not available at present"),
}


def problem(status: int, detail: str, retry_after: int | None = None) -> Answer:
    code, title = TITLES[status]
    body: dict[str, object] = {
        "type": TYPES + code,
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    }
    headers = {
        "content-type": "application/problem+json",
        "content-language": "en",
        "cache-control": "no-store",
    }
    if retry_after is not None:
        body["retryAfterSeconds"] = retry_after
        headers["retry-after"] = str(retry_after)
    if status == 405:
        headers["allow"] = "GET, HEAD, OPTIONS"
    return Answer(status, headers, json.dumps(body).encode())
