"""Faults that come now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


@fault("now-and-then/500", "one answer in ten is 500")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if p.count % 10 == 0:
            raise Refusal(500, "internal")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("now-and-then/empty", "one list in ten is empty")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: [] if p.count % 10 == 0 else inner(c, values, place))


@fault("now-and-then/one-lost", "one list in ten lacks a record")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(c, values, place)[(p.count % 10 == 0) :])


@fault("now-and-then/unfiltered", "one list in ten ignores the filters")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(c, {} if p.count % 10 == 0 else values, place))


@fault("now-and-then/old-replica", "one answer in three comes from a copy that lacks the newest records")
def _(p: Publisher) -> None:
    def records(inner: Any, c: str) -> Any:
        return inner(c)[:-3] if p.count % 3 == 0 else inner(c)

    instead(p, "records", records)
