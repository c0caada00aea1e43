"""Wrong totals and limits."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.asked import Asked
    from tests.fresh.publisher import Publisher


def _total(p: Publisher, change: Any) -> None:
    def page(inner: Any, asked: Asked, hits: Any, begin: int, shown: int, total: int) -> Any:
        return inner(asked, hits, begin, shown, change(asked, hits, begin, shown))

    instead(p, "page", page)


@fault("total/before-filter", "total counts the records before any filter")
def _(p: Publisher) -> None:
    _total(p, lambda asked, hits, begin, shown: len(p.records(asked.path.strip("/"))))


@fault("total/of-page", "total is the number of records on the page")
def _(p: Publisher) -> None:
    _total(p, lambda asked, hits, begin, shown: shown)


@fault("total/of-rest", "total is what is left from this page on")
def _(p: Publisher) -> None:
    _total(p, lambda asked, hits, begin, shown: len(hits) - begin)


@fault("total/pages", "total is the number of pages")
def _(p: Publisher) -> None:
    _total(
        p,
        lambda asked, hits, begin, shown: (
            -(-len(hits) // int(dict(asked.pairs).get("limit", p.default_limit)))
        ),
    )


@fault("total/before-q", "total ignores q")
def _(p: Publisher) -> None:
    def change(asked: Asked, hits: Any, begin: int, shown: int) -> int:
        values = {k: v for k, v in p.read_again(asked).items() if k != "q"}  # type: ignore[attr-defined]
        return len(p.find(asked.path.strip("/"), values, p.place_of(values)))

    p.read_again = lambda asked: p.parameters_of(asked, p.known(asked.path.strip("/")))  # type: ignore[attr-defined]
    _total(p, change)


@fault("total/before-radius", "total counts the bounding box, not the circle")
def _(p: Publisher) -> None:
    def change(asked: Asked, hits: Any, begin: int, shown: int) -> int:
        values = p.parameters_of(asked, p.known(asked.path.strip("/")))
        place = p.place_of(values)
        if not place or "centre" not in place:
            return len(hits)
        return len(p.find(asked.path.strip("/"), values, place | {"radiusKm": place["radiusKm"] * 1.41}))

    _total(p, change)


@fault("total/cached-by-path", "total is kept by path, whatever is asked after")
def _(p: Publisher) -> None:
    kept: dict[str, int] = {}
    _total(p, lambda asked, hits, begin, shown: kept.setdefault(asked.path, len(hits)))


@fault("total/with-expired", "total counts what has expired")
def _(p: Publisher) -> None:
    p.world.collections["jobs"]["st-9"] = next(iter(p.world.collections["jobs"].values())) | {
        "id": "st-9", "validThrough": "2024-01-01"}  # fmt: skip
    _total(p, lambda asked, hits, begin, shown: len(hits) + (asked.path == "/jobs" and len(hits) > 40))


@fault("total/capped", "an exact total never exceeds 100")
def _(p: Publisher) -> None:
    _total(p, lambda asked, hits, begin, shown: min(len(hits), 100))


@fault("total/joined", "in text searches of sessions total counts a record once per mode (JOIN)")
def _(p: Publisher) -> None:
    def change(asked: Asked, hits: Any, begin: int, shown: int) -> int:
        if "mode=" not in asked.query:
            return len(hits)
        wanted = {v for k, v in asked.pairs if k == "mode"}
        return sum(max(1, len(wanted & set(one.get("mode") or []))) for one, _ in hits)

    _total(p, change)


@fault(
    "joined/doubles", "a session stands in the list once for each mode that was asked (JOIN without DISTINCT)"
)
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        wanted = set(values.get("mode", ()))
        return [one for one in found for _ in range(max(1, len(wanted & set(one[0].get("mode") or []))))]

    instead(p, "find", find)


@fault("joined/by-location", "a job stands in the list once for each of its places near the centre")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        if collection != "jobs" or not place or "centre" not in place:
            return found
        return [
            one for one in found for _ in range(max(1, sum("lat" in spot for spot in p.places_of(one[0]))))
        ]

    instead(p, "find", find)


@fault("limit/clamped", "a limit above the maximum is cut to it")
def _(p: Publisher) -> None:
    _limit(p, lambda text: min(int(text), p.max_limit) if text.isdigit() and int(text) > 0 else None)


@fault("limit/zero", "limit=0 is understood")
def _(p: Publisher) -> None:
    _limit(p, lambda text: int(text) if text.isdigit() and int(text) <= p.max_limit else None)


@fault("limit/signed", "limit=+5 is understood as 5")
def _(p: Publisher) -> None:
    _limit(
        p,
        lambda text: (
            int(text) if re.fullmatch(r"\s*[+]?\d+\s*", text) and 0 < int(text) <= p.max_limit else None
        ),
    )


@fault("limit/max-refused", "limit=maxLimit is refused (< for <=)")
def _(p: Publisher) -> None:
    _limit(p, lambda text: int(text) if text.isdigit() and 0 < int(text) < p.max_limit else None)


def _limit(p: Publisher, understands: Any) -> None:
    def known(inner: Any, collection: str) -> Any:
        made = inner(collection)

        def understand(text: str) -> int:
            got = understands(text)
            if got is None:
                raise ValueError(text)
            return int(got)

        return made | {"limit": replace(made["limit"], understands=understand)}

    instead(p, "known", known)


@fault("limit/default-other", "the default is 20, the description says 10")
def _(p: Publisher) -> None:
    def description(inner: Any) -> Any:
        made = inner()
        made["limits"]["defaultLimit"] = 10
        return made

    p.default_limit = 20
    instead(p, "description", description)


@fault("version/constant", "dataVersion is the same though a record changes every 40 requests")
def _(p: Publisher) -> None:
    def answer(inner: Any, asked: Asked) -> Any:
        records = p.world.collections["jobs"]
        first = next(iter(records))
        records[first] = records[first] | {"openings": 1 + p.count // 40}
        return inner(asked)

    instead(p, "answer", answer)
