"""The kinds of places where a general rule holds: description, code lists, lists, later pages, items, errors.

A rule for "every answer" is judged on whatever traffic there is; `visit` makes sure that there is some of every
kind, and costs nothing where another check has asked before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Unjudged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target

SOME_CODE_LIST = "/code-lists/problem-codes"


@dataclass(frozen=True, slots=True)
class Place:
    """One URL of the interface, and what kind of answer it gives; `open` places need no credential."""

    kind: str
    url: str
    collection: str = ""
    open: bool = False

    @property
    def name(self) -> str:
        return f"{self.collection} {self.kind}".strip()


def ask(
    target: Target,
    place: Place,
    *,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    auth: bool = True,
    fresh: bool = False,
) -> Exchange:
    wanted = auth and not place.open
    return target.client.ask(place.url, method=method, headers=headers, auth=wanted, fresh=fresh)


def places(target: Target) -> Iterator[Place]:
    """Every kind of good answer: three open ones, and for each collection its list, a later page, two items."""
    yield Place("description", target.url("/"), open=True)
    yield Place("code lists", target.url("/code-lists"), open=True)
    yield Place("code list", target.url(SOME_CODE_LIST), open=True)
    for collection in target.collections:
        yield from places_of(target, collection)


def places_of(target: Target, collection: str) -> Iterator[Place]:
    yield Place("list", target.url(f"/{collection}"), collection)
    try:
        first = target.list_page(collection)
        if first.next_url is not None:
            yield Place("later page", first.next_url, collection)
        for _, answer in target.items(collection, 2):
            yield Place("item", answer.url, collection)
    except Unjudged:
        return


def refused_places(target: Target) -> Iterator[Place]:
    """Every kind of refusal that a GET can meet: unknown paths and ids, and in `query` faulty parameters."""
    yield Place("unknown code list", target.url("/code-lists/no-such-list"), open=True)
    yield Place("unknown path", target.url("/no-such-path"))
    if "query" in target.classes:
        yield Place("description, unknown parameter", target.url("/", {"noSuchParameter": "1"}), open=True)
        yield Place("code lists, unknown parameter", target.url("/code-lists", {"noSuchParameter": "1"}), open=True)
    for collection in target.collections:
        yield Place("unknown id", target.url(f"/{collection}/no-such-record"), collection)
        if "query" in target.classes:
            path = f"/{collection}"
            yield Place("unknown parameter", target.url(path, {"noSuchParameter": "1"}), collection)
            yield Place("wrong value", target.url(path, {"limit": "0"}), collection)


def visit(target: Target) -> tuple[Exchange, ...]:
    """All traffic of the run, with at least one answer of every kind in it."""
    traffic = target.traffic
    for place in (*places(target), *refused_places(target)):
        ask(target, place)
    return tuple(target.client.traffic) or traffic
