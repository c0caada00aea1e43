"""Filters that are understood and ignored, wholly or in part: of every list, every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..wrong_lists import FILTERS, ask_otherwise, asks, filter_names, has_filters
from .naming import slug

if TYPE_CHECKING:
    from ..model import Request
    from ..wrong_lists import Rewrite

SINCE_BEFORE = {"jobs-suitability": "suitability-ignored"}  # its id is older than this table


def _without(name: str) -> Rewrite:
    return lambda request: request.without(name)


def _only(name: str, place: int) -> Rewrite:
    return lambda request: request.replace(name, request.values(name)[place])


def _first_page_only(name: str) -> Rewrite:
    def rewrite(request: Request) -> Request:
        return request if request.value("cursor") is None else request.without(name)

    return rewrite


def _register(collection: str, name: str, repeated: bool) -> None:
    known, rule = slug(collection, name), f"filters/{slug(collection, name)}"
    ask_otherwise(
        f"filters/{SINCE_BEFORE.get(known, f'{known}-ignored')}",
        rule,
        f"`{name}` of /{collection} is understood and ignored",
        asks(collection, name),
        _without(name),
    )
    for place, told in ((0, "first"), (-1, "last")) if repeated else ():
        ask_otherwise(
            f"filters/{known}-{told}-value-only",
            rule,
            f"of several values of `{name}` of /{collection} only the {told} counts",
            asks(collection, name),
            _only(name, place),
        )


for _collection, _filters in FILTERS.items():
    for _name, (_, _, _repeated) in _filters.items():
        _register(_collection, _name, _repeated)


ask_otherwise(
    "filters/all-ignored",
    "filters/jobs-offer-type",
    "all filters of all lists are understood and ignored",
    has_filters,
    lambda request: request.without(*filter_names(request)),
)
