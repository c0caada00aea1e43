"""One list cut into pages: where each lies, and how each leads to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..store.interface import Found, Position, Record

    Ask = Callable[[Position | None], Found]
    Write = Callable[[Record], dict[str, Any]]

RECORDS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Series:
    """The pages of the list at `path`; names of later ones carry the `tag` of the export."""

    path: str
    tag: str
    data_version: str

    def place(self, number: int) -> str:
        return self.path if number == 1 else f"{self.path}/pages/{self._name(number)}"

    def envelope(self, number: int, total: int, *, more: bool) -> dict[str, Any]:
        page: dict[str, Any] = {"total": total, "totalRelation": "exact"}
        if more:
            page["next"] = self._reference(number)
        return page | {"dataVersion": self.data_version}

    def _reference(self, number: int) -> str:
        """To the next page, relative to the page with this number (RFC 3986, 5.2)."""
        name = self._name(number + 1)
        return name if number > 1 else f"{self.path.rpartition('/')[2]}/pages/{name}"

    def _name(self, number: int) -> str:
        return f"{self.tag}-{number}"


def pages(series: Series, ask: Ask, write: Write) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and document of each page; an empty list has one."""
    position, number, more = None, 0, True
    while more:
        found = ask(position)
        number, more = number + 1, found.more
        items = [write(hit.record) for hit in found.hits]
        page = series.envelope(number, found.total, more=more)
        yield series.place(number), {"items": items, "page": page}
        position = found.hits[-1].position if found.hits else None
