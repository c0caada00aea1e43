"""The one who asks the publisher: with the key, within limits, and never anybody else."""

from __future__ import annotations

import asyncio
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx

from .answer import Answer
from .keeping import seconds_in
from .problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .settings import Settings

MOST_BYTES = 2 * 1024 * 1024
JSON = ("application/json", "application/problem+json")
ABOUT_THE_BODY = ("content-type", "content-language", "cache-control", "etag", "last-modified", "age")
ABOUT_THE_SERVICE = ("retry-after", "ratelimit", "ratelimit-policy", "deprecation", "sunset", "link")
PASSED = ABOUT_THE_BODY + ABOUT_THE_SERVICE
NOT_HERE = ("x-api-key", "authorization", "accept-encoding")
ATTEMPTS = 2
LATER = 30


class Unusable(Exception):
    """What the publisher sent is not what the contract says."""


class Upstream:
    def __init__(self, settings: Settings, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._base = httpx.URL(settings.upstream)
        self._seconds = settings.seconds
        self._secrets = [value.rpartition(" ")[2] for value in settings.credential.values()]
        self._silent_until = 0.0
        self._client = httpx.AsyncClient(
            headers={"User-Agent": "wegweiser-bridge", "Accept-Encoding": "gzip", **settings.credential},
            timeout=httpx.Timeout(settings.seconds, connect=3.0),
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=10),
            follow_redirects=False,  # a redirect could carry the key to another host
            trust_env=False,
            transport=transport,
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def ask(self, path: str, query: bytes, languages: str) -> Answer:
        """Whatever happens there, an answer that the contract knows."""
        silent = round(self._silent_until - time.monotonic())
        if silent > 0:
            return problem(429, "The quota of this service is used up for the moment.", silent)
        try:
            async with asyncio.timeout(self._seconds):
                return self._judged(await self._patiently(self._url(path, query), languages))
        except (TimeoutError, httpx.TimeoutException):
            return problem(503, "The publisher takes too long to answer.", LATER)
        except (httpx.HTTPError, httpx.InvalidURL, Unusable):
            return problem(503, "The publisher cannot be reached or does not answer as it should.", LATER)

    def _url(self, path: str, query: bytes) -> httpx.URL:
        target = self._base.raw_path.decode().rstrip("/") + path
        if query:
            target += "?" + quote(query, safe="%!$&'()*+,;=:@/?-._~")
        return self._base.copy_with(raw_path=target.encode())

    async def _patiently(self, url: httpx.URL, languages: str) -> Answer:
        """Twice at most: apps do not try again by themselves."""
        for attempt in range(ATTEMPTS):
            last = attempt == ATTEMPTS - 1
            try:
                answer = await self._once(url, languages)
            except httpx.TransportError as error:
                if last or isinstance(error, httpx.TimeoutException):
                    raise
                continue
            if answer.status not in (500, 502, 504) or last:
                break
        return answer

    async def _once(self, url: httpx.URL, languages: str) -> Answer:
        headers = {"Accept-Language": languages} if languages else {}
        async with self._client.stream("GET", url, headers=headers) as response:
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise Unusable
            kept = {name: value for name, value in response.headers.items() if name in PASSED}
            vary = _vary(response.headers.get("vary", ""))
            kept |= {"vary": vary} if vary else {}
            if self._betrayed(kept, body):
                raise Unusable
            return Answer(response.status_code, kept, bytes(body))

    def _betrayed(self, headers: Mapping[str, str], body: bytearray) -> bool:
        """Some gateways repeat in an error what they were sent."""
        shown = " ".join(headers.values()).encode() + body
        return any(secret.encode() in shown for secret in self._secrets)

    def _judged(self, answer: Answer) -> Answer:
        """The contract's statuses pass; what concerns only bridge and publisher stays between them."""
        json = answer.headers.get("content-type", "").partition(";")[0].strip().lower() in JSON
        wait = _wait(answer.headers.get("retry-after", ""))
        if answer.status == 429:
            self._silent_until = time.monotonic() + wait
            return problem(429, "The quota of this service is used up for the moment.", wait)
        if answer.status in (200, 400, 410, 500) and json:
            return answer
        if answer.status == 404:
            return answer if json else problem(404, "There is nothing at this address.")
        return problem(503, "The publisher is not available at present.", wait)


def _vary(named: str) -> str:
    """What still matters here: no key is asked for, and the bridge itself compresses."""
    names = [name.strip() for name in named.split(",") if name.strip()]
    return ", ".join(name for name in names if name.lower() not in NOT_HERE)


def _wait(retry_after: str) -> int:
    """Seconds, from seconds or a date."""
    seconds = seconds_in(retry_after)
    if seconds is None:
        try:
            seconds = round(parsedate_to_datetime(retry_after).timestamp() - time.time())
        except (ValueError, TypeError):
            seconds = LATER
    return max(seconds, 1)
