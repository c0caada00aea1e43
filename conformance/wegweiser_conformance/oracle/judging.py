"""Holds every list of the traffic against its forecast: the set, the order, the total."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect
from wegweiser_conformance.judging import location_of
from wegweiser_conformance.model import Unjudged
from wegweiser_conformance.oracle import blame
from wegweiser_conformance.oracle.chains import chains
from wegweiser_conformance.oracle.contradictions import contradictions
from wegweiser_conformance.oracle.forecasting import forecast
from wegweiser_conformance.oracle.known import Knowledge
from wegweiser_conformance.oracle.question import question_of
from wegweiser_conformance.oracle.rightful import unanswered
from wegweiser_conformance.oracle.searches import Searches
from wegweiser_conformance.oracle.verdict import Verdict
from wegweiser_conformance.orders import BY_DATE, BY_DISTANCE, BY_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.oracle.chains import Chain
    from wegweiser_conformance.oracle.known import Known
    from wegweiser_conformance.oracle.question import Question
    from wegweiser_conformance.orders import Order
    from wegweiser_conformance.scopes import Forecast
    from wegweiser_conformance.target import Target


def verdicts(target: Target) -> Iterator[Verdict]:
    """Of all answers so far: those that are none, records that contradict each other, then every list.

    An answer so odd that the oracle itself fails over it is left to the checks, and told (`escapes.py`).
    """
    yield from _unless_bewildered(target, lambda: unanswered(target))
    yield from _unless_bewildered(target, lambda: contradictions(target))
    knowledge = Knowledge(target)
    read = list(chains(target))
    searches = Searches(target, read)
    for chain in read:
        yield from _unless_bewildered(target, partial(_of_chain, target, knowledge, searches, chain))


def _unless_bewildered(target: Target, part: Callable[[], Iterator[Verdict]]) -> list[Verdict]:
    try:
        return list(part())
    except Unjudged:
        return []
    except Exception as fault:
        target.bewildered.add(f"{type(fault).__name__}, {location_of(fault)}")
        return []


def _of_chain(target: Target, knowledge: Knowledge, searches: Searches, chain: Chain) -> Iterator[Verdict]:
    question = question_of(target, chain.pages[0])
    if question is not None and question.words:
        question = replace(question, hits=searches.hits(question, chain))
    known = knowledge.about(question) if question else None
    if question is None or known is None or not _comparable(chain, known):
        return
    expected = forecast(known, question)
    if expected is not None:
        yield from _judge(chain, question, known, expected)


def _comparable(chain: Chain, known: Known) -> bool:
    """The data were the same when both were read, as far as `dataVersion` tells."""
    return chain.held_still and chain.pages[0].data_version == known.version


def _judge(chain: Chain, question: Question, known: Known, expected: Forecast) -> Iterator[Verdict]:
    wrong = _wrong_set(chain, question, known, expected)
    if wrong is not None:
        yield wrong
    else:
        yield from _heeded(chain, question, known, expected)
        yield from _totals(chain, question, known, expected)
    yield from _order(chain, question, known)


def _wrong_set(chain: Chain, question: Question, known: Known, expected: Forecast) -> Verdict | None:
    found = [id_ for id_ in expect.ids(chain.records) if id_]
    fault = ""
    if set(found) - expected.allowed:
        fault = expect.difference(expected.allowed, set(found) | expected.allowed)
    elif chain.complete and expected.required - set(found):
        fault = expect.difference(expected.required, set(found) & expected.required)
    if not fault:
        return _twice(chain, known, found)
    name = blame.blamed(known, question, found, complete=chain.complete)
    told = f" ({question.told})" if question.told else ""
    count = len(expected.required)
    some = f"{count} predicted record{'' if count == 1 else 's'}{told}"
    shown = _page_with(chain, set(found) - expected.allowed)
    return Verdict(name, chain.collection, shown, some, f"{len(set(found))}: {fault}", "/items", known=known)


def _twice(chain: Chain, known: Known, found: list[str]) -> Verdict | None:
    again = [id_ for id_, times in Counter(found).items() if times > 1]
    if not again:
        return None
    answer = chain.pages[-1].answer
    return Verdict(
        blame.EVERY_RECORD,
        chain.collection,
        answer,
        "every record once",
        f"{again[0]} twice",
        "/items",
        known=known,
    )


def _page_with(chain: Chain, ids: set[str]) -> Exchange:
    fitting = (page for page in chain.pages if ids & set(expect.ids(page.items)))
    return next(fitting, chain.pages[-1]).answer


def _heeded(chain: Chain, question: Question, known: Known, expected: Forecast) -> Iterator[Verdict]:
    """Evidence that a thing asked was heeded: without it, something else would have come."""
    for name in question.selecting:
        if _tells(chain, question, known, expected, name):
            yield Verdict(
                blame.requirement_of(question, name), chain.collection, chain.pages[0].answer, known=known
            )


def _tells(chain: Chain, question: Question, known: Known, expected: Forecast, name: str) -> bool:
    other = forecast(known, question.without(name))
    if other is None:
        return False
    total = chain.pages[0].total
    exact = chain.pages[0].exact and total is not None
    if chain.complete or exact:
        return len(other.required) > len(expected.allowed) or bool(expected.required - other.allowed)
    return False


def _totals(chain: Chain, question: Question, known: Known, expected: Forecast) -> Iterator[Verdict]:
    fewest = len(set(expect.ids(chain.records))) if chain.complete else len(expected.required)
    most = fewest if chain.complete else len(expected.allowed)
    for page in chain.pages:
        if page.total is None:
            continue
        if page.total > most or (page.exact and page.total < fewest):
            wanted = f"a total of {fewest}" if fewest == most else f"a total from {fewest} to {most}"
            yield Verdict(
                blame.TOTAL,
                chain.collection,
                page.answer,
                wanted,
                str(page.total),
                "/page/total",
                known=known,
            )
            return
    yield Verdict(blame.TOTAL, chain.collection, chain.pages[0].answer, known=known)


def _order(chain: Chain, question: Question, known: Known) -> Iterator[Verdict]:
    order = _order_of(question)
    if order is None or not order.tells(chain.records):
        return
    requirement = blame.order_requirement(question)
    place = order.broken_at(chain.records)
    if place is None:
        yield Verdict(requirement, chain.collection, chain.pages[0].answer, known=known)
        return
    before, here = chain.records[place - 1], chain.records[place]
    answer, index = _where(chain, place)
    found = f"{here.get('id')} ({order.key(here)}) behind {before.get('id')} ({order.key(before)})"
    yield Verdict(requirement, chain.collection, answer, order.told, found, f"/items/{index}", known=known)


def _order_of(question: Question) -> Order | None:
    orders: dict[str, Any] = {"date": BY_DATE.get(question.collection), "distance": BY_DISTANCE, "id": BY_ID}
    found: Order | None = orders.get(question.sort)
    return found


def _where(chain: Chain, place: int) -> tuple[Exchange, int]:
    for page in chain.pages:
        if place < len(page.items):
            return page.answer, place
        place -= len(page.items)
    return chain.pages[-1].answer, 0
