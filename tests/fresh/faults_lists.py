"""Wrong pages, totals, orders and filters."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Refusal
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import FILTERS

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher

# --- pages ------------------------------------------------------------------------------------------


def _later(p: Publisher, change: Any) -> None:
    def slice_(inner: Any, asked: Asked, hits: Any, values: Any) -> Any:
        begin, shown = inner(asked, hits, values)
        return (begin, change(hits, begin, shown)) if begin else (begin, shown)

    instead(p, "slice", slice_)


@fault("pages/first-lost", "OFFSET is one too high: the first record of each later page is lost")
def _(p: Publisher) -> None:
    _later(p, lambda hits, begin, shown: hits[begin + 1 : begin + 1 + len(shown)])


@fault("pages/last-again", "OFFSET is one too low: a later page begins with the last record of the one before")
def _(p: Publisher) -> None:
    _later(p, lambda hits, begin, shown: hits[begin - 1 : begin - 1 + len(shown)])


@fault("pages/one-less", "later pages hold one record less than asked, though more follow")
def _(p: Publisher) -> None:
    _later(p, lambda hits, begin, shown: shown[:-1] if begin + len(shown) < len(hits) else shown)


@fault("pages/last-record-lost", "the last record of the list is on no page")
def _(p: Publisher) -> None:
    _later(p, lambda hits, begin, shown: shown[:-1] if begin + len(shown) == len(hits) else shown)


@fault("pages/equal-keys-lost", "keyset with < on the sort value alone: records equal to the last one are skipped")
def _(p: Publisher) -> None:
    def slice_(inner: Any, asked: Asked, hits: Any, values: Any) -> Any:
        begin, shown = inner(asked, hits, values)
        if not begin:
            return begin, shown
        collection = asked.path.strip("/")
        of = {"jobs": "publishedAt", "course-sessions": "startDate", "courses": "updatedAt"}.get(collection, "id")
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
    p.more_follows = lambda end, total: end < total or (end == total and total > 0)  # type: ignore[method-assign]


@fault("pages/next-on-full-last", "a next wherever the page is full, also if nothing follows")
def _(p: Publisher) -> None:
    def page(inner: Any, asked: Asked, hits: Any, begin: int, shown: int, total: int) -> Any:
        size = int(dict(asked.pairs).get("limit", p.default_limit))
        p.more_follows = lambda end, all_: end < all_ or shown == size  # type: ignore[method-assign]
        return inner(asked, hits, begin, shown, total)

    instead(p, "page", page)


@fault("pages/no-next-before-last", "the last page cannot be reached if it holds one record only")
def _(p: Publisher) -> None:
    p.more_follows = lambda end, total: end < total - 1  # type: ignore[method-assign]


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
    _total(p, lambda asked, hits, begin, shown: -(-len(hits) // int(dict(asked.pairs).get("limit", p.default_limit))))


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


@fault("joined/doubles", "a session stands in the list once for each mode that was asked (JOIN without DISTINCT)")
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
        return [one for one in found for _ in range(max(1, sum("lat" in spot for spot in p.places_of(one[0]))))]

    instead(p, "find", find)


@fault("limit/clamped", "a limit above the maximum is cut to it")
def _(p: Publisher) -> None:
    _limit(p, lambda text: min(int(text), p.max_limit) if text.isdigit() and int(text) > 0 else None)


@fault("limit/zero", "limit=0 is understood")
def _(p: Publisher) -> None:
    _limit(p, lambda text: int(text) if text.isdigit() and int(text) <= p.max_limit else None)


@fault("limit/signed", "limit=+5 is understood as 5")
def _(p: Publisher) -> None:
    _limit(p, lambda text: int(text) if re.fullmatch(r"\s*[+]?\d+\s*", text) and 0 < int(text) <= p.max_limit else None)


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
    described = p.description

    def description(inner: Any) -> Any:
        made = inner()
        made["limits"]["defaultLimit"] = 10
        return made

    p.default_limit = 20
    assert described
    instead(p, "description", description)


@fault("version/constant", "dataVersion is the same though a record changes every 40 requests")
def _(p: Publisher) -> None:
    def answer(inner: Any, asked: Asked) -> Any:
        records = p.world.collections["jobs"]
        first = next(iter(records))
        records[first] = records[first] | {"openings": 1 + p.count // 40}
        return inner(asked)

    instead(p, "answer", answer)


# --- order ------------------------------------------------------------------------------------------


def _key(p: Publisher, change: Any) -> None:
    instead(p, "sort_key", lambda inner, c, sort, hit, values: change(inner(c, sort, hit, values), c, sort, hit))


@fault("order/jobs-by-update", "jobs are sorted by updatedAt instead of publishedAt")
def _(p: Publisher) -> None:
    _key(p, lambda made, c, sort, hit: (False, -datetime.fromisoformat(hit[0]["updatedAt"]).timestamp(), "")
         if c == "jobs" and sort == "date" else made)  # fmt: skip


@fault("order/dates-as-text", "instants of different offsets are sorted as text")
def _(p: Publisher) -> None:
    def ordered(inner: Any, collection: str, hits: Any, values: Any, place: Any) -> Any:
        made = inner(collection, hits, values, place)
        if collection == "jobs" and p.sort_of(collection, values, place) == "date":
            made.sort(key=lambda one: one[0].get("publishedAt", ""), reverse=True)
        return made

    instead(p, "ordered", ordered)


@fault("order/undated-first", "sessions without start come first")
def _(p: Publisher) -> None:
    _key(p, lambda made, c, sort, hit: (hit[0].get("startDate", ""), hit[0]["id"])
         if c == "course-sessions" and sort == "date" else made)  # fmt: skip


@fault("order/latest-first", "sessions come latest first")
def _(p: Publisher) -> None:
    def ordered(inner: Any, collection: str, hits: Any, values: Any, place: Any) -> Any:
        made = inner(collection, hits, values, place)
        dated = collection == "course-sessions" and p.sort_of(collection, values, place) == "date"
        return made[::-1] if dated else made

    instead(p, "ordered", ordered)


@fault("order/default-by-id", "without sort lists come by id")
def _(p: Publisher) -> None:
    instead(p, "sort_of", lambda inner, c, values, place: inner(c, values, place) if "sort" in values or place else "id")


@fault("order/offices-by-name", "offices come by name")
def _(p: Publisher) -> None:
    _key(p, lambda made, c, sort, hit: (hit[0]["name"], hit[0]["id"]) if c == "offices" and sort == "id" else made)


@fault("order/offices-natural", "offices come by the number in their id, capitals and digits sorted as people do")
def _(p: Publisher) -> None:
    _key(p, lambda made, c, sort, hit: (hit[0]["id"].split("-", 1)[1], hit[0]["id"]) if c == "offices" and sort == "id"
         else made)  # fmt: skip


@fault("order/distance-of-first", "records are sorted by the distance of their first place")
def _(p: Publisher) -> None:
    def ordered(inner: Any, collection: str, hits: Any, values: Any, place: Any) -> Any:
        made = inner(collection, hits, values, place)
        if collection == "jobs" and place and p.sort_of(collection, values, place) == "distance":
            made.sort(key=lambda hit: p.distance(place["centre"], tuple(
                p.places_of(hit[0])[0].get(one, 0) for one in ("lat", "lon"))) if p.places_of(hit[0]) else 9e9)  # fmt: skip
        return made

    instead(p, "ordered", ordered)


@fault("order/distance-rounded-text", "distances are sorted as text: 10.2 before 9.1")
def _(p: Publisher) -> None:
    _key(p, lambda made, c, sort, hit: (made[0], f"{made[1]:.1f}", made[2]) if sort == "distance" else made)


@fault("order/page-only", "only the page is sorted, not the list")
def _(p: Publisher) -> None:
    keep: dict[str, Any] = {}

    def ordered(inner: Any, collection: str, hits: Any, values: Any, place: Any) -> Any:
        keep["sort"] = lambda some: inner(collection, some, values, place)
        return sorted(hits, key=lambda hit: hit[0]["id"])

    def slice_(inner: Any, asked: Asked, hits: Any, values: Any) -> Any:
        begin, shown = inner(asked, hits, values)
        return begin, keep["sort"](shown)

    instead(p, "ordered", ordered)
    instead(p, "slice", slice_)


@fault("order/sort-loses-undated", "sort=date leaves out records without the date")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        if values.get("sort") != "date":
            return found
        of = {"jobs": "publishedAt", "course-sessions": "startDate"}.get(collection, "id")
        return [one for one in found if of in one[0]]

    instead(p, "find", find)


@fault("order/filter-drops-sort", "beside a filter the list comes by id")
def _(p: Publisher) -> None:
    def sort_of(inner: Any, c: str, values: Any, place: Any) -> str:
        return "id" if len(set(values) & set(FILTERS[c])) > 1 else inner(c, values, place)

    instead(p, "sort_of", sort_of)


# --- filters ----------------------------------------------------------------------------------------


def _meets(p: Publisher, change: Any) -> None:
    """`change` returns None where the honest answer stands."""

    def meets(inner: Any, collection: str, record: Any, name: str, wanted: Any) -> bool:
        match, of = FILTERS[collection][name]
        changed = change(collection, record, name, wanted, match, of)
        return bool(inner(collection, record, name, wanted) if changed is None else changed)

    instead(p, "meets", meets)


def _each_bound() -> None:
    for collection, name, match in (
        ("jobs", "startFrom", "from"), ("jobs", "startTo", "to"), ("course-sessions", "startFrom", "from"),
        ("course-sessions", "startTo", "to"),
    ):  # fmt: skip

        def spoil(p: Publisher, collection: str = collection, name: str = name, match: str = match) -> None:
            def change(c: str, record: Any, n: str, wanted: date, m: str, of: str) -> Any:
                if (c, n) != (collection, name) or of not in record:
                    return None
                have = date.fromisoformat(record[of])
                return have > wanted if match == "from" else have < wanted

            _meets(p, change)

        fault(f"bounds/{collection}-{name}", f"{name} of {collection} leaves out the day that it names")(spoil)


_each_bound()


@fault("bounds/since-exclusive", "publishedSince leaves out its day")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: False if m == "since" and of in r and
           datetime.fromisoformat(r[of]).date() == wanted else None)  # fmt: skip


@fault("bounds/since-utc", "publishedSince reckons days in UTC")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: of in r and datetime.fromisoformat(r[of]).astimezone(UTC).date() >= wanted
           if m == "since" else None)  # fmt: skip


@fault("bounds/since-as-text", "publishedSince compares the first ten characters, whatever the offset")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: of in r and r[of][:10] >= wanted.isoformat() if m == "since" else None)


@fault("bounds/since-by-update", "publishedSince compares updatedAt")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: datetime.fromisoformat(r["updatedAt"]).date() >= wanted
           if m == "since" else None)  # fmt: skip


@fault("bounds/undated-match", "undated records match startFrom")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: True if m == "from" and of not in r else None)


@fault("bounds/undated-match-to", "undated records match startTo")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: True if m == "to" and of not in r else None)


@fault("bounds/to-by-end", "startTo of sessions compares endDate")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: r.get("endDate", "9") <= wanted.isoformat()
           if m == "to" and c == "course-sessions" else None)  # fmt: skip


@fault("bounds/flexible-always", "sessions with flexible start match every date")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: True if m in ("from", "to") and r.get("flexibleStart") else None)


@fault("bounds/past-dropped", "startFrom before today is raised to today")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: r.get(of, "") >= p.today().isoformat()
           if m == "from" and wanted < p.today() else None)  # fmt: skip


@fault("three/unknown-is-no", "exclude drops what is unknown")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: False if m == "three" and wanted == "exclude" and of != "freePlaces"
           and of not in r else None)  # fmt: skip


@fault("three/only-not-excluded", "only gives all that are not known to be false")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: r.get(of) is not False if m == "three" and wanted == "only"
           and of != "freePlaces" else None)  # fmt: skip


@fault("three/include-is-only", "include gives the same as only")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: r.get(of) is True if m == "three" and wanted == "include" else None)


@fault("three/default-exclude", "without temporaryAgencyWork those jobs are left out")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        if collection == "jobs" and "temporaryAgencyWork" not in values and record.get("temporaryAgencyWork"):
            return None
        return inner(collection, record, values, place)

    instead(p, "hit", hit)


@fault("three/unknown-unlike-false", "exclude of one filter only (childcare) drops the unknown")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: r.get(of) is False if n == "childcare" and wanted == "exclude" else None)


@fault("free/few-is-full", "freePlaces does not know few")
def _(p: Publisher) -> None:
    p.has_free_places = lambda one: one.get("availability") == "free" or (one.get("places") or {}).get("free", 0) > 0  # type: ignore[method-assign]


@fault("free/availability-alone", "freePlaces looks at availability alone")
def _(p: Publisher) -> None:
    p.has_free_places = lambda one: one.get("availability") in ("free", "few")  # type: ignore[method-assign]


@fault("free/places-alone", "freePlaces looks at places alone")
def _(p: Publisher) -> None:
    p.has_free_places = lambda one: (one.get("places") or {}).get("free", 0) > 0  # type: ignore[method-assign]


@fault("free/waiting-list-free", "freePlaces counts waiting lists")
def _(p: Publisher) -> None:
    instead(p, "has_free_places", lambda inner, one: inner(one) or one.get("availability") == "waiting-list")


@fault("codes/first-value", "only the first value of a repeated parameter counts")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: p.__class__.meets(p, c, r, n, wanted[:1]) if isinstance(wanted, list)
           else None)  # fmt: skip


@fault("codes/last-value", "only the last value of a repeated parameter counts")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: p.__class__.meets(p, c, r, n, wanted[-1:]) if isinstance(wanted, list)
           else None)  # fmt: skip


@fault("codes/two-values-at-most", "the third value of a repeated parameter is dropped")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: p.__class__.meets(p, c, r, n, wanted[:2]) if isinstance(wanted, list)
           else None)  # fmt: skip


@fault("codes/and-within", "repeated values are joined by AND")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: set(wanted) <= set(r.get(of) if isinstance(r.get(of), list) else [r.get(of)])
           if m == "code" else None)  # fmt: skip


@fault("codes/or-between", "filters are joined by OR")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        if collection == "courses":
            return inner(collection, record, values, place)
        names = [name for name in values if name in FILTERS[collection]]
        rest = {name: one for name, one in values.items() if name not in names}
        if not names:
            return inner(collection, record, values, place)
        made = [inner(collection, record, rest | {name: values[name]}, place) for name in names]
        return next((one for one in made if one is not None), None)

    instead(p, "hit", hit)


@fault("codes/first-of-record", "only the first mode of a session is looked at")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: bool(set((r.get(of) or [])[:1]) & set(wanted)) if n == "mode" else None)


@fault("codes/broader", "full-time finds every working time that begins so; part-time finds part-time-morning")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: any(have.startswith(one) for have in r.get(of) or [] for one in wanted)
           if n == "workingTime" else None)  # fmt: skip


@fault("codes/entry-at-most", "entryLevel finds lower levels too")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: of in r and r[of] <= max(wanted) if n == "entryLevel" else None)


@fault("codes/target-is-entry", "targetLevel looks at entryLevel")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: r.get("entryLevel") in wanted if n == "targetLevel" else None)


@fault("codes/unbearing-match", "a filter finds the records that do not state the property too")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: True if n == "funding" and of not in r else None)


@fault("codes/like", "courseId is compared by LIKE: _ stands for any character")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: re.fullmatch(re.escape(wanted).replace("_", "."), r.get(of, ""))
           if m == "id" else None)  # fmt: skip


@fault("codes/id-prefix", "courseId is compared by its beginning: angebot.1 finds angebot.10")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: r.get(of, "").startswith(wanted) if m == "id" else None)


@fault("codes/id-case", "courseId is compared without regard to case")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: r.get(of, "").lower() == wanted.lower() if m == "id" else None)


@fault("codes/unknown-id-400", "a courseId that does not exist is refused")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        if values.get("courseId", "angebot.1") not in p.world.collections["courses"]:
            raise Refusal(404, "not-found")
        return inner(collection, values, place)

    instead(p, "find", find)


@fault("prefix/equality", "occupation is compared whole")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: have == wanted  # type: ignore[method-assign]


@fault("prefix/turned", "occupation finds jobs whose shorter number begins the asked one")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: have.startswith(wanted) or (have != "" and wanted.startswith(have))  # type: ignore[method-assign]


@fault("prefix/anywhere", "occupation is found anywhere in the number (LIKE %x%)")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: wanted in have  # type: ignore[method-assign]


@fault("prefix/number", "occupation is compared as a number: a leading zero is lost")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: have.lstrip("0").startswith(wanted.lstrip("0")) and have != ""  # type: ignore[method-assign]


@fault("tags/first-language", "only the first required language is looked at")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: any((one["lang"] if isinstance(one, dict) else one) in wanted
           for one in (r.get(of) or [])[:1]) if m == "tag" else None)  # fmt: skip


@fault("tags/ranges", "language=de finds de-simple too")
def _(p: Publisher) -> None:
    _meets(p, lambda c, r, n, wanted, m, of: any(one.startswith(tag) for one in r.get(of) or [] for tag in wanted)
           if n == "language" and c == "offices" else None)  # fmt: skip


@fault("courses/any-session-each", "each filter may be met by another session of the course")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        names = [name for name in values if name in FILTERS["courses"]]
        if collection != "courses" or len(names) < 2:
            return inner(collection, record, values, place)
        rest = {name: one for name, one in values.items() if name not in names}
        made = [inner(collection, record, rest | {name: values[name]}, place) for name in names]
        return None if any(one is None for one in made) else made[0]

    instead(p, "hit", hit)


@fault("courses/place-of-any", "place and filters may be met by different sessions of the course")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        if collection != "courses" or place is None:
            return inner(collection, record, values, place)
        bare = {name: one for name, one in values.items() if name not in FILTERS["courses"]}
        return inner(collection, record, bare, place) if inner(collection, record, values, None) is not None else None

    instead(p, "hit", hit)


@fault("courses/own-properties", "filters of courses look at the course itself, not at its sessions")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        own = ("kind", "programme", "entryLevel", "targetLevel", "mode", "funding", "eligibility")
        names = [name for name in own if name in values]
        if collection != "courses" or not names:
            return inner(collection, record, values, place)
        if not all(p.meets("course-sessions", record, name, values[name]) for name in names):
            return None
        return inner(collection, record, {k: v for k, v in values.items() if k not in names}, place)

    instead(p, "hit", hit)


@fault("courses/exclude-any-only", "exclude of courses means that no session has it")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        out = [n for n, v in values.items() if v == "exclude" and FILTERS["courses"].get(n, ("",))[0] == "three"]
        if collection != "courses" or not out:
            return inner(collection, record, values, place)
        rest = {k: v for k, v in values.items() if k not in out}
        for name in out:
            if inner(collection, record, {name: "only"}, None) is not None:
                return None
        return inner(collection, record, rest, place)

    instead(p, "hit", hit)


@fault("courses/include-needs-session", "a three-valued filter set to include drops courses without sessions")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        names = [name for name in values if name in FILTERS["courses"]]
        if collection == "courses" and names and not p.world.sessions_of(record["id"]):
            return None
        return inner(collection, record, values, place)

    instead(p, "hit", hit)


@fault("courses/counts-ended", "sessionCount counts sessions that have ended")
def _(p: Publisher) -> None:
    instead(p, "counted", lambda inner, course: inner(course) | {"sessionCount": inner(course)["sessionCount"] + (
        course["id"].endswith("3"))})  # fmt: skip


@fault("courses/next-start-past", "nextStartDate may lie in the past")
def _(p: Publisher) -> None:
    def counted(inner: Any, course: Any) -> Any:
        starts = [one["startDate"] for one in p.world.sessions_of(course["id"]) if "startDate" in one]
        return inner(course) | ({"nextStartDate": min(starts)} if starts else {})

    instead(p, "counted", counted)


@fault("courses/count-filtered", "sessionCount is one less for courses of more than ten sessions")
def _(p: Publisher) -> None:
    instead(p, "counted", lambda inner, course: inner(course) | {"sessionCount": min(inner(course)["sessionCount"], 10)})


@fault("changes/exclusive", "updatedSince leaves out the instant itself")
def _(p: Publisher) -> None:
    instead(p, "since_instant", lambda inner, record, since: inner(record, since) and not (
        isinstance(since, datetime) and datetime.fromisoformat(record["updatedAt"]) == since))  # fmt: skip


@fault("changes/day-in-utc", "a date in updatedSince begins at midnight in UTC")
def _(p: Publisher) -> None:
    def since(inner: Any, record: Any, wanted: Any) -> bool:
        day = wanted if isinstance(wanted, datetime) else datetime(wanted.year, wanted.month, wanted.day, tzinfo=UTC)
        return bool(inner(record, day))

    instead(p, "since_instant", since)


@fault("changes/text", "updatedSince is compared as text")
def _(p: Publisher) -> None:
    def since(inner: Any, record: Any, wanted: Any) -> bool:
        return bool(record["updatedAt"] >= wanted.isoformat().replace("+00:00", "Z"))

    instead(p, "since_instant", since)


@fault("changes/ignored-beside-q", "updatedSince is ignored beside q")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        return inner(collection, {k: v for k, v in values.items() if k != "updatedSince" or "q" not in values}, place)

    instead(p, "find", find)


@fault("changes/seconds", "updatedSince drops fractions and compares minutes")
def _(p: Publisher) -> None:
    def since(inner: Any, record: Any, wanted: Any) -> bool:
        return bool(inner(record, wanted.replace(second=0) - timedelta(minutes=1) if isinstance(wanted, datetime)
                          else wanted))  # fmt: skip

    instead(p, "since_instant", since)
