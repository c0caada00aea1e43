"""Lists that end too early and say nothing of it."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import FILTERS

if TYPE_CHECKING:
    from tests.fresh.asked import Asked
    from tests.fresh.publisher import Publisher


def _ends_at(p: Publisher, most: int) -> None:
    p.more_follows = lambda end, total: end < min(total, most)


@fault(
    "cut/thousand", "a list ends after 1,000 records, total is true", world={"sessions": 1600}, max_limit=100
)
def _(p: Publisher) -> None:
    _ends_at(p, 1000)


@fault(
    "cut/thousand-total-too",
    "hits are cut to 1,000, and total says 1,000 exact",
    world={"sessions": 1600},
    max_limit=100,
)
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(c, values, place)[:1000])


@fault("cut/three-hundred", "a list ends after 300 records, total is true")
def _(p: Publisher) -> None:
    _ends_at(p, 300)


@fault("cut/filtered-hundred", "under a filter of codes hits are cut to 100, and total with them")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(c, values, place)[: 100 if any(
        FILTERS[c].get(name, ("", ""))[0] == "code" for name in values) else None])  # fmt: skip


@fault("cut/place-fifty", "a search by place finds 50 at most, the first ones by id")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(c, values, place)[: 50 if place else None])


@fault("cut/deep-offset", "beyond 200 records later pages begin at 200 again")
def _(p: Publisher) -> None:
    instead(p, "position", lambda inner, asked, cursor: min(inner(asked, cursor), 200))


@fault("cut/last-page-by-floor", "the number of pages is rounded down: a broken last page is missing")
def _(p: Publisher) -> None:
    def page(inner: Any, asked: Asked, hits: Any, begin: int, shown: int, total: int) -> Any:
        size = int(dict(asked.pairs).get("limit", p.default_limit))
        p.more_follows = lambda end, total: end < max(size, total // size * size)
        return inner(asked, hits, begin, shown, total)

    instead(p, "page", page)


@fault(
    "cut/ids-of-first-thousand",
    "items beyond the first 1,000 are not found",
    world={"sessions": 1600},
    max_limit=100,
)
def _(p: Publisher) -> None:
    from tests.fresh.asked import Refusal

    def item(inner: Any, asked: Asked, c: str, id_: str) -> Any:
        if id_ not in list(p.world.collections[c])[:1000] and c == "course-sessions":
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)

    instead(p, "item", item)


@fault("cut/limit-of-offices", "offices refuse a limit above 20, the description says 50")
def _(p: Publisher) -> None:
    from dataclasses import replace

    from tests.fresh import asked as reading

    instead(p, "known", lambda inner, c: {**inner(c), **({"limit": replace(
        inner(c)["limit"], understands=reading.whole(1, 20))} if c == "offices" else {})})  # fmt: skip


@fault("cut/default-of-offices", "without limit offices come 20 a page, the description says 10")
def _(p: Publisher) -> None:
    instead(p, "slice", lambda inner, asked, hits, values: inner(
        asked, hits, {"limit": 20, **values} if asked.path == "/offices" else values))  # fmt: skip


@fault("cut/max-less-one", "with the largest limit a page holds one record less")
def _(p: Publisher) -> None:
    instead(p, "slice", lambda inner, asked, hits, values: inner(
        asked, hits, values | {"limit": p.max_limit - 1} if values.get("limit") == p.max_limit else values))  # fmt: skip


@fault("cut/ended-under-course", "under courseId sessions that have ended are listed too")
def _(p: Publisher) -> None:
    held = list(p.world.collections["course-sessions"].values())
    for one in held[::9]:
        if "courseId" in one:
            ended = one | {
                "id": one["id"] + "-alt",
                "startDate": "2025-01-07",
                "endDate": "2025-03-07",
                "sourceRecordId": one["sourceRecordId"] + "-alt",
                "detailUrl": one["detailUrl"] + "-alt",
            }
            p.world.collections["course-sessions"][ended["id"]] = {
                k: v for k, v in ended.items() if k != "registrationDeadline"}  # fmt: skip

    def find(inner: Any, c: str, values: Any, place: Any) -> Any:
        p.alive = (
            (lambda one: True)
            if "courseId" in values
            else (lambda one: one.get("endDate", "9") >= p.today().isoformat())
        )
        return inner(c, values, place)

    instead(p, "find", find)
