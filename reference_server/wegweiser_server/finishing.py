"""What every answer gets before it is sent: headers, validator, 304, compression."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import replace
from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answers import Answer, Headers
    from .settings import Settings

MAX_AGE = 300
SMALLEST_TO_COMPRESS = 1000
ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
EXPOSED = "ETag, Retry-After, RateLimit, RateLimit-Policy, Deprecation, Sunset, Link"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
# RFC 9110, 15.4.5: a 304 carries these of the 200, and no content headers.
OF_304 = ("Cache-Control", "ETag", "Vary", "Date", "Content-Location", "Expires")


class Finish:
    def __init__(self, settings: Settings, credential_headers: tuple[str, ...]) -> None:
        self._closed = not settings.anonymous
        self._shared = {**_cors(settings), **_ending(settings)}
        accept_language = ("Accept-Language",) if settings.claims("languages") else ()
        self._vary = ", ".join((*accept_language, "Accept-Encoding", *credential_headers))

    def headers(self, answer: Answer) -> Answer:
        kept = f"max-age={MAX_AGE}" if answer.status == 200 else "no-store"
        scope = "private, " if self._closed else "public, " if answer.status == 200 else ""
        shared = {"Cache-Control": scope + kept, "Vary": self._vary, **self._shared}
        return replace(answer, headers=shared | answer.headers)


def _cors(settings: Settings) -> Headers:
    if not (settings.anonymous and settings.claims("live")):
        return {}
    return {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPOSED}


def _ending(settings: Settings) -> Headers:
    ending = settings.ending
    if not ending:
        return {}
    headers = {"Deprecation": f"@{int(ending.deprecated_at.timestamp())}"}
    if ending.sunset_at:
        headers["Sunset"] = format_datetime(ending.sunset_at, usegmt=True)
    if ending.successor_url:
        headers["Link"] = f'<{ending.successor_url}>; rel="successor-version"'
    return headers


def tagged(answer: Answer) -> Answer:
    """With its `ETag`. Weak: the same body is also sent compressed."""
    if answer.status != 200:
        return answer
    tag = hashlib.blake2b(answer.body, digest_size=12).hexdigest()
    return answer.adding({"ETag": f'W/"{tag}"'})


def unless_held(answer: Answer, if_none_match: str | None) -> Answer:
    """304 instead of what the client holds."""
    if if_none_match is None or answer.status != 200:
        return answer
    if not _names(if_none_match, answer.headers["ETag"].removeprefix("W/")):
        return answer
    dropped = [name for name in answer.headers if name.startswith("Content-") and name not in OF_304]
    kept = {name: value for name, value in answer.headers.items() if name not in dropped}
    return replace(answer, status=304, body=b"", headers=kept)


def _names(if_none_match: str, tag: str) -> bool:
    """RFC 9110, 13.1.2: a list of validators, compared weakly, or `*`."""
    return if_none_match.strip() == "*" or tag in ENTITY_TAG.findall(if_none_match)


def compressed(answer: Answer, accept_encoding: str | None) -> Answer:
    if len(answer.body) < SMALLEST_TO_COMPRESS or not accepts_gzip(accept_encoding or ""):
        return answer
    body = gzip.compress(answer.body, compresslevel=5, mtime=0)
    return replace(answer.adding({"Content-Encoding": "gzip"}), body=body)


def accepts_gzip(header: str) -> bool:
    """Whether gzip, or anything, has a weight above 0."""
    weights: dict[str, str] = {}
    for item in header.lower().split(","):
        coding, _, parameter = item.partition(";")
        weights[coding.strip()] = parameter.replace(" ", "")
    weight = weights.get("gzip", weights.get("*"))
    return weight is not None and not re.fullmatch(r"q=0(\.0*)?", weight)
