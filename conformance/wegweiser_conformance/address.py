"""The base URL: whatever precedes `/jobs`; and how paths and parameters are put behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    type_of_value = str | int | float | bool
    type_of_params = Mapping[str, type_of_value | Sequence[type_of_value]]


class AddressError(ValueError):
    """The URL given cannot be the base of the interface."""


def base_url(text: str) -> str:
    """The base without its slash; refuses what cannot be one, above all credentials in the URL."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise AddressError(f"{text!r} is no URL: {error}") from None
    if parts.username is not None or parts.password is not None:
        raise AddressError(
            "a URL carries no credentials: use WEGWEISER_API_KEY, WEGWEISER_BASIC or --key-file"
        )
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(c.isspace() for c in text.strip()):
        raise AddressError(f"{text!r} is no URL of an interface: give one like https://api.agency.example/v1")
    if parts.query or parts.fragment:
        raise AddressError("give the URL that precedes /jobs, without a query string or fragment")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port is None else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path.rstrip("/"), "", ""))


def join(base: str, path: str, params: type_of_params | None = None) -> str:
    """`base` + `path` + parameters, each value percent-encoded; a path may carry a raw query itself."""
    query = urlencode(list(_pairs(params or {})), quote_via=quote, safe="")
    if not query:
        return base + path
    return f"{base}{path}{'&' if '?' in path else '?'}{query}"


def follow(url: str, reference: str) -> str:
    """Resolve a relative reference against the URL that answered (RFC 3986 5.2)."""
    try:
        return urljoin(url, reference)
    except ValueError:
        return reference


def _pairs(params: type_of_params) -> Iterable[tuple[str, str]]:
    for name, value in params.items():
        if isinstance(value, (str, int, float)):
            yield name, _literal(value)
        else:
            yield from ((name, _literal(one)) for one in value)


def _literal(value: type_of_value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
