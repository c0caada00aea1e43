"""Requests that schemathesis makes from the schema, beside those that the checks write by hand.

schemathesis only makes them: the suite's own client sends them, so that budget, pace and masks hold for
them as for all others, and only GET on lists of the projection is asked. What comes back is judged where such
answers are judged anyway: passive checks see them, the oracle predicts their lists. Two rules are judged
here: a query that is wrong by the schema is never answered as if it were right, and a right one not refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import clock
from wegweiser_conformance.model import Unjudged, Violation
from wegweiser_conformance.schema_driven.cases import drawn
from wegweiser_conformance.schema_driven.faults import filters_of, first_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target

MOST, FEWEST = 8, 4
MOST_IF_DEEP = 120
# Who asks for this rule gets the generated requests; single other checks do without.
ASKED_FOR = "query/never-a-server-error"
_KEY, _COUNT = ("schema-driven", "answers"), ("schema-driven", "count")


def go_deep(target: Target) -> None:
    """Five times as many generated requests in this run."""
    target.once(_COUNT, lambda: MOST_IF_DEEP)


def ask(target: Target, wanted: Iterable[str]) -> None:
    """Send what schemathesis makes, once a run, if the run judges more than a few rules."""
    if ASKED_FOR in wanted and "query" in target.classes:
        target.once(_KEY, lambda: list(_asked(target)))


def violations(target: Target) -> dict[str, list[Violation]]:
    """By requirement."""
    found: dict[str, list[Violation]] = {}
    asked: list[tuple[bool, Exchange]] = target.once(_KEY, list)
    for right, answer in asked:
        for requirement, expected in _broken(target, right, answer):
            found.setdefault(requirement, []).append(Violation(expected, answer.outcome, answer))
    return found


def _broken(target: Target, right: bool, answer: Exchange) -> Iterator[tuple[str, str]]:
    """The requirement that an answer breaks, and what was expected instead."""
    operation = target.operation_of(answer)
    if operation is None:
        return
    if right and answer.status == 400 and len(filters_of(answer.url, operation)) > 1:
        yield "filters/and-between-parameters", "200, as every parameter and value is the contract's"
    if not right and answer.status == 200:
        fault = first_fault(answer.url, operation, target.contract.code_lists)
        if fault is not None:
            yield fault.requirement, f"400 that names {fault.parameter or '='}: {fault.says}"


def _asked(target: Target) -> Iterator[tuple[bool, Exchange]]:
    most = target.once(_COUNT, lambda: FEWEST if target.frugal else MOST)
    year = clock.latest_today(target.description_answer).year
    for path, right in drawn(target.projection, target.seed, most, year).items():
        try:
            yield right, target.ask(path)
        except Unjudged:  # the budget is spent, or the server went away: others say so
            return
