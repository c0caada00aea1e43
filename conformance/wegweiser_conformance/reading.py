"""Lists as the suite reads them: a page, a walk along `next`, and when to stop walking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import address
from wegweiser_conformance.columns import Columns
from wegweiser_conformance.model import NotTested

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wegweiser_conformance.exchange import Exchange

MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class ListPage:
    """One answered list: its records, and what its `page` object says, as far as it has the right shape."""

    collection: str
    answer: Exchange
    items: tuple[dict[str, Any], ...]
    page: Mapping[str, Any]

    @property
    def total(self) -> int | None:
        total = self.page.get("total")
        return total if isinstance(total, int) and not isinstance(total, bool) else None

    @property
    def exact(self) -> bool:
        return self.page.get("totalRelation") == "exact"

    @property
    def next(self) -> str | None:
        reference = self.page.get("next")
        return reference if isinstance(reference, str) else None

    @property
    def next_url(self) -> str | None:
        return None if self.next is None else address.follow(self.answer.url, self.next)

    @property
    def data_version(self) -> str | None:
        version = self.page.get("dataVersion")
        return version if isinstance(version, str) else None


@dataclass(frozen=True, slots=True)
class Walk:
    """A list followed from its first page; `stopped` says why before its end, and is empty at the end."""

    collection: str
    params: Mapping[str, Any]
    pages: tuple[ListPage, ...]
    stopped: str = ""
    stopped_by_choice: bool = False
    records: tuple[dict[str, Any], ...] = field(default=(), init=False)
    columns: Columns = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "records", tuple(record for page in self.pages for record in page.items))
        object.__setattr__(self, "columns", Columns(self.records))

    @property
    def complete(self) -> bool:
        return not self.stopped

    @property
    def first(self) -> ListPage:
        return self.pages[0]

    @property
    def last(self) -> ListPage:
        return self.pages[-1]

    @property
    def changed(self) -> bool:
        """The data changed under way: `dataVersion` says so."""
        return len({page.data_version for page in self.pages}) > 1


def read_page(collection: str, answer: Exchange) -> ListPage:
    """The answer as a list; anything else ends the check as not tested, because of this answer."""
    if answer.status != 200:
        raise NotTested(f"{answer.what} gave {answer.outcome}")
    body = answer.json()
    items = body.get("items") if isinstance(body, dict) else None
    if not isinstance(items, list):
        raise NotTested(f"{answer.what} has no list of items")
    page = body.get("page")
    records = tuple(item for item in items if isinstance(item, dict))
    return ListPage(collection, answer, records, page if isinstance(page, dict) else {})


def walk(first: ListPage, params: Mapping[str, Any], ask: Callable[[str], Exchange], most: int) -> Walk:
    """Follow `next` until it is absent, `most` records are read, or something is in the way."""
    pages, visited, count = [first], {first.answer.url}, len(first.items)
    stopped, by_choice = "", False
    while (url := pages[-1].next_url) is not None and not stopped:
        if url in visited:
            stopped = f"next leads back to {url}"
        elif count >= most or len(pages) >= MOST_PAGES:
            stopped, by_choice = f"only the first {count} records were read", True
        else:
            visited.add(url)
            try:
                pages.append(read_page(first.collection, ask(url)))
                count += len(pages[-1].items)
            except NotTested as obstacle:
                stopped = obstacle.reason
    return Walk(first.collection, params, tuple(pages), stopped, by_choice)
