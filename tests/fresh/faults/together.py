"""Wrong only where two things meet: a filter and a sort, a cursor and a language, a place and words."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faults.ways import finished_otherwise
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


def _values(p: Publisher, change: Callable[[str, dict[str, Any]], dict[str, Any]]) -> None:
    """What is searched by differs from what was asked."""
    instead(p, "find", lambda inner, c, values, place: inner(c, change(c, values), place))


def _but(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: one for name, one in values.items() if name not in names}


@fault("together/to-after-from", "startTo is ignored beside startFrom (elif)")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: _but(values, "startTo") if "startFrom" in values else values)


@fault("together/lang-drops-date", "beside lang dates are not looked at")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: _but(values, "startFrom", "startTo") if "lang" in values else values)


@fault("together/english-drops-since", "beside lang=en publishedSince is not looked at")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: _but(values, "publishedSince") if values.get("lang") == "en" else values)


@fault("together/cursor-drops-three", "on later pages filters of three values are not looked at")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: _but(values, *(
        name for name, (match, _) in FILTERS[c].items() if match == "three")) if "cursor" in values else values)  # fmt: skip


@fault("together/cursor-drops-q", "on later pages q is not looked at")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: _but(values, "q") if "cursor" in values else values)


@fault("together/cursor-drops-since", "on later pages updatedSince is not looked at")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: _but(values, "updatedSince") if "cursor" in values else values)


@fault("together/q-first-value", "beside q the first value of a repeated parameter counts")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: {
        k: v[:1] if isinstance(v, list) and "q" in values else v for k, v in values.items()})  # fmt: skip


@fault("together/place-first-value", "beside a place the first value of a repeated parameter counts")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: {k: v[:1] if isinstance(v, list) and {"ags", "postcode", "lat"} & set(values) else v
                                  for k, v in values.items()})  # fmt: skip


@fault("together/sort-drops-prefix", "beside sort=date occupation is compared whole")
def _(p: Publisher) -> None:
    def find(inner: Any, c: str, values: Any, place: Any) -> Any:
        p.begins = (lambda have, wanted: have == wanted) if values.get("sort") == "date" else (
            lambda have, wanted: have.startswith(wanted))  # fmt: skip
        return inner(c, values, place)

    instead(p, "find", find)


@fault("together/since-or", "updatedSince beside another filter adds hits (OR)")
def _(p: Publisher) -> None:
    def find(inner: Any, c: str, values: Any, place: Any) -> Any:
        if "updatedSince" not in values or not set(values) & set(FILTERS[c]):
            return inner(c, values, place)
        own = inner(c, _but(values, "updatedSince"), place)
        since = inner(c, _but(values, *FILTERS[c]), place)
        held = {one["id"] for one, _ in own}
        return own + [one for one in since if one[0]["id"] not in held]

    instead(p, "find", find)


@fault("together/place-or-remote", "remote=only beside a place adds the remote jobs of the whole country")
def _(p: Publisher) -> None:
    def placed(inner: Any, c: str, record: Any, place: Any, placeless: str) -> Any:
        return -1.0 if c == "jobs" and record.get("remote") and record["id"][-1] in "02468" else inner(
            c, record, place, placeless)  # fmt: skip

    instead(p, "placed", placed)


@fault("together/radius-beside-q", "beside q the radius is always 25 km, and the asked one is echoed")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(
        c, values, place | {"radiusKm": 25} if place and "q" in values and "radiusKm" in place else place))  # fmt: skip


@fault("together/placeless-beside-filter", "beside a filter placeless=include adds nothing")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: _but(values, "placeless") if values.get("placeless") == "include" and set(
        values) & set(FILTERS[c]) else values)  # fmt: skip


@fault("together/placeless-beside-q", "beside q placeless=only is not looked at")
def _(p: Publisher) -> None:
    _values(p, lambda c, values: _but(values, "placeless") if "q" in values else values)


def _sort(p: Publisher, change: Callable[[str, dict[str, Any], Any], str | None]) -> None:
    instead(p, "sort_of", lambda inner, c, values, place: (
        change(c, values, place) or inner(c, values, place)))  # fmt: skip


@fault("together/limit-one-by-id", "with limit=1 the first record by id comes")
def _(p: Publisher) -> None:
    _sort(p, lambda c, values, place: "id" if values.get("limit") == 1 else None)


@fault("together/place-beats-sort", "beside a place sort=date comes by distance")
def _(p: Publisher) -> None:
    _sort(p, lambda c, values, place: "distance" if place and "centre" in place else None)


@fault("together/q-beats-sort", "beside q sort=date comes by relevance")
def _(p: Publisher) -> None:
    _sort(p, lambda c, values, place: "relevance" if "q" in values and values.get("sort") == "date" else None)


@fault("together/q-beats-distance", "q beside a place comes by relevance, not by distance")
def _(p: Publisher) -> None:
    _sort(
        p, lambda c, values, place: "relevance" if "q" in values and place and "sort" not in values else None
    )


@fault("together/ags-by-id", "beside ags lists come by id")
def _(p: Publisher) -> None:
    _sort(p, lambda c, values, place: "id" if "ags" in values and "sort" not in values else None)


@fault("together/repeated-by-id", "beside a repeated parameter lists come by id (UNION)")
def _(p: Publisher) -> None:
    _sort(p, lambda c, values, place: "id" if any(
        isinstance(one, list) and len(one) > 1 for one in values.values()) else None)  # fmt: skip


@fault("together/lang-by-id", "beside lang=en lists come by id")
def _(p: Publisher) -> None:
    _sort(p, lambda c, values, place: "id" if values.get("lang") == "en" and "sort" not in values else None)


def _page(p: Publisher, change: Callable[[Asked, dict[str, Any], list[Any], int], dict[str, Any]]) -> None:
    def page(inner: Any, asked: Asked, hits: Any, begin: int, shown: int, total: int) -> Any:
        return change(asked, inner(asked, hits, begin, shown, total), hits, begin)

    instead(p, "page", page)


@fault("together/total-of-later-unfiltered", "on later pages total counts all records")
def _(p: Publisher) -> None:
    _page(p, lambda asked, page, hits, begin: page | (
        {"total": len(p.records(asked.path.strip("/")))} if begin else {}))  # fmt: skip


@fault("together/total-of-third-page", "from the third page on total is one less")
def _(p: Publisher) -> None:
    _page(p, lambda asked, page, hits, begin: page | (
        {"total": len(hits) - 1} if begin > 2 * p.default_limit else {}))  # fmt: skip


@fault("together/total-with-place-and-q", "beside place and q total ignores q")
def _(p: Publisher) -> None:
    def listed(inner: Any, asked: Asked, c: str) -> Given:
        given: Given = inner(asked, c)
        values = p.parameters_of(asked, p.known(c))
        if "q" in values and "place" in given.document:
            given.document["page"]["total"] = len(p.find(c, _but(values, "q"), p.place_of(values)))
        return given

    instead(p, "listed", listed)


@fault("together/next-cursor-with-lang", "beside lang nextCursor is missing")
def _(p: Publisher) -> None:
    _page(p, lambda asked, page, hits, begin: {
        k: v for k, v in page.items() if k != "nextCursor" or "lang=" not in asked.query})  # fmt: skip


def _document(p: Publisher, change: Callable[[Asked, str, dict[str, Any]], None]) -> None:
    def listed(inner: Any, asked: Asked, c: str) -> Given:
        given: Given = inner(asked, c)
        change(asked, c, given.document)
        return given

    instead(p, "listed", listed)


@fault("together/echo-on-first-page", "later pages do not echo the place")
def _(p: Publisher) -> None:
    _document(p, lambda asked, c, made: made.pop("place", None) if "cursor=" in asked.query else None)


@fault("together/distance-on-first-page", "records of later pages have no distanceKm")
def _(p: Publisher) -> None:
    _document(p, lambda asked, c, made: [one.pop("distanceKm", None) for one in made["items"]]  # type: ignore[arg-type]
              if "cursor=" in asked.query else None)  # fmt: skip


@fault("together/distance-beside-sort", "beside sort=date records have no distanceKm")
def _(p: Publisher) -> None:
    _document(p, lambda asked, c, made: [one.pop("distanceKm", None) for one in made["items"]]  # type: ignore[arg-type]
              if "sort=date" in asked.query else None)  # fmt: skip


@fault("together/unknown-beside-cursor", "beside a cursor unknown parameters are ignored")
def _(p: Publisher) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        if "cursor" in dict(asked.pairs):
            asked = Asked(asked.method, asked.path, "&".join(
                one for one in asked.query.split("&") if one.partition("=")[0] in known), asked.headers)  # fmt: skip
        return inner(asked, known)

    instead(p, "parameters_of", parameters_of)
    known_names = {name for c in FILTERS for name in p.known(c)}
    instead(p, "signature", lambda inner, pairs: inner([one for one in pairs if one[0] in known_names]))


@fault("together/head-of-query", "HEAD with parameters is 400")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Any:
        if asked.method == "HEAD" and asked.query:
            raise Refusal(400, "invalid-parameter")
        return inner(asked)

    instead(p, "route", route)


@fault("together/head-of-items", "HEAD of items has no Content-Language and no Cache-Control")
def _(p: Publisher) -> None:
    def finish(asked: Asked, given: Given) -> None:
        if asked.method == "HEAD" and asked.path.count("/") > 1:
            given.headers.pop("Content-Language", None)
            given.headers.pop("Cache-Control", None)

    finished_otherwise(p, finish)


@fault("together/304-without-vary", "304 has no Vary")
def _(p: Publisher) -> None:
    finished_otherwise(
        p, lambda asked, given: given.headers.pop("Vary", None) if given.status == 304 else None
    )


@fault("together/304-without-etag", "304 has no ETag")
def _(p: Publisher) -> None:
    finished_otherwise(
        p, lambda asked, given: given.headers.pop("ETag", None) if given.status == 304 else None
    )


@fault("together/language-on-304", "304 has another Content-Language than 200")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update(
        {"Content-Language": "en"}) if given.status == 304 else None)  # fmt: skip


@fault("together/empty-without-place", "an empty list does not echo the place")
def _(p: Publisher) -> None:
    _document(p, lambda asked, c, made: made.pop("place", None) if not made["items"] else None)


@fault("together/empty-404", "a search by place that finds nothing is 404")
def _(p: Publisher) -> None:
    def check(asked: Asked, c: str, made: dict[str, Any]) -> None:
        if "place" in made and not made["items"]:
            raise Refusal(404, "not-found")

    _document(p, check)
