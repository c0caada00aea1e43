"""Chooses a *window*: the largest scope of at most 200 records that the server's own filters give.

Inside a window the suite holds every record, so it can predict exactly what a filter must answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, window_choice
from wegweiser_conformance.model import Drifted, NotTested

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from wegweiser_conformance.columns import Columns
    from wegweiser_conformance.reading import ListPage, Walk
    from wegweiser_conformance.target import Target

LARGEST = 200
_TRIES = 6
_DEPTH = 6
_LARGE_ENOUGH = 0.6
_SMALL_ENOUGH = 0.1
_CHOOSING = frozenset({"equals", "member", "prefix"})
_TOO_NARROW = "courseId"  # the sessions of one course are too much alike, and /courses has no such filter


@dataclass(frozen=True, slots=True)
class Window:
    """A scope read to its end: `params` made it, `records` are all that lie in it.

    `held` are those of a longer walk that meet `params`, where they were not asked for by themselves.
    """

    collection: str
    params: Mapping[str, Any]
    walk: Walk
    held: Columns | None = None

    @property
    def columns(self) -> Columns:
        return self.held or self.walk.columns

    @property
    def records(self) -> tuple[dict[str, Any], ...]:
        return self.columns.records

    @property
    def whole(self) -> bool:
        """The window is the whole collection."""
        return not self.params


def read_window(target: Target, collection: str, largest: int = LARGEST, avoiding: str = "") -> Window:
    """`avoiding` a parameter: it is to be asked inside the window and must not have made it."""
    params = _scope(target, collection, largest, avoiding)
    walk = target.walk(collection, params, most=largest + 1)
    if walk.stopped:
        raise NotTested(f"no window of {collection} could be read to its end: {walk.stopped}")
    if walk.changed:
        raise Drifted(collection)
    return Window(collection, params, walk)


def _scope(target: Target, collection: str, largest: int, asked: str) -> dict[str, Any]:
    """Nothing at all if the list is short enough, else the most varied choice that makes it so."""
    page = target.list_page(collection, limit=target.max_limit)
    total = _total(page)
    if total <= largest:
        return {}
    records = _known(target, page)
    avoided = {asked, _TOO_NARROW}
    offered = window_choice.choices(records, target.filters(collection), avoided, asked, largest / total)
    if len(records) == total:
        offered = _best_known(target, collection, offered, records, largest)
    fitting: tuple[int, dict[str, Any]] = (0, {})
    for params in offered[:_TRIES]:
        size = _total(target.list_page(collection, {"limit": target.max_limit, **params}))
        if _enough(largest) <= size <= largest or (size <= largest and len(records) == total):
            return dict(params)
        if fitting[0] < size <= largest:
            fitting = (size, dict(params))
    return fitting[1] or _narrowed(target, page, largest, avoided)


def _enough(largest: int) -> float:
    """The size at which no better choice is looked for; where data change, any search takes too long."""
    return largest * (_LARGE_ENOUGH if largest == LARGEST else _SMALL_ENOUGH)


def _best_known(
    target: Target,
    collection: str,
    offered: list[dict[str, str]],
    records: Sequence[Mapping[str, Any]],
    largest: int,
) -> list[dict[str, str]]:
    """Where every record is known, so is the size of each window: only the one to be read is asked for."""
    judged = {name: (match, path) for name, match, path in target.filters(collection)}

    def size(params: Mapping[str, str]) -> int:
        tests = [(*judged[name], value) for name, value in params.items()]
        return sum(
            all(expect.holds(how, path, one, [value]) for how, path, value in tests) for one in records
        )

    large = [one for one in offered if _enough(largest) <= size(one) <= largest]
    others = [one for one in offered[:_TRIES] if 0 < size(one) <= largest]
    return large or sorted(others, key=size, reverse=True) or offered


def serves(target: Target, window: Window, parameter: str) -> bool:
    """Whether the parameter can be asked in this window as well as in any other."""
    if parameter in window.params:
        return False
    judged = [one for one in target.filters(window.collection) if one[0] == parameter]
    known = _known(target, target.list_page(window.collection, limit=target.max_limit))
    return window.whole or window_choice.ways(judged, window.records) >= window_choice.ways(judged, known)


def _known(target: Target, page: ListPage) -> Sequence[Mapping[str, Any]]:
    """As many records as other checks read anyway; the first page where that is no use."""
    if target.largest < LARGEST:
        return page.items
    try:
        return target.walk(page.collection).records
    except NotTested:
        return page.items


def _narrowed(target: Target, page: ListPage, largest: int, avoided: AbstractSet[str]) -> dict[str, Any]:
    """Filter by filter, until at most `largest` records are left."""
    params: dict[str, Any] = {}
    for _ in range(_DEPTH):
        total = _total(page)
        if total <= largest:
            return params
        fitting, smallest = None, None
        for name, value in list(_candidates(target, page, {*params, *avoided}, largest / total))[:_TRIES]:
            narrowed = {**params, name: value}
            size = _total(target.list_page(page.collection, narrowed, limit=1))
            if 0 < size <= largest and (fitting is None or size > fitting[0]):
                fitting = (size, narrowed)
            if 0 < size < total and (smallest is None or size < smallest[0]):
                smallest = (size, narrowed)
        if fitting is not None:
            return fitting[1]
        if smallest is None:
            break
        params = smallest[1]
        page = target.list_page(page.collection, params, limit=target.max_limit)
    raise NotTested(f"{page.collection} has {page.total} records and no filter narrows them to {largest}")


def _total(page: ListPage) -> int:
    if page.total is None:
        raise NotTested(f"{page.answer.what} has no page.total")
    return page.total


def _candidates(
    target: Target, page: ListPage, used: AbstractSet[str], wanted_share: float
) -> Iterator[tuple[str, str]]:
    """Values that some of these records bear and some do not, those nearest to the wanted share first."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, match, path in target.filters(page.collection):
        if name in used:
            continue
        if match in window_choice.THREE_VALUED:
            for value in ("only", "exclude"):
                counts[name, value] = sum(expect.holds(match, path, one, [value]) for one in page.items)
        for record in page.items if match in _CHOOSING else ():
            held = {value for value in expect.values(record, path) if isinstance(value, str) and value}
            for value in held:
                counts[name, value] += 1
                if match == "prefix" and len(value) > 2:
                    counts[name, value[:2]] += 1
    seen = max(len(page.items), 1)
    telling = {choice: count for choice, count in counts.items() if 0 < count < seen}

    def distance(entry: tuple[tuple[str, str], int]) -> tuple[float, tuple[str, str]]:
        share = entry[1] / seen / wanted_share
        return max(share, 1 / share), entry[0]

    yield from (choice for choice, _ in sorted(telling.items(), key=distance))
