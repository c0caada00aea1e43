"""Wrong orders."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import FILTERS

if TYPE_CHECKING:
    from tests.fresh.asked import Asked
    from tests.fresh.publisher import Publisher


def _key(p: Publisher, change: Any) -> None:
    instead(
        p, "sort_key", lambda inner, c, sort, hit, values: change(inner(c, sort, hit, values), c, sort, hit)
    )


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
    instead(
        p,
        "sort_of",
        lambda inner, c, values, place: inner(c, values, place) if "sort" in values or place else "id",
    )


@fault("order/offices-by-name", "offices come by name")
def _(p: Publisher) -> None:
    _key(
        p,
        lambda made, c, sort, hit: (
            (hit[0]["name"], hit[0]["id"]) if c == "offices" and sort == "id" else made
        ),
    )


@fault(
    "order/offices-natural", "offices come by the number in their id, capitals and digits sorted as people do"
)
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
