"""The kinds of places where a general rule holds: description, code lists, lists, later pages, items, errors.

A rule for "every answer" is judged on whatever traffic there is; `visit` makes sure that there is some of
every kind, and costs nothing where another check has asked before.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegweiser_conformance.model import NotTested, Unjudged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target

SOME_CODE_LIST = "/code-lists/problem-codes"
TYPICAL_REFUSALS = frozenset({"unknown id", "wrong value"})


# An app in a browser that wishes for something else: what must not matter, each at once with the others.
STRANGERS = tuple(
    {"Accept": accept, "Origin": origin, "Referer": "https://app.example/", "X-Request-Id": "b7"}
    for accept, origin in (
        ("text/html", "https://app.example"),
        ("application/xml;q=0.9", "null"),
        ("application/vnd.example+json", "http://localhost:8081"),
        ("image/png, text/*;q=0.1", "https://app.example"),
        ("x", "null"),
    )
)

# Not even what a program sends by itself.
BARE = {"User-Agent": "", "Accept": "", "Accept-Encoding": "", "Connection": ""}


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


def asker(
    target: Target, place: Place, *, headers: Mapping[str, str] | None = None, auth: bool = True
) -> Callable[[bool], Exchange]:
    """The same question as a function of whether to ask afresh, as comparisons want it."""
    return lambda fresh: ask(target, place, headers=headers, auth=auth, fresh=fresh)


def strange(target: Target, place: Place, turn: int) -> dict[str, str]:
    """What a stranger sends to the place of that turn; refusals are asked in another language besides."""
    known = _languages(target) if place.kind in TYPICAL_REFUSALS and "languages" in target.classes else []
    sent = STRANGERS[turn % len(STRANGERS)]
    return {**sent, "Accept-Language": known[1]} if len(known) > 1 else sent


def places(target: Target) -> Iterator[Place]:
    """Every kind of good answer: three open ones, and of each collection list, later page, item."""
    yield Place("description", target.url(target.description_path), open=True)
    yield Place("code lists", target.url("/code-lists"), open=True)
    yield Place("code list", target.url(SOME_CODE_LIST), open=True)
    for collection in target.in_turn:
        yield from places_of(target, collection)


def places_of(target: Target, collection: str) -> Iterator[Place]:
    yield Place("list", target.url(f"/{collection}"), collection)
    try:
        first = target.list_page(collection)
        if first.next_url is not None and target.turn(collection) < 2:
            yield Place("later page", first.next_url, collection)
        for _, answer in target.items(collection, 1):
            yield Place("item", answer.url, collection)
    except Unjudged:
        return


def refused_places(target: Target) -> Iterator[Place]:
    """Every kind of refusal that a GET can meet: unknown paths and ids, and in `query` faulty parameters."""
    yield Place("unknown code list", target.url("/code-lists/no-such-list"), open=True)
    yield Place("unknown path", target.url("/no-such-path"))
    if "query" in target.classes:
        yield Place("description, unknown parameter", target.url("/", {"noSuchParameter": "1"}), open=True)
    for collection in target.in_turn:
        yield Place("unknown id", target.url(f"/{collection}/no-such-record"), collection)
        if "query" in target.classes:
            path = f"/{collection}"
            if target.turn(collection) == 0:
                yield Place("unknown parameter", target.url(path, {"noSuchParameter": "1"}), collection)
            if target.turn(collection) < 2:
                yield Place("wrong value", target.url(path, {"limit": "0"}), collection)


def one_of_each_kind(places: Iterable[Place]) -> list[Place]:
    """All lists, and of every other kind the first: for probes that cost a request each."""
    every = list(places)
    first = first_of_each_kind(every)
    return [place for place in every if place.kind == "list" or place in first]


def first_of_each_kind(places: Iterable[Place]) -> list[Place]:
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.kind, place)
    return list(first.values())


def last_of_each_kind(target: Target) -> list[Place]:
    """One good place of each kind, in the last collection that has it."""
    every = [place for place in places(target) if place.kind != "code lists"]
    return first_of_each_kind(reversed(every))


def typical(target: Target, *, refusals: bool = True) -> list[Place]:
    """Few places for probes that cost a request each: two lists, one of each other kind, two refusals."""
    ends = (*target.in_turn[:1], *target.in_turn[-1:])
    good = one_of_each_kind(place for place in places(target) if place.kind != "code lists")
    chosen = [place for place in good if place.kind != "list" or place.collection in ends]
    refused = [place for place in refused_places(target) if place.kind in TYPICAL_REFUSALS]
    return chosen + (first_of_each_kind(reversed(refused)) if refusals else [])


def held(target: Target) -> Iterator[tuple[Place, Exchange]]:
    """Every good place with its 200; what gives none is left to the checks that demand it."""
    for place in places(target):
        try:
            answer = ask(target, place)
        except NotTested:
            continue
        if answer.status == 200:
            yield place, answer


def conditional(target: Target) -> list[tuple[Place, Mapping[str, str]]]:
    """Places to ask with a tag: one of each kind; of lists and items one in another language, one without."""
    every = [place for place, _ in held(target)]
    chosen: list[tuple[Place, Mapping[str, str]]] = []
    for place in every:
        other = in_another_language(target, place)
        known = {one.kind for one, headers in chosen if not headers}
        if other or place.kind not in known:
            chosen.append((place, other))
    return chosen


def in_another_language(target: Target, place: Place) -> dict[str, str]:
    """What asks for one of the lists and one of the items in the second language, if there is one."""
    if not _foreign_kind(target, place) or target.turn(place.collection):
        return {}
    return {"Accept-Language": _languages(target)[1]}


def _foreign_kind(target: Target, place: Place) -> bool:
    return place.kind in {"list", "item"} and "languages" in target.classes and len(_languages(target)) > 1


def _languages(target: Target) -> list[str]:
    listed = target.description.get("languages")
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def revalidations(target: Target) -> Iterator[tuple[Place, Exchange]]:
    """Places asked again with the tag that they gave: 304, if all is right."""
    for place, headers in conditional(target):
        tag = ask(target, place, headers=headers).headers.get("ETag")
        if tag:
            yield place, ask(target, place, headers={**headers, "If-None-Match": tag})


def visit(target: Target) -> tuple[Exchange, ...]:
    """All traffic of the run, with at least one answer of every kind in it."""
    traffic = target.traffic
    for place in (*places(target), *refused_places(target)):
        with contextlib.suppress(NotTested):
            ask(target, place)
    return tuple(target.client.traffic) or traffic
