"""From what was asked to what the store is asked."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, cast

from .data.days import BERLIN
from .parameters.literals import is_date
from .parameters.place import place_of
from .store.interface import Query

if TYPE_CHECKING:
    from wegweiser_contract import Filter, Operation

    from .call import Call
    from .paging.pages import Window
    from .parameters.asked import Asked
    from .parameters.place import Place
    from .store.interface import Found, Order, Placeless

THREE_VALUED = ("three-valued", "free-places")


def search(call: Call, asked: Asked, window: Window) -> tuple[Found, Place | None]:
    place = place_of(asked, call.service.settings.locate)
    query = Query(
        collection=call.collection,
        today=call.service.settings.today(),
        limit=window.limit,
        filters=filters_of(call.operation, asked),
        words=asked.one("q"),
        place=place.search if place else None,
        placeless=cast("Placeless", asked.one("placeless") or "exclude"),
        sort=order_of(call.operation, asked, place),
        updated_since=instant_of(asked.one("updatedSince")),
        after=window.start.position if window.start else None,
    )
    return call.service.store.search(query), place


def filters_of(operation: Operation, asked: Asked) -> tuple[tuple[Filter, tuple[str, ...]], ...]:
    """`include` filters nothing; `updatedSince` is asked on its own."""
    return tuple(
        (parameter.filter, asked.values[parameter.name])
        for parameter in operation.parameters
        if parameter.filter and parameter.name in asked
        if parameter.filter.match != "since-instant"
        if not (parameter.filter.match in THREE_VALUED and asked.one(parameter.name) == "include")
    )


def order_of(operation: Operation, asked: Asked, place: Place | None) -> Order:
    """As asked, else by distance if there is a centre, else by relevance if there are words, else by date."""
    if "sort" in asked:
        return cast("Order", asked.one("sort"))
    if place and place.has_centre:
        return "distance"
    if "q" in asked:
        return "relevance"
    parameter = operation.parameter("sort")
    return "date" if parameter and "date" in parameter.schema.get("enum", ()) else "id"


def instant_of(text: str | None) -> datetime | None:
    """A mere date is the beginning of that day in Europe/Berlin."""
    if text is None:
        return None
    if is_date(text):
        return datetime.combine(date.fromisoformat(text), time(), BERLIN)
    return datetime.fromisoformat(text)
