"""What a cache, a counter or the memory of a process gets wrong."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faults.ways import finished_otherwise, item_otherwise
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


def _kept(p: Publisher, method: str, key: Callable[..., Any]) -> None:
    """Keeps what a method gave, under too small a key."""
    held: dict[Any, Any] = {}

    def once(inner: Any, *given: Any) -> Any:
        of = key(*given)
        if of not in held:
            held[of] = inner(*given)
        return copy.deepcopy(held[of])

    instead(p, method, once)


def _without(asked: Asked, *names: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pair for pair in asked.pairs if pair[0] not in names))


@fault("caches/lists-by-url", "lists are kept by their URL, whatever Accept-Language")
def _(p: Publisher) -> None:
    _kept(p, "listed", lambda asked, c: (c, asked.query))


@fault("caches/items-by-url", "items are kept by their URL, whatever Accept-Language")
def _(p: Publisher) -> None:
    _kept(p, "item", lambda asked, c, id_: (c, id_, asked.query))


@fault("caches/items-without-lang", "items are kept by their path")
def _(p: Publisher) -> None:
    _kept(p, "item", lambda asked, c, id_: (c, id_))


@fault("caches/hits-without-radius", "hits near a postcode are kept by postcode, without the radius")
def _(p: Publisher) -> None:
    _kept(p, "find", lambda c, values, place: repr((c, sorted(
        (k, v) for k, v in values.items() if k not in ("limit", "cursor", "lang", "sort") and (
            k != "radiusKm" or "postcode" not in values)))))  # fmt: skip


@fault("caches/hits-of-q-alone", "hits of a text search are kept by q, in lower case, without filters")
def _(p: Publisher) -> None:
    held: dict[Any, Any] = {}
    instead(p, "find", lambda inner, c, values, place: (
        held.setdefault((c, values["q"].lower()), inner(c, values, place)) if "q" in values
        else inner(c, values, place)))  # fmt: skip


@fault("caches/counts-without-place", "totals are kept by the filters, without the place")
def _(p: Publisher) -> None:
    _totals(p, ("postcode", "lat", "lon", "ags", "radiusKm", "placeless"))


@fault("caches/counts-without-three", "totals are kept by the filters, without those of three values")
def _(p: Publisher) -> None:
    _totals(p, ("remote", "privateAgency", "temporaryAgencyWork", "childcare", "barrierFree", "freePlaces",
                "flexibleStart", "placeless"))  # fmt: skip


@fault("caches/counts-without-since", "totals are kept without updatedSince")
def _(p: Publisher) -> None:
    _totals(p, ("updatedSince",))


@fault("caches/counts-first-value", "totals are kept by the first value of each parameter")
def _(p: Publisher) -> None:
    held: dict[Any, int] = {}

    def page(inner: Any, asked: Asked, hits: Any, begin: int, shown: int, total: int) -> Any:
        bound = dict(
            reversed([pair for pair in asked.pairs if pair[0] not in ("limit", "cursor", "lang", "sort")])
        )
        key = (asked.path, tuple(sorted(bound.items())))
        return inner(asked, hits, begin, shown, held.setdefault(key, total))

    instead(p, "page", page)


def _totals(p: Publisher, forgotten: tuple[str, ...]) -> None:
    held: dict[Any, int] = {}

    def page(inner: Any, asked: Asked, hits: Any, begin: int, shown: int, total: int) -> Any:
        key = (asked.path, _without(asked, "limit", "cursor", "lang", "sort", *forgotten))
        return inner(asked, hits, begin, shown, held.setdefault(key, total))

    instead(p, "page", page)


def _conditional(p: Publisher, of: Callable[[Asked], Any]) -> None:
    """304 to every tag that was ever given for what `of` says of the request."""
    issued: dict[Any, set[str]] = {}

    def validate(inner: Any, asked: Asked, given: Given) -> None:
        inner(asked, given)
        known = issued.setdefault(of(asked), set())
        known.add(given.headers["ETag"].removeprefix("W/"))
        sent = {one.strip().removeprefix("W/") for one in asked.headers.get("if-none-match", "").split(",")}
        if sent & known:
            given.status = 304

    instead(p, "validate", validate)


@fault("caches/304-of-other-language", "the tag of a URL in one language gets 304 in another")
def _(p: Publisher) -> None:
    _conditional(p, lambda asked: (asked.path, asked.query))


@fault("caches/304-of-other-lang", "the tag of a list with one lang gets 304 with another lang")
def _(p: Publisher) -> None:
    _conditional(p, lambda asked: (asked.path, _without(asked, "lang"), asked.headers.get("accept-language")))


@fault("caches/304-of-other-query", "a tag that was given for a path gets 304 under every query")
def _(p: Publisher) -> None:
    _conditional(p, lambda asked: asked.path)


@fault("caches/etag-of-url", "the ETag is made of the URL and the state of the data")
def _(p: Publisher) -> None:
    def validate(inner: Any, asked: Asked, given: Given) -> None:
        p.tag = lambda _: f'"{abs(hash((asked.path, asked.query, p.world.version))):x}"'
        inner(asked, given)

    instead(p, "validate", validate)


@fault("caches/etag-of-items-by-update", "the ETag of an item is its id and updatedAt, in every language")
def _(p: Publisher) -> None:
    def tag(inner: Any, given: Given) -> Any:
        item = isinstance(given.document, dict) and "detailUrl" in given.document
        return f'"{given.document["id"]}-{given.document["updatedAt"]}"' if item else inner(given)

    instead(p, "tag", tag)


@fault("caches/etag-gzip", "compressed bodies have a tag with -gzip, which is never recognised again")
def _(p: Publisher) -> None:
    def finish(asked: Asked, given: Given) -> None:
        if given.headers.get("Content-Encoding") == "gzip" and "ETag" in given.headers:
            given.headers["ETag"] = given.headers["ETag"][:-1] + '-gzip"'

    finished_otherwise(p, finish)


@fault("caches/cursor-single-use", "a cursor can be used once only")
def _(p: Publisher) -> None:
    used: set[str] = set()

    def position(inner: Any, asked: Asked, cursor: str) -> Any:
        if cursor in used:
            raise Refusal(400, "invalid-cursor")
        used.add(cursor)
        return inner(asked, cursor)

    instead(p, "position", position)


@fault("caches/cursors-twelve", "the server remembers the last twelve cursors only")
def _(p: Publisher) -> None:
    known: list[str] = []

    def cursor(inner: Any, asked: Asked, begin: int) -> Any:
        made = inner(asked, begin)
        known.append(made)
        return made

    def position(inner: Any, asked: Asked, given: str) -> Any:
        if given not in known[-12:]:
            raise Refusal(400, "invalid-cursor")
        return inner(asked, given)

    instead(p, "cursor", cursor)
    instead(p, "position", position)


def _every(p: Publisher, share: int) -> bool:
    return p.count % share == 0


@fault("counter/items-stale", "one item in ten answers is an older copy: no openings, no places")
def _(p: Publisher) -> None:
    item_otherwise(p, lambda made: {
        k: v for k, v in made.items() if k not in ("openings", "places", "exams", "languages")}
        if _every(p, 10) else made)  # fmt: skip


@fault("counter/items-404", "one answer in ten for an item is 404")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Any:
        if _every(p, 10):
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)

    instead(p, "item", item)


@fault("counter/unsorted", "one list in ten comes by id")
def _(p: Publisher) -> None:
    instead(p, "sort_of", lambda inner, c, values, place: "id" if _every(p, 10) else inner(c, values, place))


@fault("counter/total", "one total in ten is one too low")
def _(p: Publisher) -> None:
    instead(p, "total", lambda inner, hits, values: inner(hits, values) - (bool(hits) and _every(p, 10)))


@fault("counter/german", "one answer in ten is German, whatever is asked")
def _(p: Publisher) -> None:
    instead(p, "language", lambda inner, asked, values: "de" if _every(p, 10) else inner(asked, values))


@fault("counter/refused", "one answer in twelve to the right key is 401", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        if _every(p, 12):
            raise Refusal(401, "unauthorized", WWW_Authenticate='ApiKey realm="landesportal"')
        inner(asked)

    instead(p, "admit", admit)


@fault("counter/html", "one refusal in five is the page of the gateway")
def _(p: Publisher) -> None:
    def finish(asked: Asked, given: Given) -> None:
        if given.status >= 400 and _every(p, 5):
            given.headers["Content-Type"] = "text/html"
            given.body = b"" if asked.method == "HEAD" else b"<html><body>Bad Gateway</body></html>"
            given.headers["Content-Length"] = str(len(given.body))

    finished_otherwise(p, finish)


@fault("counter/quota", "after 150 requests lists hold five records at most and say so few are found")
def _(p: Publisher) -> None:
    instead(
        p, "find", lambda inner, c, values, place: inner(c, values, place)[: None if p.count < 150 else 5]
    )
