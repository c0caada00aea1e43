"""Checks of the group `query`: what is not exactly right is refused, what is right needs nothing besides."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import everywhere, foreign_tags, routes
from wegweiser_conformance.checks.paging.asking import rich_first_page
from wegweiser_conformance.checks.place_search.group import among, pointed
from wegweiser_conformance.entry import demand_entry
from wegweiser_conformance.faulty_requests import (
    Fault,
    asked_parameters,
    judge_faults,
    lists,
    odd_requests,
)
from wegweiser_conformance.likeness import compare, unlike
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.odd_values import kind_of
from wegweiser_conformance.refusals import refused
from wegweiser_conformance.registry import Group
from wegweiser_conformance.strict_requests import EMPTY, REPEATED, UNKNOWN, foreign, strict_requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.everywhere import Place
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Operation

GROUP = Group("query")
check = GROUP.check

_KINDS_OF_RICH = 3
# By turns from list to list; in one request what no server needs to read one after the other.
_HARD = (
    "?q=%22AND%20NEAR(%20OR%20*%20-%22&courseId=%27%22%3B--", "?cursor=eyJhIjpbMV19",
    "?kind=%00&q=%00&limit=99999999999999999999999&cursor=%00%01%02", "?kind=%FF%FE&lang=%FF",
    "?startFrom=2026-02-31&startTo=9999999-01-01&lat=1e400&lon=0&=&&&sort[]=date&sort[a][b]=1",
)  # fmt: skip


@check("query/unknown-parameter")
def unknown_parameter(target: Target, seen: Seen) -> Iterator[Violation]:
    for operation in _one_item_only(target):
        path = _path(target, operation)
        if not path:
            continue
        with seen.part(path):
            if not routes.is_open(path):
                demand_entry(target)
            yield from judge_faults(target, seen, path, strict_requests(target, operation), UNKNOWN)
            if operation == target.projection.operations[0]:
                name = foreign(target, operation)[0]
                seen.judged()
                yield from refused(target.ask(path, {name: "1"}), 400, "unknown-parameter", name)
    with seen.part("a later page"):
        yield from _beside_a_cursor(target, seen)


@check("query/repeated-parameter")
def repeated_parameter(target: Target, seen: Seen) -> Iterator[Violation]:
    for turn, operation in enumerate(lists(target)):
        with seen.part(operation.path):
            demand_entry(target)
            rows = strict_requests(target, operation)
            yield from judge_faults(target, seen, operation.path, rows, REPEATED)
            yield from _repeated_cursor(target, seen, operation) if turn == 0 else ()
    yield from _on_other_paths(target, seen, REPEATED)


@check("query/empty-value")
def empty_value(target: Target, seen: Seen) -> Iterator[Violation]:
    for operation in lists(target):
        with seen.part(operation.path):
            demand_entry(target)
            yield from judge_faults(target, seen, operation.path, strict_requests(target, operation), EMPTY)
    yield from _on_other_paths(target, seen, EMPTY)


@check("query/unknown-code")
def unknown_code(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _odd(target, seen, "code")
    for operation in lists(target):
        with seen.part(operation.path):
            demand_entry(target)
            yield from judge_faults(target, seen, operation.path, [_unclaimed_values(target, operation)])


@check("query/integer-literal")
def integer_literal(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _odd(target, seen, "integer")


@check("query/decimal-literal")
def decimal_literal(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _odd(target, seen, "decimal")


@check("query/date-literal")
def date_literal(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _odd(target, seen, "date")


@check("query/notation-literal")
def notation_literal(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _odd(target, seen, "notation")
    for operation in target.projection.operations:
        if operation.kind == "description" and operation.parameter("lang") is not None:
            with seen.part(operation.path):
                fault = Fault("lang", ("de,en",), "invalid-parameter")
                yield from judge_faults(target, seen, operation.path, [[fault]])


@check("query/never-a-server-error")
def never_a_server_error(target: Target, seen: Seen) -> Iterator[Violation]:
    paths = [operation.path for operation in lists(target)]
    for turn, query in enumerate(_HARD):
        target.ask(paths[turn % len(paths)] + query)
    passing: list[Exchange] = []
    for answer in target.traffic:
        if "?" not in answer.url or answer.method not in {"GET", "HEAD"} or not answer.status:
            continue
        seen.judged(where=str(answer.status))
        if answer.status >= 500 and answer.status != 503:
            again = target.client.ask(
                answer.url, headers=dict(answer.sent), auth=bool(answer.credential), fresh=True
            )
            passing.append(answer)
            if again.status >= 500 or len(passing) > 2:
                yield Violation("an answer below 500", answer.outcome, answer)


@check("query/trailing-slash")
def trailing_slash(target: Target, seen: Seen) -> Iterator[Violation]:
    last = target.collections[-1] if target.collections else ""
    for place in everywhere.places(target):
        chosen = place.kind == "list" and target.turn(place.collection) == 0
        if place.kind not in {"code list", "code lists"} and place.name != f"{last} item" and not chosen:
            continue
        with seen.part(place.name):
            demand_entry(target)  # with the slash it is no longer one of the open paths
            seen.judged()
            yield from refused(target.client.ask(f"{place.url}/"), 404)


@check("query/parameter-order")
def parameter_order(target: Target, seen: Seen) -> Iterator[Violation]:
    operations = lists(target)
    for turn in range(_KINDS_OF_RICH):
        operation = operations[turn % len(operations)]
        with seen.part(operation.path):
            for one, params in _rich_request(target, operation, turn % _KINDS_OF_RICH):
                other = target.url(operation.path, dict(reversed(params.items())))
                difference, answer = compare(
                    lambda fresh, url=one: _good(target.ask_url(url, fresh=fresh)),  # type: ignore[misc]
                    lambda fresh, url=other: target.ask_url(url, fresh=fresh),  # type: ignore[misc]
                )
                seen.judged()
                if difference:
                    yield Violation("the answer in the other order", difference, answer)


@check("query/no-header-needed")
def no_header_needed(target: Target, seen: Seen) -> Iterator[Violation]:
    """One of each kind of place: lists need no more than another list does."""
    refusals = [place for place in everywhere.typical(target) if place.kind in everywhere.TYPICAL_REFUSALS]
    good = everywhere.last_of_each_kind(target)
    alone = [place for place in good if not _alike_without_headers(target, seen, place)]
    yield from _with_headers(target, seen, [(place, everywhere.BARE) for place in (*alone, *refusals)])


@check("query/accept-ignored")
def accept_ignored(target: Target, seen: Seen) -> Iterator[Violation]:
    places = enumerate(everywhere.typical(target))
    strange = [(place, everywhere.strange(target, place, turn)) for turn, place in places]
    yield from _with_headers(target, seen, strange, "Accept")


def _alike_without_headers(target: Target, seen: Seen, place: Place) -> bool:
    """Whether it is known from a request that bore nothing but tags that do not match."""
    if "live" not in target.classes:
        return False
    with suppress(NotTested):
        if not unlike(everywhere.ask(target, place), foreign_tags.ask(target, place)):
            seen.judged(where=place.name)
            return True
    return False


def _odd(target: Target, seen: Seen, kind: str) -> Iterator[Violation]:
    known = {
        kind_of(one, target.contract.code_lists) for two in lists(target) for one in asked_parameters(two)
    }
    if kind not in known:
        raise NotApplicable("no list has a parameter of that kind")
    for operation in lists(target):
        with seen.part(operation.path):
            demand_entry(target)
            yield from judge_faults(target, seen, operation.path, odd_requests(target, operation), kind)


def _beside_a_cursor(target: Target, seen: Seen) -> Iterator[Violation]:
    """On a later page as on the first; whether the cursor or the name is called wrong is left free."""
    for collection in target.collections[:1]:
        url = target.list_page(collection).next_url
        if url is not None:
            seen.judged()
            name = foreign(target, target.operation(collection))[0]
            yield from refused(target.ask_url(f"{url}&{name}=1"), 400)


def _one_item_only(target: Target) -> list[Operation]:
    """All operations of the projection, but of the items only those of one collection."""
    every = target.projection.operations
    return [one for one in every if one.kind != "item" or target.turn(str(one.collection)) == 0]


def _path(target: Target, operation: Operation) -> str:
    """A path of the operation that answers 200; empty if the suite has none."""
    if operation.kind == "code-list":
        return everywhere.SOME_CODE_LIST
    if operation.kind != "item":
        return operation.path
    try:
        return target.items(str(operation.collection), 1)[0][1].url.removeprefix(target.base)
    except NotTested:
        return ""


def _repeated_cursor(target: Target, seen: Seen, operation: Operation) -> Iterator[Violation]:
    cursor = target.list_page(str(operation.collection), limit=1).page.get("nextCursor")
    if isinstance(cursor, str):
        seen.judged()
        answer = target.ask(operation.path, {"limit": 1, "cursor": [cursor, cursor]})
        yield from refused(answer, 400, "repeated-parameter", "cursor")


def _on_other_paths(target: Target, seen: Seen, kind: str) -> Iterator[Violation]:
    """`lang` is the one parameter of items and of the description: each has one of the faults."""
    for operation in _one_item_only(target):
        path = _path(target, operation) if operation.parameter("lang") and operation.kind != "list" else ""
        if path:
            with seen.part(operation.path):
                yield from judge_faults(target, seen, path, strict_requests(target, operation), kind)


def _unclaimed_values(target: Target, operation: Operation) -> list[Fault]:
    """Values that only unclaimed classes know: `sort=distance` without place search."""
    whole = {one.path: one for one in target.contract.operations}[operation.path]
    faults = []
    for parameter in asked_parameters(operation):
        full = whole.parameter(parameter.name)
        known = parameter.schema.get("enum", ())
        more = [one for one in (full.schema.get("enum", ()) if full else ()) if one not in known]
        faults += [Fault(parameter.name, (one,), "invalid-parameter") for one in more[:1]]
    return faults


def _rich_request(target: Target, operation: Operation, kind: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """A good request with many parameters, as others send it: filters, a centre, a later page."""
    collection = str(operation.collection)
    if kind == 1 and operation.parameter("radiusKm"):
        scope = among(target, collection)
        params = scope.query(target, pointed(target, scope)[0])
    else:
        params, page = rich_first_page(target, collection)
        if kind == 2 and page.next_url is not None:
            yield page.next_url, dict(routes.asked(page.next_url))
            return
    yield target.url(operation.path, params), params


def _good(answer: Exchange) -> Exchange:
    if answer.status != 200:
        raise NotTested(f"{answer.what} gave {answer.outcome}")
    return answer


def _with_headers(
    target: Target, seen: Seen, asked: list[tuple[Place, dict[str, str]]], name: str = ""
) -> Iterator[Violation]:
    """Every kind of answer, refusals too, must be the same with these headers as it is usually.

    What differs is asked again with the one header that the rule is about.
    """
    for place, headers in asked:
        sent = headers
        with seen.part(place.name):
            usual = everywhere.asker(target, place)
            difference, answer = compare(usual, everywhere.asker(target, place, headers=sent))
            if difference and name:
                sent = {name: sent[name]}
                difference, answer = compare(usual, everywhere.asker(target, place, headers=sent))
            seen.judged()
            if difference:
                told = ", ".join(f"{one}: {value}" for one, value in sent.items() if value)
                yield Violation(f"the usual answer, with {told or 'no header'} too", difference, answer)
