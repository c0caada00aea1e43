"""An answer on its way through the bridge: what came from the publisher, and what goes to the app."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Age, ETag, Retry-After, RateLimit, RateLimit-Policy, "
    "Deprecation, Sunset, Link",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def respond(request: Request, answer: Answer, age: int = 0) -> Response:
    """With CORS and validators; 304 if the asker has that body already."""
    headers = dict(answer.headers) | CORS
    if age:
        headers["age"] = str(age)
    if answer.status != 200:
        return Response(answer.body, answer.status, headers)
    headers.setdefault("cache-control", "no-store")
    tag = headers["etag"] = _weak(headers.get("etag"), answer.body)
    if _matches(request.headers.get("if-none-match", ""), tag):
        headers.pop("content-type", None)
        return Response(None, 304, headers)
    return Response(answer.body, 200, headers)


def _weak(tag: str | None, body: bytes) -> str:
    """Weak, because the same body also leaves compressed."""
    tag = tag or f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    return tag if tag.startswith("W/") else f"W/{tag}"


def _matches(wanted: str, tag: str) -> bool:
    """The weak comparison of RFC 9110, 8.8.3.2."""
    tags = {one.strip().removeprefix("W/") for one in wanted.split(",")}
    return wanted.strip() == "*" or tag.removeprefix("W/") in tags
