"""`include`, `only` and `exclude`: the last means all others, the unknown included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import expect
from wegweiser_conformance.checks.filters.group import (
    GROUP,
    THREE_VALUED,
    asked_in,
    asks,
    match_of,
    parameters,
)
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.predicted import begins
from wegweiser_conformance.scopes import COURSES, Forecast, Scope
from wegweiser_conformance.windows import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Parameter

check = GROUP.check


@check("filters/three-valued-include")
def include(target: Target, seen: Seen) -> Iterator[Violation]:
    """All such filters at once, each set to `include`: the list without them."""
    for collection in target.collections:
        if (target.turn(collection) > 1 and collection != COURSES) or not target.thorough(collection, 1):
            continue
        with seen.part(collection):
            names = [one.name for one in _three_valued(target, collection)]
            scope = asked_in(target, collection)
            yield from _included(target, seen, scope, [name for name in names if name not in scope.params])
            yield from _of_all_courses(target, seen, scope, names)
            for name in set(names) & scope.params.keys():
                yield from _included(target, seen, asked_in(target, collection, name), [name])


def _included(target: Target, seen: Seen, scope: Scope, names: list[str]) -> Iterator[Violation]:
    """Of a whole list the total tells; of courses in a window it is not known beforehand."""
    if not names:
        return
    asked = dict.fromkeys(names, "include")
    every = scope.listed
    if scope.collection == COURSES:
        without = target.walk(scope.collection, dict(scope.params) if not scope.whole else {})
        every = frozenset(expect.ids(without.records))
    told = "&".join(f"{name}=include" for name in names)
    yield from begins(target, seen, scope, asked, Forecast(every, every), told)


def _of_all_courses(target: Target, seen: Seen, scope: Scope, names: list[str]) -> Iterator[Violation]:
    """Without another filter a course is found that has no session at all."""
    if scope.collection != COURSES or scope.whole or not target.walk(COURSES).complete:
        return
    whole = Scope(COURSES, Window(COURSES, {}, target.walk(COURSES)))
    yield from _included(target, seen, whole, names)


@check("filters/three-valued-only")
def only(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _each(target, seen, "only")


@check("filters/three-valued-exclude")
def exclude(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _each(target, seen, "exclude")


def _each(target: Target, seen: Seen, value: str) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            judged = False
            for parameter in _three_valued(target, collection):
                scope = asked_in(target, collection, parameter.name)
                for one in asks(target, scope, parameter):
                    if any(c.name == parameter.name and c.values == (value,) for c in one.conditions):
                        judged = True
                        yield from one.judge_for(parameter.name, target, seen)
            if not judged:
                raise NotApplicable(f"the {collection} read are alike in all that is three-valued")


def _three_valued(target: Target, collection: str) -> list[Parameter]:
    return [one for one in parameters(target, collection) if match_of(one) in THREE_VALUED]
