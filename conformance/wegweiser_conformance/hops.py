"""Which hop on the way probably gave an answer: a guess from what its header fields say, never more.

Whoever mends a finding must know where to look: at the application, at the gateway before it, or at a cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange


class Hop(StrEnum):
    """Who probably answered."""

    NOBODY = "nobody"
    GATEWAY = "gateway"
    CACHE = "cache"
    APPLICATION = "application"


_PROBLEM = "application/problem+json"
_CACHE_FIELDS = ("X-Cache", "X-Cache-Status", "CF-Cache-Status", "Cache-Status", "X-Proxy-Cache")
_GATEWAYS = (
    *(
        "nginx",
        "openresty",
        "apache",
        "envoy",
        "haproxy",
        "traefik",
        "caddy",
        "kong",
        "varnish",
        "cloudflare",
    ),
    *("awselb", "akamai", "big-ip", "bigip", "microsoft-azure-application-gateway", "squid", "lighttpd"),
)
_APPLICATION_SERVERS = (
    *("werkzeug", "uvicorn", "hypercorn", "gunicorn", "waitress", "kestrel", "jetty", "tomcat", "coyote"),
    *("undertow", "wildfly", "puma", "cowboy", "express", "php"),
)
_GATEWAY_STATUSES = {502, 504}


@dataclass(frozen=True, slots=True)
class Guess:
    """The hop, and the header fields that speak for it."""

    hop: Hop
    signs: tuple[str, ...] = ()


def guess(answer: Exchange) -> Guess:
    if answer.fault and not answer.headers.lines:
        return Guess(Hop.NOBODY)
    cached = tuple(_cache_signs(answer))
    if cached:
        return Guess(Hop.CACHE, cached)
    foreign = tuple(_gateway_signs(answer))
    return Guess(Hop.GATEWAY, foreign) if foreign else Guess(Hop.APPLICATION)


def _cache_signs(answer: Exchange) -> Iterator[str]:
    """A stored answer has an age, or says that it is a hit."""
    age = answer.headers.get("Age") or ""
    if age.isascii() and age.isdigit() and int(age[:9]) > 0:
        yield f"Age: {age}"
    for name in _CACHE_FIELDS:
        value = answer.headers.get(name) or ""
        if "hit" in value.lower():
            yield f"{name}: {value}"


def _gateway_signs(answer: Exchange) -> Iterator[str]:
    """An error that is no problem document, from something that is no application server."""
    server = answer.headers.get("Server") or ""
    if answer.status < 400 or answer.media_type == _PROBLEM:
        return
    if any(name in server.lower() for name in _APPLICATION_SERVERS):
        return
    known = any(name in server.lower() for name in _GATEWAYS)
    if not (known or answer.media_type == "text/html" or answer.status in _GATEWAY_STATUSES):
        return
    yield f"{answer.status} {answer.media_type}".strip()
    for name in ("Server", "Via"):
        if name in answer.headers:
            yield f"{name}: {answer.headers.get(name)}"
