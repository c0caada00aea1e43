"""The suite's only way to the server: reads only, records everything, sends equal requests once."""

from __future__ import annotations

import ipaddress
import ssl
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from wegweiser_conformance import bodies, failures
from wegweiser_conformance.address import AddressError
from wegweiser_conformance.credentials import NONE, Credential
from wegweiser_conformance.exchange import ACCEPT, USUAL, Exchange, Headers
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.model import NotTested
from wegweiser_conformance.pace import Pace
from wegweiser_conformance.patience import Patience
from wegweiser_conformance.transport import BoundedTransport, Deadline
from wegweiser_conformance.version import USER_AGENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
EVERY_METHOD = READING_METHODS | {"POST", "PUT", "PATCH", "DELETE"}
TIME_LIMIT = 15.0
_ATTEMPTS_WHEN_REFUSED = 3

type_of_key = tuple[str, str, tuple[tuple[str, str], ...], str]


@dataclass
class Client:
    """Asks one server, the one at `base`; its traffic is the evidence of the whole run."""

    base: str
    credential: Credential = NONE
    mask: Mask = field(default_factory=Mask)
    pace: Pace = field(default_factory=Pace)
    time_limit: float = TIME_LIMIT
    most_bytes: int = bodies.MOST_BYTES
    ca_bundle: str | None = None
    methods: frozenset[str] = READING_METHODS
    transport: httpx.BaseTransport | None = None
    traffic: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._deadline = Deadline()
        transport = self.transport or _network(self.base, self._deadline, self.ca_bundle)
        no_cookies = CookieJar(
            DefaultCookiePolicy(allowed_domains=[])
        )  # what a server sets is never sent back
        self._http = httpx.Client(
            transport=transport, follow_redirects=False, trust_env=False, cookies=no_cookies
        )
        self._memo: dict[type_of_key, Exchange] = {}
        self._patience = Patience(self.base, self.time_limit)

    def ask(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        auth: bool = True,
        fresh: bool = False,
    ) -> Exchange:
        """The answer to one request; the same question is not sent twice unless `fresh`."""
        if method not in self.methods:
            raise ValueError(f"the suite only reads: {method} is never sent but to a sandbox")
        if not same_origin(url, self.base):
            raise NotTested(f"{url} lies outside {self.base}; the suite asks no other server")
        fields = tuple(sorted((headers or {}).items()))
        scheme = self.credential.scheme if auth else ""
        key = (method, url, tuple((name.lower(), value) for name, value in fields), scheme)
        if fresh or key not in self._memo:
            answer = self._patiently(method, url, fields, scheme)
            self._memo.setdefault(key, answer)
            return answer
        return self._memo[key]

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Within, nothing that was asked before is known."""
        known, self._memo = self._memo, {}
        try:
            yield
        finally:
            self._memo = known

    def close(self) -> None:
        self._http.close()

    def _patiently(self, method: str, url: str, fields: tuple[tuple[str, str], ...], scheme: str) -> Exchange:
        """Send; if the server says "later", wait as it asks and send again, a few times."""
        for attempt in range(_ATTEMPTS_WHEN_REFUSED):
            answer = self._send(method, url, fields, scheme)
            if answer.fault == failures.REFUSED and any(one.status for one in self.traffic):
                raise NotTested("the server stopped answering during the run")
            asked_to_wait = answer.status == 429 or (answer.status == 503 and "Retry-After" in answer.headers)
            if not asked_to_wait:
                return answer
            if answer.status == 429:
                self.pace.slow_down()
            if not self.pace.obey(answer.headers.get("Retry-After"), fallback=2.0**attempt):
                break
        raise NotTested(
            f"{answer.what} was refused with {answer.status}, also after waiting as Retry-After asks"
        )

    def _send(self, method: str, url: str, fields: tuple[tuple[str, str], ...], scheme: str) -> Exchange:
        self._patience.demand(url)
        self.pace.step()
        begun = time.monotonic()
        self._deadline.set(self.time_limit)
        status, headers, body, fault = self._exchange(method, url, fields, scheme)
        answer = Exchange(
            number=len(self.traffic) + 1,
            method=method,
            url=url,
            sent=fields,
            credential=scheme,
            status=0 if fault else status,
            headers=headers,
            body=body,
            fault=fault,
            seconds=time.monotonic() - begun,
        )
        self.traffic.append(answer)
        self._patience.learn(answer)
        return answer

    def _exchange(
        self, method: str, url: str, fields: tuple[tuple[str, str], ...], scheme: str
    ) -> tuple[int, Headers, bytes, str]:
        sent = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
        sent |= dict(fields)
        if scheme and self.credential.header:
            sent |= dict([self.credential.header])
        status, headers, body = 0, Headers(), b""
        try:
            request = self._http.build_request(method, url, headers=sent, timeout=self.time_limit)
            for name in [name for name, value in fields if not value and name.lower() in USUAL]:
                request.headers.pop(name, None)  # an empty value means: not even the usual one
            answer = self._http.send(request, stream=True)
            try:
                status, headers = answer.status_code, _headers(answer)
                encoding = headers.get("Content-Encoding") or ""
                body = bodies.read(answer.iter_raw(), encoding, self._deadline, self.most_bytes)
            finally:
                answer.close()
        except bodies.BodyFault as fault:
            return status, headers, fault.so_far, str(fault)
        except failures.NETWORK as error:
            return status, headers, body, failures.describe(error, self.time_limit)
        return status, headers, body, ""


def _headers(answer: httpx.Response) -> Headers:
    return Headers(
        tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers.raw)
    )


def same_origin(url: str, base: str) -> bool:
    """Scheme, host and port agree: only then may a request, and the key with it, be sent."""
    one, other = httpx.URL(url), httpx.URL(base)
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)


def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _network(base: str, deadline: Deadline, ca_bundle: str | None) -> BoundedTransport:
    return BoundedTransport(deadline, _trust(ca_bundle), proxy_for(base))


def _trust(ca_bundle: str | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca_bundle) if ca_bundle else httpx.create_ssl_context()


def proxy_for(base: str) -> str | None:
    """The proxy that the environment names (HTTPS_PROXY, NO_PROXY …), never for this very machine."""
    parts = urlsplit(base)
    if is_loopback(base) or urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    proxy = urllib.request.getproxies().get(parts.scheme)
    if proxy is None or "://" not in proxy:
        return f"http://{proxy}" if proxy else None
    if urlsplit(proxy).scheme not in {"http", "https"}:
        raise AddressError("the proxy that the environment names is no HTTP proxy; unset it or name another")
    return proxy
