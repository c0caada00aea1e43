"""Checks of the group `course-sessions`: a session agrees with itself, with its course and with the day."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, leaving, moments, observed, varied
from wegweiser_conformance.model import NotApplicable, Unjudged, Violation
from wegweiser_conformance.passive import Fault, judge
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.passive import type_of_rule
    from wegweiser_conformance.target import Target

GROUP = Group("course-sessions")
check = GROUP.check
_COURSES_ASKED = 6


def _judge(target: Target, seen: Seen, rule: type_of_rule, nothing: str) -> Iterator[Finding]:
    yield from judge(target, seen, rule, nothing=nothing, collections=("course-sessions",))


def _integration(target: Target, right: Callable[[Any], bool], wanted: str, pointer: str) -> type_of_rule:
    """A rule for sessions of integration courses, told by programme or by kind."""
    entries = target.contract.code_lists["course-kinds"].entries
    kinds = {code for code, entry in entries.items() if entry.broader == "integration"}

    def rule(record: Observed) -> Iterator[Fault | None]:
        programme = expect.at(record.value, "/programme/code")
        if programme == "integration" or str(expect.at(record.value, "/kind/code")) in kinds:
            yield None if right(record.value) else Fault(wanted, "none", pointer)

    return rule


def _has_code(member: str) -> Callable[[Any], bool]:
    return lambda record: bool(expect.at(record, f"/{member}/code"))


@check("course-sessions/integration-kind")
def integration_kind(target: Target, seen: Seen) -> Iterator[Finding]:
    rule = _integration(target, _has_code("kind"), "the kind of the integration course", "")
    yield from _judge(target, seen, rule, "no session of an integration course")


@check("course-sessions/integration-postcode")
def integration_postcode(target: Target, seen: Seen) -> Iterator[Finding]:
    def right(record: Any) -> bool:
        purely_online = record.get("online") is True and not expect.at(record, "/location/street")
        return purely_online or bool(expect.at(record, "/location/postcode"))

    rule = _integration(target, right, "a postcode, as the course is not purely online", "")
    yield from _judge(target, seen, rule, "no session of an integration course")


@check("course-sessions/integration-availability")
def integration_availability(target: Target, seen: Seen) -> Iterator[Finding]:
    rule = _integration(target, _has_code("availability"), "an availability, if need be unknown", "")
    yield from _judge(target, seen, rule, "no session of an integration course")


@check("course-sessions/place-or-online")
def place_or_online(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        right = bool(record.value.get("location")) or record.value.get("online") is True
        yield None if right else Fault("a location or online: true", "neither")

    yield from _judge(target, seen, rule, "no record")


@check("course-sessions/start-or-flexible")
def start_or_flexible(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        right = bool(record.value.get("startDate")) or record.value.get("flexibleStart") is True
        yield None if right else Fault("a startDate or flexibleStart: true", "neither")

    yield from _judge(target, seen, rule, "no record")


@check("course-sessions/start-before-end")
def start_before_end(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        start, end = moments.day(record.value.get("startDate")), moments.day(record.value.get("endDate"))
        if start is not None and end is not None:
            yield None if start <= end else Fault(f"at the latest {end}, endDate", f"{start}", "/startDate")

    yield from _judge(target, seen, rule, "no startDate beside an endDate")


@check("course-sessions/ended-leave")
def ended_leave(target: Target, seen: Seen) -> Iterator[Finding]:
    yield from _judge(target, seen, leaving.rule("endDate"), "no endDate")


@check("course-sessions/free-within-max")
def free_within_max(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        free, most = expect.at(record.value, "/places/free"), expect.at(record.value, "/places/max")
        if isinstance(free, int) and isinstance(most, int):
            yield None if free <= most else Fault(f"at most {most}, max", f"{free}", "/places/free")

    yield from _judge(target, seen, rule, "no places with free and max")


@check("course-sessions/availability-agrees")
def availability_agrees(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        free = expect.at(record.value, "/places/free")
        stated = str(expect.at(record.value, "/availability/code"))
        if isinstance(free, int) and stated in {"full", "free", "few"}:
            wanted = "another availability" if stated == "full" else "full or waiting-list"
            right = (stated == "full") == (free == 0)
            yield (
                None if right else Fault(f"{wanted}, as places.free is {free}", stated, "/availability/code")
            )

    yield from _judge(target, seen, rule, "no availability beside places.free")


@check("course-sessions/course-resolves")
def course_resolves(target: Target, seen: Seen) -> Iterator[Violation]:
    """Against the whole list of courses where it can be read, and by opening some of them.

    Files for single records are not demanded: there the list suffices.
    """
    first: dict[str, Observed] = {}
    for record in observed.records(target):
        course = record.value.get("courseId")
        if record.collection == "course-sessions" and isinstance(course, str):
            first.setdefault(course, record)
    if not first:
        raise NotApplicable("no session bears a courseId")
    known = _listed_courses(target)
    missing = [course for course in first if known is not None and course not in known]
    seen.judged(len(first) if known is not None else 0)
    if known is not None and "static" in target.classes:
        for course in missing:
            found = f"no such course among the {len(known)} listed"
            session = first[course]
            pointer = observed.pointed(session, "/courseId")
            yield Violation(f"a course {course} of /courses", found, session.answer, pointer)
        return
    opened = [course for course in _opened(target) if course in first] if known is not None else []
    some = [*opened, *_some(sorted(set(first) - set(opened)))[: max(_COURSES_ASKED - len(opened), 1)]]
    for course in [*missing[:_COURSES_ASKED], *some]:
        answer = target.item("courses", course)
        seen.judged()
        if answer.status != 200:
            session = first[course]
            yield Violation(
                f"a course {course} of /courses",
                f"{answer.outcome} at {answer.url}",
                session.answer,
                observed.pointed(session, "/courseId"),
            )


def _listed_courses(target: Target) -> set[str] | None:
    try:
        walk = target.walk("courses")
    except Unjudged:
        return None
    return set(expect.ids(walk.records)) if walk.complete and not walk.changed else None


def _some(courses: list[str]) -> list[str]:
    step = max(len(courses) // _COURSES_ASKED, 1)
    return courses[::step][:_COURSES_ASKED]


def _opened(target: Target) -> list[str]:
    """The courses that are opened anyway: where the whole list is known, these and a few more will do."""
    with suppress(Unjudged):
        return [record["id"] for record, _ in varied.items(target, "courses")]
    return []
