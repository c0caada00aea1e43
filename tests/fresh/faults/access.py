"""Doors that are open, or closed to the wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faults.ways import problem_otherwise
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


@fault("access/wrong-key-right", "any key will do", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: "x-api-key" in asked.headers)


@fault("access/key-in-query", "the key is taken from the query too", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        given = dict(asked.pairs)
        for name in ("api_key", "apiKey", "apikey", "key", "X-API-Key"):
            if given.get(name) == p.key:
                return
        inner(asked)

    instead(p, "admit", admit)


@fault("access/head-open", "HEAD is answered without a key", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: asked.method == "HEAD")


@fault("access/items-open", "items are answered without a key", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: asked.path.count("/") > 1)


@fault("access/pages-open", "later pages are answered without a key", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: "cursor=" in asked.query)


@fault("access/etag-open", "a request with a tag is answered with 304 without a key", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: "if-none-match" in asked.headers)


@fault("access/one-list-open", "offices are open", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: asked.path.startswith("/offices"))


def _admit(p: Publisher, when: Callable[[Asked], bool]) -> None:
    instead(p, "admit", lambda inner, asked: None if when(asked) else inner(asked))


@fault("access/no-challenge", "401 has no WWW-Authenticate", access="api-key")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.headers.pop("WWW-Authenticate", 0), 401)


@fault("access/403", "without a key 403", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        try:
            inner(asked)
        except Refusal as refusal:
            raise Refusal(403, "forbidden") from refusal

    instead(p, "admit", admit)


@fault("access/404-first", "an unknown path is 404 without a key", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        parts = asked.path.strip("/").split("/")
        if len(parts) == 2 and parts[1] not in p.world.collections.get(parts[0], {}):
            raise Refusal(404, "not-found")
        inner(asked)

    instead(p, "admit", admit)


@fault("access/400-first", "wrong parameters are 400 without a key", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        name = asked.path.strip("/")
        if name in p.world.collections:
            p.parameters_of(asked, p.known(name))
        inner(asked)

    instead(p, "admit", admit)


@fault("access/public-cache", "answers to a key may be kept by anybody", access="api-key")
def _(p: Publisher) -> None:
    instead(p, "common", lambda inner, asked, given: {k: v.replace("private", "public")
                                                      for k, v in inner(asked, given).items()})  # fmt: skip


@fault("access/vary-key-missing", "Vary does not name the header of the key", access="api-key")
def _(p: Publisher) -> None:
    instead(
        p,
        "common",
        lambda inner, asked, given: inner(asked, given) | {"Vary": "Accept-Encoding, Accept-Language"},
    )


@fault("access/code-lists-closed", "code lists need the key", access="api-key")
def _(p: Publisher) -> None:
    def code_lists(inner: Any, asked: Asked, name: list[str]) -> Given:
        p.admit(asked)
        return inner(asked, name)  # type: ignore[no-any-return]

    instead(p, "code_lists", code_lists)


@fault("access/basic-any-password", "any password will do", access="basic")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: asked.headers.get("authorization", "").startswith("Basic "))


@fault("access/basic-in-key", "a key of another scheme is checked, though not declared")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        if "x-api-key" in asked.headers:
            raise Refusal(401, "unauthorized", WWW_Authenticate="ApiKey")

    instead(p, "admit", admit)


@fault("access/etag-by-key", "next carries the key", access="api-key")
def _(p: Publisher) -> None:
    instead(
        p,
        "next_of",
        lambda inner, asked, cursor: f"{inner(asked, cursor)}&key={asked.headers.get('x-api-key')}",
    )
