"""What can go wrong on the way to a server, said so that its reader knows what to do."""

from __future__ import annotations

import ssl

import httpcore
import httpx

NETWORK: tuple[type[Exception], ...] = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpx.TransportError,
    httpx.InvalidURL,
    httpx.DecodingError,
    ssl.SSLError,
    OSError,
)

REFUSED = "the connection was refused: nothing listens there"

_TIMEOUTS = (httpcore.TimeoutException, httpx.TimeoutException)
_PROTOCOL = (httpcore.ProtocolError, httpx.ProtocolError)


def describe(error: Exception, time_limit: float) -> str:
    """One clause: what happened instead of an answer."""
    text = str(error) or type(error).__name__
    lowered = text.lower()
    if isinstance(error, _TIMEOUTS):
        return f"it took longer than {time_limit:g} seconds"
    if "wrong version number" in lowered:
        return "TLS failed (what answers speaks no TLS: is it http rather than https?)"
    if "certificate" in lowered or isinstance(error, ssl.SSLError) or "ssl" in lowered:
        return f"TLS failed ({_tls(text)})"
    if isinstance(error, _PROTOCOL):
        return _protocol(text, lowered)
    return _network(text, lowered)


def _protocol(text: str, lowered: str) -> str:
    if "disconnect" in lowered:
        return "the connection was closed without an answer in HTTP"
    if "buffer too long" in lowered:
        return "the header fields are longer than 100 KiB"
    if "closed connection" in lowered:
        return f"the answer breaks off ({text})"
    return f"what came is not HTTP ({text})"


def _network(text: str, lowered: str) -> str:
    if "refused" in lowered:
        return REFUSED
    if any(
        sign in lowered
        for sign in ("name or service", "getaddrinfo", "temporary failure in name", "nodename")
    ):
        return "the host name is unknown"
    if "reset" in lowered:
        return "the connection was reset"
    return text


def _tls(text: str) -> str:
    """OpenSSL's sentence without its file and line."""
    core = text.partition("] ")[2] or text
    return core.partition(" (_ssl")[0]
