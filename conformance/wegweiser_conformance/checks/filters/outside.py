"""A filter that no window can hold: the server's lists are too long, or the filter itself made the window.

Then the hits alone are judged: each must show what was asked, and what the first page of the whole list
showed must be among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import chosen_values, expect
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.predicted import blame_unless_changed, refused
from wegweiser_conformance.reading import Walk
from wegweiser_conformance.scopes import COURSES, SESSIONS, Condition, Scope
from wegweiser_conformance.windows import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Parameter

_MOST = 300
_COURSES = 3


def judge(target: Target, seen: Seen, collection: str, parameter: Parameter) -> Iterator[Violation]:
    deciding = SESSIONS if collection == COURSES else collection
    page = target.list_page(deciding, limit=target.max_limit)
    sample = Scope(deciding, Window(deciding, {}, Walk(deciding, {}, (page,))))
    conditions = chosen_values.conditions(sample, parameter)
    if not conditions:
        raise NotApplicable(
            f"the first {len(page.items)} {deciding} are alike in what {parameter.name} judges"
        )
    if collection == COURSES:
        yield from _shown_by_sessions(target, seen, conditions[0])
    for condition in conditions[:2] if deciding == collection else ():
        yield from _hits_only(target, seen, sample, condition)


def _shown_by_sessions(target: Target, seen: Seen, condition: Condition) -> Iterator[Violation]:
    """Some courses that are found: each has a session that shows what was asked."""
    page = target.list_page(COURSES, {**condition.params, "limit": _COURSES})
    if not page.items:
        raise NotTested(f"no course is found by {condition}, and not all of their sessions could be read")
    for place, course in enumerate(page.items):
        sessions = target.list_page(
            SESSIONS, {"limit": target.max_limit, "courseId": str(course.get("id")), **condition.params}
        )
        seen.judged()
        if not any(condition.may_be_met_by(session) for session in sessions.items):
            wanted = f"a course with a session that meets {condition}"
            yield Violation(wanted, course.get("id"), page.answer, f"/items/{place}")


def _hits_only(target: Target, seen: Seen, sample: Scope, condition: Condition) -> Iterator[Violation]:
    query = {"limit": target.max_limit, **condition.params}
    forecast = sample.meeting(condition)
    refusal = refused(target.ask(f"/{sample.collection}", query), forecast)
    if refusal is not None:
        yield refusal
        return
    walk = target.walk(sample.collection, query, most=_MOST)
    seen.judged(len(walk.records))
    for page in walk.pages:
        for place, record in enumerate(page.items):
            if not condition.may_be_met_by(record):
                yield Violation(f"only hits of {condition}", record.get("id"), page.answer, f"/items/{place}")
                return
    missing = forecast.required - set(expect.ids(walk.records)) if walk.complete else frozenset()
    if missing:
        blame_unless_changed(target, sample)
        yield Violation(
            f"the records of the whole list that meet {condition}",
            expect.difference(missing, ()),
            walk.last.answer,
            "/items",
        )
