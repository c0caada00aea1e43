"""Holds an answer, over all its pages, against what was predicted: nothing wrong, nothing missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect
from wegweiser_conformance.model import Drifted, NotTested, Violation
from wegweiser_conformance.reading import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Forecast, Scope
    from wegweiser_conformance.target import Target

_NOT_BLAMED = frozenset({0, 401, 403, 408, 429, 502, 503, 504})


def exactly(
    target: Target,
    seen: Seen,
    scope: Scope,
    params: Mapping[str, Any],
    forecast: Forecast,
    why: str = "",
) -> Iterator[Violation]:
    """A violation unless the scope's list, asked with `params` besides, holds just what was forecast."""
    fault = faulty(target, scope, params, forecast, why)
    seen.judged(max(len(scope.records), 1))
    if fault is not None:
        blame_unless_changed(target, scope)
        yield fault


def begins(
    target: Target,
    seen: Seen,
    scope: Scope,
    params: Mapping[str, Any],
    forecast: Forecast,
    why: str = "",
    pages: int = 1,
) -> Iterator[Violation]:
    """As `exactly`, from the first pages alone: nothing wrong on them, nothing missing by their total."""
    query = scope.query(target, params)
    answer = target.ask(f"/{scope.collection}", query)
    refusal = refused(answer, forecast)
    if refusal is not None:
        yield refusal
        return
    read = [target.list_page(scope.collection, query)]
    while len(read) < pages and read[-1].next_url:
        read.append(target.list_at(scope.collection, read[-1].next_url))
    walk = Walk(scope.collection, query, tuple(read), "only the beginning was read" if read[-1].next else "")
    seen.judged(max(len(walk.records), 1))
    fault = _wrong_records(walk, forecast, why) or _wrong_total(walk, forecast)
    if fault is not None:
        blame_unless_changed(target, scope)
        yield fault


def briefly(
    target: Target, seen: Seen, scope: Scope, params: Mapping[str, Any], forecast: Forecast, why: str = ""
) -> Iterator[Violation]:
    """As `exactly` where one page holds it all, else from the first page and its total."""
    held = exactly if len(forecast.required) <= target.max_limit else begins
    yield from held(target, seen, scope, params, forecast, why)


def blame_unless_changed(target: Target, scope: Scope) -> None:
    """Before a difference is called a fault, the window is read afresh: changed data excuse it."""
    if not scope.held_still(target):
        raise Drifted(scope.window.collection)


def faulty(
    target: Target, scope: Scope, params: Mapping[str, Any], forecast: Forecast, why: str = ""
) -> Violation | None:
    query = scope.query(target, params)
    refusal = refused(target.ask(f"/{scope.collection}", query), forecast)
    if refusal is not None:
        return refusal
    walk = target.walk(scope.collection, query, most=len(forecast.allowed) + 1)
    return _wrong_records(walk, forecast, why) or broken_off(target, walk) or _wrong_total(walk, forecast)


def in_pages(forecast: Forecast, pages: int = 2) -> int:
    """A limit that spreads what is expected over this many pages."""
    return max(1, -(-len(forecast.required) // pages))


def refused(answer: Exchange, forecast: Forecast) -> Violation | None:
    """The request was right: anything but 200 is a fault, unless the way to the server is to blame."""
    if answer.status == 200:
        return None
    if answer.status in _NOT_BLAMED:
        raise NotTested(f"{answer.what} gave {answer.outcome}")
    return Violation(f"200 and {_so_many(forecast)}", answer.outcome, answer)


def _wrong_records(walk: Walk, forecast: Forecast, why: str) -> Violation | None:
    found = expect.ids(walk.records)
    fault = forecast.fault(found)
    if not fault or (walk.stopped and fault.startswith("missing") and "too many" not in fault):
        return None
    wrong = set(found) - forecast.allowed
    shown = next((page for page in walk.pages if wrong & set(expect.ids(page.items))), walk.last)
    expected = f"{_so_many(forecast)}{f' ({why})' if why else ''}"
    return Violation(expected, f"{len(set(found))}: {fault}", shown.answer, "/items")


def broken_off(target: Target, walk: Walk) -> Violation | None:
    """The pages after the first belong to the answer: they must come, too, and come to an end."""
    if not walk.stopped or walk.last.next_url is None:
        return None
    if walk.stopped_by_choice:
        return Violation("every record once", f"{walk.stopped}, and next goes on", walk.last.answer)
    further = target.ask_url(walk.last.next_url or "")
    if further.status in _NOT_BLAMED:
        raise NotTested(walk.stopped)
    return Violation("the further pages of the answer", walk.stopped, further, "")


def _wrong_total(walk: Walk, forecast: Forecast) -> Violation | None:
    fewest, most = len(forecast.required), len(forecast.allowed)
    for page in walk.pages:
        if page.total is not None and (page.total > most or (page.exact and page.total < fewest)):
            return Violation(f"total {fewest}", page.total, page.answer, "/page/total")
    return None


def _so_many(forecast: Forecast) -> str:
    return f"{len(forecast.required)} predicted record{'' if len(forecast.required) == 1 else 's'}"
