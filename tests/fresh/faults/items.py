"""Items that differ from their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faults.ways import item_otherwise, one_of
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


@fault("items/stale", "items show an older openings than the list")
def _(p: Publisher) -> None:
    item_otherwise(p, lambda made: made | ({"openings": made["openings"] + 1} if "openings" in made else {}))


@fault("items/less", "items lack schedule")
def _(p: Publisher) -> None:
    item_otherwise(p, lambda made: {k: v for k, v in made.items() if k != "schedule"})


@fault("items/more", "lists lack hours, items have them")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        given: Given = inner(asked, c)
        for one in given.document["items"]:
            one.pop("hours", None)
        return given

    instead(p, "listed", list_)


@fault("items/one-in-ten-404", "one item in ten is not found")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if one_of(10, {"id": id_}):
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("items/case", "items of sessions are found by lower-case ids only")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if id_ != id_.lower():
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("items/expired", "items of the last pages are not found")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if c == "course-sessions" and p.world.collections[c].get(id_, {}).get("startDate", "0") > "2027":
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("items/lists-as-object", "an item is wrapped in data")
def _(p: Publisher) -> None:
    item_otherwise(p, lambda made: {"data": made})
