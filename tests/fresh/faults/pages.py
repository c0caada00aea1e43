"""Wrong pages and cursors."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Refusal
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


def _later(p: Publisher, change: Any) -> None:
    def slice_(inner: Any, asked: Asked, hits: Any, values: Any) -> Any:
        begin, shown = inner(asked, hits, values)
        return (begin, change(hits, begin, shown)) if begin else (begin, shown)

    instead(p, "slice", slice_)


@fault("pages/first-lost", "OFFSET is one too high: the first record of each later page is lost")
def _(p: Publisher) -> None:
    _later(p, lambda hits, begin, shown: hits[begin + 1 : begin + 1 + len(shown)])


@fault(
    "pages/last-again", "OFFSET is one too low: a later page begins with the last record of the one before"
)
def _(p: Publisher) -> None:
    _later(p, lambda hits, begin, shown: hits[begin - 1 : begin - 1 + len(shown)])


@fault("pages/one-less", "later pages hold one record less than asked, though more follow")
def _(p: Publisher) -> None:
    _later(p, lambda hits, begin, shown: shown[:-1] if begin + len(shown) < len(hits) else shown)


@fault("pages/last-record-lost", "the last record of the list is on no page")
def _(p: Publisher) -> None:
    _later(p, lambda hits, begin, shown: shown[:-1] if begin + len(shown) == len(hits) else shown)


@fault(
    "pages/equal-keys-lost",
    "keyset with < on the sort value alone: records equal to the last one are skipped",
)
def _(p: Publisher) -> None:
    def slice_(inner: Any, asked: Asked, hits: Any, values: Any) -> Any:
        begin, shown = inner(asked, hits, values)
        if not begin:
            return begin, shown
        collection = asked.path.strip("/")
        of = {"jobs": "publishedAt", "course-sessions": "startDate", "courses": "updatedAt"}.get(
            collection, "id"
        )
        last = hits[begin - 1][0].get(of)
        rest = [one for one in hits[begin:] if one[0].get(of) != last]
        return begin, rest[: len(shown)]

    instead(p, "slice", slice_)


@fault("pages/ties-unstable", "no tie-breaker: records of equal date come in another order on each request")
def _(p: Publisher) -> None:
    def key(inner: Any, collection: str, sort: str, hit: Any, values: Any) -> Any:
        made = inner(collection, sort, hit, values)
        return (*made[:-1], hash((hit[0]["id"], p.count))) if sort != "id" else made

    instead(p, "sort_key", key)


@fault("pages/limit-is-order", "ties come in another order under another limit")
def _(p: Publisher) -> None:
    def key(inner: Any, collection: str, sort: str, hit: Any, values: Any) -> Any:
        made = inner(collection, sort, hit, values)
        return (*made[:-1], hash((hit[0]["id"], values.get("limit")))) if sort != "id" else made

    instead(p, "sort_key", key)


@fault("pages/next-on-last", "a full last page has a next, which leads to an empty page")
def _(p: Publisher) -> None:
    p.more_follows = lambda end, total: end < total or (end == total and total > 0)


@fault("pages/next-on-full-last", "a next wherever the page is full, also if nothing follows")
def _(p: Publisher) -> None:
    def page(inner: Any, asked: Asked, hits: Any, begin: int, shown: int, total: int) -> Any:
        size = int(dict(asked.pairs).get("limit", p.default_limit))
        p.more_follows = lambda end, all_: end < all_ or shown == size
        return inner(asked, hits, begin, shown, total)

    instead(p, "page", page)


@fault("pages/no-next-before-last", "the last page cannot be reached if it holds one record only")
def _(p: Publisher) -> None:
    p.more_follows = lambda end, total: end < total - 1


def _next(p: Publisher, change: Any) -> None:
    def page(inner: Any, asked: Asked, *more: Any) -> Any:
        made = inner(asked, *more)
        return made | ({"next": change(asked, made["next"])} if "next" in made else {})

    instead(p, "page", page)


@fault("next/absolute-path", "next begins with the path")
def _(p: Publisher) -> None:
    _next(p, lambda asked, next_: f"/daten/v1{asked.path}{next_}")


@fault("next/absolute-url", "next is a whole URL")
def _(p: Publisher) -> None:
    _next(p, lambda asked, next_: f"http://127.0.0.1:8085/daten/v1{asked.path}{next_}")


@fault("next/named", "next begins with the name of the collection")
def _(p: Publisher) -> None:
    _next(p, lambda asked, next_: asked.path.strip("/") + next_)


@fault("next/drops-limit", "next forgets limit")
def _(p: Publisher) -> None:
    _next(p, lambda asked, next_: re.sub(r"(?<=[?&])limit=\d+&", "", next_))


@fault("next/drops-filters", "next holds the cursor alone, which knows its filters itself")
def _(p: Publisher) -> None:
    def position(inner: Any, asked: Asked, cursor: str) -> int:
        return int(base64.urlsafe_b64decode(cursor.encode()).decode().split(":")[2])

    instead(p, "position", position)
    _next(p, lambda asked, next_: "?" + next_[next_.index("cursor=") :])


@fault("next/drops-lang", "next forgets lang")
def _(p: Publisher) -> None:
    _next(p, lambda asked, next_: re.sub(r"(?<=[?&])lang=[^&]+&", "", next_))


@fault("next/second-value-dropped", "next carries the last value of a repeated parameter only")
def _(p: Publisher) -> None:
    def position(inner: Any, asked: Asked, cursor: str) -> int:
        return int(base64.urlsafe_b64decode(cursor.encode()).decode().split(":")[2])

    instead(p, "position", position)
    _next(p, lambda asked, next_: "?" + "&".join(f"{k}={v}" for k, v in dict(
        (pair.split("=", 1)) for pair in next_[1:].split("&")).items()))  # fmt: skip


@fault("next/not-encoded", "next carries umlauts and blanks as they are")
def _(p: Publisher) -> None:
    def next_of(inner: Any, asked: Asked, cursor: str) -> str:
        return "?" + "&".join(f"{k}={v}" for k, v in asked.pairs if k != "cursor") + f"&cursor={cursor}"

    instead(p, "next_of", next_of)


@fault("next/cursor-differs", "nextCursor is written percent-encoded")
def _(p: Publisher) -> None:
    def page(inner: Any, *more: Any) -> Any:
        made = inner(*more)
        return made | ({"nextCursor": made["nextCursor"].replace("=", "%3D")} if "next" in made else {})

    instead(p, "page", page)


@fault("next/cursor-after-end", "nextCursor stands on the last page too")
def _(p: Publisher) -> None:
    def page(inner: Any, asked: Asked, hits: Any, begin: int, shown: int, total: int) -> Any:
        return {"nextCursor": p.cursor(asked, begin + shown)} | inner(asked, hits, begin, shown, total)

    instead(p, "page", page)


@fault("next/same-page", "next leads to the second page for ever")
def _(p: Publisher) -> None:
    def next_of(inner: Any, asked: Asked, cursor: str) -> str:
        return str(inner(asked, dict(asked.pairs).get("cursor", cursor)))

    instead(p, "next_of", next_of)


@fault("cursor/unbound", "a cursor is a number of records and goes with any filter")
def _(p: Publisher) -> None:
    instead(p, "signature", lambda inner, pairs: "x")


@fault("cursor/ignores-sort", "a cursor goes with another sort")
def _(p: Publisher) -> None:
    instead(p, "signature", lambda inner, pairs: inner([one for one in pairs if one[0] != "sort"]))


@fault("cursor/ignores-place", "a cursor goes with another radius")
def _(p: Publisher) -> None:
    instead(p, "signature", lambda inner, pairs: inner([one for one in pairs if one[0] != "radiusKm"]))


@fault("cursor/bound-to-lang", "a cursor is refused when lang changes")
def _(p: Publisher) -> None:
    instead(p, "signature", lambda inner, pairs: inner([*pairs, ("x", dict(pairs).get("lang", ""))]))


@fault("cursor/bound-to-limit", "a cursor is refused when limit changes")
def _(p: Publisher) -> None:
    instead(p, "signature", lambda inner, pairs: inner([*pairs, ("x", dict(pairs).get("limit", ""))]))


@fault("cursor/page-number", "a cursor is a page number: with another limit it leads elsewhere")
def _(p: Publisher) -> None:
    def slice_(inner: Any, asked: Asked, hits: Any, values: Any) -> Any:
        begin, _ = inner(asked, hits, values)
        size = values.get("limit", p.default_limit)
        begin = begin // 1000 * size
        return begin, hits[begin : begin + size]

    def cursor(inner: Any, asked: Asked, begin: int) -> str:
        size = int(dict(asked.pairs).get("limit", p.default_limit))
        return str(inner(asked, -(-begin // size) * 1000))

    instead(p, "slice", slice_)
    instead(p, "cursor", cursor)


@fault("cursor/junk-first-page", "a cursor that was never issued gives the first page")
def _(p: Publisher) -> None:
    def position(inner: Any, asked: Asked, cursor: str) -> int:
        try:
            return int(inner(asked, cursor))
        except Refusal:
            return 0

    instead(p, "position", position)


@fault("cursor/code-wrong", "a foreign cursor is invalid-parameter")
def _(p: Publisher) -> None:
    def position(inner: Any, asked: Asked, cursor: str) -> int:
        try:
            return int(inner(asked, cursor))
        except Refusal as refusal:
            refusal.code = "invalid-parameter"
            raise

    instead(p, "position", position)
