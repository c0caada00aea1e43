"""Wrong answers to browsers and to HEAD, wrong bodies."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given
from tests.fresh.faults.ways import finished_otherwise
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


@fault("cors/only-200", "errors have no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    finished_otherwise(
        p,
        lambda asked, given: (
            given.headers.pop("Access-Control-Allow-Origin", 0) if given.status >= 400 else 0
        ),
    )


@fault("cors/not-on-304", "304 has no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    finished_otherwise(
        p,
        lambda asked, given: (
            given.headers.pop("Access-Control-Allow-Origin", 0) if given.status == 304 else 0
        ),
    )


@fault("cors/with-origin-only", "Access-Control-Allow-Origin only if the request has an Origin")
def _(p: Publisher) -> None:
    finished_otherwise(
        p,
        lambda asked, given: (
            given.headers.pop("Access-Control-Allow-Origin", 0) if "origin" not in asked.headers else 0
        ),
    )


@fault("cors/echoed", "Access-Control-Allow-Origin repeats the origin")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Access-Control-Allow-Origin": asked.headers["origin"]})
            if "origin" in asked.headers else 0)  # fmt: skip


@fault("cors/not-on-410", "a gone record has no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    p.world.removed.add(("jobs", "st-1"))
    finished_otherwise(
        p,
        lambda asked, given: (
            given.headers.pop("Access-Control-Allow-Origin", 0) if given.status == 410 else 0
        ),
    )


@fault("cors/not-on-head", "HEAD has no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    finished_otherwise(
        p,
        lambda asked, given: (
            given.headers.pop("Access-Control-Allow-Origin", 0) if asked.method == "HEAD" else 0
        ),
    )


@fault("head/405", "HEAD is refused")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: setattr(given, "status", 405))


@fault("head/200-for-missing", "HEAD of an item that does not exist is 200")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: setattr(given, "status", 200) if given.status == 404 else 0)


@fault("head/200-for-400", "HEAD does not look at parameters")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: setattr(given, "status", 200) if given.status == 400 else 0)


@fault("head/no-etag", "HEAD has no ETag")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: given.headers.pop("ETag", 0))


@fault("head/text", "HEAD is text/html")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: given.headers.update({"Content-Type": "text/html"}))


@fault("head/items-404", "HEAD of items is 404")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: setattr(given, "status", 404) if asked.path.count("/") > 1 else 0)


@fault("head/no-language", "HEAD has no Content-Language")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: given.headers.pop("Content-Language", 0))


def _head(p: Publisher, change: Callable[[Asked, Given], Any]) -> None:
    finished_otherwise(p, lambda asked, given: change(asked, given) if asked.method == "HEAD" else 0)


@fault("type/text", "lists are text/plain")
def _(p: Publisher) -> None:
    finished_otherwise(
        p,
        lambda asked, given: (
            given.headers.update({"Content-Type": "text/plain"}) if given.status == 200 else 0
        ),
    )


@fault("type/hal", "items are application/hal+json")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Content-Type": "application/hal+json"})
            if given.status == 200 and asked.path.count("/") > 1 else 0)  # fmt: skip


@fault("gzip/truncated", "compressed bodies lack their end")
def _(p: Publisher) -> None:
    def compress(inner: Any, asked: Asked, given: Given) -> None:
        inner(asked, given)
        if "Content-Encoding" in given.headers:
            given.body = given.body[:-9]

    instead(p, "compress", compress)


@fault("gzip/without-header", "bodies are compressed without saying so")
def _(p: Publisher) -> None:
    def compress(inner: Any, asked: Asked, given: Given) -> None:
        inner(asked, given)
        given.headers.pop("Content-Encoding", 0)

    instead(p, "compress", compress)


@fault("gzip/unasked", "bodies are compressed although the request does not accept it")
def _(p: Publisher) -> None:
    def compress(inner: Any, asked: Asked, given: Given) -> None:
        if given.body and "gzip" not in asked.headers.get("accept-encoding", ""):
            given.body = gzip.compress(given.body)
            given.headers["Content-Encoding"] = "gzip"
        else:
            inner(asked, given)

    instead(p, "compress", compress)


@fault("gzip/never", "nothing is compressed")
def _(p: Publisher) -> None:
    instead(p, "compress", lambda inner, asked, given: None)


@fault("cookie/set", "a session cookie is set")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Set-Cookie": "JSESSIONID=1; Path=/"}))


@fault("redirect/slash", "a slash at the end is redirected")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if len(asked.path) > 1 and asked.path.endswith("/"):
            return Given(301, {}, {"Location": "." + asked.path.rstrip("/")})
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)
