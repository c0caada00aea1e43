"""A list as it was read: its first page and whatever pages its `next` brought, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import reading, routes
from wegweiser_conformance.model import NotTested

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

    type_of_key = tuple[str, tuple[tuple[str, str], ...], str]


@dataclass(frozen=True, slots=True)
class Chain:
    """`complete` if its last page has no `next` and does not say that the list was cut off."""

    pages: tuple[ListPage, ...]

    @property
    def collection(self) -> str:
        return self.pages[0].collection

    @property
    def records(self) -> list[dict[str, Any]]:
        return [record for page in self.pages for record in page.items]

    @property
    def complete(self) -> bool:
        return self.pages[-1].next is None and self.pages[-1].page.get("end") is None

    @property
    def version(self) -> str | None:
        """The state of the data, if every page states the same one."""
        versions = {page.data_version for page in self.pages}
        return versions.pop() if len(versions) == 1 else None

    @property
    def held_still(self) -> bool:
        return len({page.data_version for page in self.pages}) == 1


def chains(target: Target) -> Iterator[Chain]:
    """Every list of the traffic that began with a first page, each with as much as was read of it.

    The same question asked again gives a chain of its own, and pages belong to the answer before them.
    """
    answers = [answer for answer in target.client.traffic if _is_list(target, answer)]
    later: dict[type_of_key, list[Exchange]] = {}
    for answer in answers:
        later.setdefault(_key(answer, answer.url), []).append(answer)
    for answer in answers:
        if "cursor" not in routes.asked(answer.url):
            yield from _followed(target, answer, later)


def _is_list(target: Target, answer: Exchange) -> bool:
    operation = target.operation_of(answer)
    return (
        answer.method == "GET"
        and answer.status == 200
        and operation is not None
        and operation.kind == "list"
        and operation.collection in target.collections
    )


def _key(answer: Exchange, url: str) -> type_of_key:
    fields = tuple(sorted((name.lower(), value) for name, value in answer.sent))
    return url, fields, answer.credential


def _followed(target: Target, first: Exchange, later: dict[type_of_key, list[Exchange]]) -> Iterator[Chain]:
    operation = target.operation_of(first)
    assert operation is not None
    assert operation.collection is not None
    pages: list[ListPage] = []
    answer: Exchange | None = first
    visited = {first.url}
    while answer is not None and len(pages) < reading.MOST_PAGES:
        try:
            pages.append(reading.read_page(operation.collection, answer))
        except NotTested:
            break
        url = pages[-1].next_url
        # A page that was asked for before its predecessor came belongs to another chain.
        following = (
            [one for one in later.get(_key(answer, url), ()) if one.number > answer.number] if url else []
        )
        answer = following[0] if following and url not in visited else None
        visited.add(url or "")
    if pages:
        yield Chain(tuple(pages))
