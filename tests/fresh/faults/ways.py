"""How most faults work: they change one kind of answer and leave all others alone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from tests.fresh.faulty import instead
from tests.fresh.publisher import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.asked import Asked, Given, Refusal
    from tests.fresh.publisher import Publisher


def shown_otherwise(p: Publisher, change: Callable[[str, Any], Any], where: str = "") -> None:
    def shown(inner: Any, c: str, record: Any, lang: str, km: Any) -> Any:
        made = inner(c, record, lang, km)
        return change(c, made) if where in ("", c) else made

    instead(p, "shown", shown)


def item_otherwise(p: Publisher, change: Callable[[Any], Any]) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        given: Given = inner(asked, c, id_)
        given.document = change(given.document)
        return given

    instead(p, "item", item)


def one_of(share: int, made: Any) -> bool:
    """Whether a record is one of those, by its id."""
    return int(hashlib.sha1(made["id"].encode()).hexdigest(), 16) % share == 0


def problem_otherwise(p: Publisher, change: Callable[[Given], Any], status: int = 0) -> None:
    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        given: Given = inner(asked, refusal)
        if status in (0, given.status):
            change(given)
        return given

    instead(p, "problem", problem)


def finished_otherwise(p: Publisher, change: Callable[[Asked, Given], Any]) -> None:
    def finish(inner: Any, asked: Asked, given: Given) -> Given:
        made: Given = inner(asked, given)
        change(asked, made)
        return made

    instead(p, "finish", finish)


def met_otherwise(p: Publisher, change: Any) -> None:
    """`change` returns None where the honest answer stands."""

    def meets(inner: Any, collection: str, record: Any, name: str, wanted: Any) -> bool:
        match, of = FILTERS[collection][name]
        changed = change(collection, record, name, wanted, match, of)
        return bool(inner(collection, record, name, wanted) if changed is None else changed)

    instead(p, "meets", meets)
