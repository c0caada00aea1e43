"""Checks of the group `courses`: an offer and its sessions, which decide what is found and how near."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import asked_places, chosen_values, clock, expect, place_maths
from wegweiser_conformance.checks.filters.group import match_of, parameters
from wegweiser_conformance.checks.place_search.answers import wrong_distance
from wegweiser_conformance.checks.place_search.group import located
from wegweiser_conformance.model import Drifted, NotApplicable, NotTested, Violation
from wegweiser_conformance.predicted import exactly
from wegweiser_conformance.registry import Group
from wegweiser_conformance.scopes import COURSES, SESSIONS, Condition, everything, widest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wegweiser_conformance.asked_places import Around
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.place_maths import Point
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

    type_of_record = dict[str, Any]
    type_of_pair = tuple[Condition, Condition]

GROUP = Group("courses")
check = GROUP.check

_COMMON = ("kind", "programme", "entryLevel", "targetLevel")
_OPENED = 6
_ASKED = 4
_VALUES = 3
_BOUNDS = ("from", "to")


@check("courses/agrees-with-sessions")
def agrees_with_sessions(target: Target, seen: Seen) -> Iterator[Violation]:
    for course, session, answer in _courses_with_sessions(target):
        for name in _COMMON:
            of_course, of_session = (expect.at(one, f"/{name}/code") for one in (course, session))
            if of_course is not None and of_session is not None:
                seen.judged()
                if of_course != of_session:
                    wanted = f"{name} {of_course}, as course {course['id']} has it"
                    yield Violation(wanted, f"{of_session} at session {session.get('id')}", answer)


@check("courses/session-count-true")
def session_count_true(target: Target, seen: Seen) -> Iterator[Violation]:
    for course, answer in _spread(target, "sessionCount"):
        count = _session_count(target, course["id"])
        if count is None:
            continue
        seen.judged()
        if count != course["sessionCount"]:
            again = target.item(COURSES, course["id"])
            if again.object.get("sessionCount") == count:
                raise Drifted("course-sessions")
            expected = f"{count} sessions of course {course['id']}, as /{SESSIONS} lists"
            yield Violation(expected, course["sessionCount"], answer, course["pointer"] + "/sessionCount")


def _session_count(target: Target, course_id: str) -> int | None:
    """None where it is not known for sure."""
    known = everything(target, SESSIONS)
    if known is not None:
        return len([one for one in known.records if one.get("courseId") == course_id])
    if "query" in target.classes:
        page = target.list_page(SESSIONS, {"limit": target.max_limit, "courseId": course_id})
        return page.total if page.exact else None
    sessions = _sessions(target, course_id)
    return None if sessions is None else len(sessions)


def _sessions(target: Target, course_id: str) -> list[type_of_record] | None:
    """All sessions of a course; None if they could not all be read. Files are read whole, once."""
    narrowed = "query" in target.classes and everything(target, SESSIONS) is None
    walk = target.walk(SESSIONS, {"courseId": course_id} if narrowed else {})
    if not walk.complete or walk.changed:
        return None
    return [session for session in walk.records if session.get("courseId") == course_id]


@check("courses/next-start-true")
def next_start_true(target: Target, seen: Seen) -> Iterator[Violation]:
    for course, answer in _spread(target, "nextStartDate"):
        sessions = _sessions(target, course["id"])
        if sessions is None:
            continue
        dates = (session.get("startDate") for session in sessions)
        starts = sorted(start for start in dates if isinstance(start, str))
        right = _next_starts(starts, answer)
        seen.judged()
        if course["nextStartDate"] not in right:
            expected = (
                " or ".join(sorted(right)) or f"none, as no session of {course['id']} starts from today on"
            )
            yield Violation(expected, course["nextStartDate"], answer, course["pointer"] + "/nextStartDate")


@check("courses/one-session-meets-all")
def one_session_meets_all(target: Target, seen: Seen) -> Iterator[Violation]:
    """Asked where some course meets each filter in a session of its own, but none in one and the same."""
    scope = widest(target, COURSES)
    for one, two in _traps(target, scope):
        forecast = scope.meeting(one, two)
        told = f"{one} and {two} in one session"
        yield from exactly(target, seen, scope, {**one.params, **two.params}, forecast, told)


@check("courses/nearest-session")
def nearest_session(target: Target, seen: Seen) -> Iterator[Violation]:
    """Beside a filter, too, so that a nearer session that misses it must not count."""
    scope = widest(target, COURSES)
    asked = located(target, scope)
    for condition in (None, _filter_that_moves(target, scope, asked)):
        params = {**scope.query(target, asked.by_postcode), **(condition.params if condition else {})}
        page = target.list_page(COURSES, params)
        centre = asked_places.echoed_centre(page)
        if centre is None:
            raise NotTested(f"{page.answer.what} echoes no centre")
        near = [session for session in scope.records if condition is None or condition.met_by(session)]
        nearest = _nearest(_distances(near, centre, asked))
        for place, course in enumerate(page.items):
            if course.get("id") in nearest:
                seen.judged()
                fault = wrong_distance(course.get("distanceKm"), nearest[course["id"]])
                if fault:
                    yield Violation(*fault, page.answer, f"/items/{place}/distanceKm")


def _courses_with_sessions(target: Target) -> Iterator[tuple[type_of_record, type_of_record, Exchange]]:
    """Every pair that the first pages give, and a few whose course is opened by its id."""
    courses = {course["id"]: course for course in target.sample(COURSES) if isinstance(course.get("id"), str)}
    page = target.list_page(SESSIONS, limit=target.max_limit)
    sessions = [session for session in page.items if isinstance(session.get("courseId"), str)]
    if not sessions:
        raise NotApplicable(f"none of the {len(page.items)} sessions read names a course")
    if everything(target, COURSES) is not None and everything(target, SESSIONS) is not None:
        courses = {str(one.get("id")): one for one in target.walk(COURSES).records}
    unknown = list(dict.fromkeys(one["courseId"] for one in sessions if one["courseId"] not in courses))
    for course_id in unknown[:: max(1, len(unknown) // _OPENED)][:_OPENED]:
        answer = target.item(COURSES, course_id)
        if answer.status == 200 and answer.object.get("id") == course_id:
            courses[course_id] = answer.object
    for session in sessions:
        if session["courseId"] in courses:
            yield courses[session["courseId"]], session, page.answer
    yield from _by_course_id(target, courses)


def _by_course_id(
    target: Target, courses: dict[str, type_of_record]
) -> Iterator[tuple[type_of_record, type_of_record, Exchange]]:
    """The sessions that the other checks read course by course."""
    if "query" in target.classes:
        for course_id in list(courses)[:_ASKED:2]:
            page = target.list_page(SESSIONS, {"limit": target.max_limit, "courseId": course_id})
            for session in page.items:
                yield courses[course_id], session, page.answer


def _spread(target: Target, name: str) -> list[tuple[type_of_record, Exchange]]:
    """Courses that state the property: all where all sessions are known, else the extremes and a few more."""
    known = everything(target, SESSIONS) is not None
    read = target.walk(COURSES).pages if known else (target.list_page(COURSES, limit=target.max_limit),)
    stating = [
        ({**course, "pointer": f"/items/{place}"}, page.answer)
        for page in read
        for place, course in enumerate(page.items)
        if name in course and isinstance(course.get("id"), str)
    ]
    if not stating:
        raise NotApplicable(f"none of the {sum(len(page.items) for page in read)} courses read states {name}")
    if known:
        return stating
    ordered = sorted(stating, key=lambda one: (str(one[0][name]).zfill(10), one[0]["id"]))
    last = len(ordered) - 1
    return [ordered[place] for place in sorted({round(step * last / (_ASKED - 1)) for step in range(_ASKED)})]


def _next_starts(starts: list[str], answer: Exchange) -> set[str]:
    """The earliest start from today on, whichever day the server may have held for today."""
    first, last = clock.earliest_today(answer), clock.latest_today(answer)
    days = [str(first + timedelta(days=step)) for step in range((last - first).days + 1)]
    upcoming = (next((start for start in starts if start >= day), "") for day in days)
    return {start for start in upcoming if start}


def _traps(target: Target, scope: Scope) -> list[type_of_pair]:
    """Pairs of filters that fool whoever lets each look for its own session, most fooled courses first."""
    found = []
    offered = _worth_asking(target, scope)
    for place, one in enumerate(offered):
        for two in offered[place + 1 :]:
            alone = scope.meeting(one).required & scope.meeting(two).required
            fooled = alone - scope.meeting(one, two).required
            if one.name != two.name and fooled and not _turned(one, two):
                found.append((-len(fooled), f"{one}&{two}", (one, two)))
    if not found:
        raise NotApplicable("no course meets two filters in two different sessions only")
    best = [pair for _, _, pair in sorted(found, key=lambda entry: entry[:2])]
    others = [pair for pair in best if not {one.name for one in pair} & {one.name for one in best[0]}]
    return [best[0], *others[:1], *_trap_of_one_day(target, scope)]


def _trap_of_one_day(target: Target, scope: Scope) -> list[type_of_pair]:
    """The same day as first and last: one in the middle on which few start, so that most are fooled."""
    bounds = {match_of(one): one for one in parameters(target, COURSES) if match_of(one) in {"from", "to"}}
    if len(bounds) < len(_BOUNDS):
        return []
    starts = sorted(str(one["startDate"]) for one in scope.records if "startDate" in one)
    middle = starts[len(starts) // 3 : -len(starts) // 3]
    if not middle:
        return []
    day = min(middle, key=lambda one: (middle.count(one), one))
    first, last = (Condition(bounds[one].name, one, "startDate", (day,)) for one in _BOUNDS)
    return [(first, last)]


def _turned(one: Condition, two: Condition) -> bool:
    """A span that ends before it begins: some refuse it, which no rule forbids."""
    days = {condition.match: condition.values[0] for condition in (one, two)}
    return days.keys() == {"from", "to"} and days["from"] > days["to"]


def _worth_asking(target: Target, scope: Scope) -> list[Condition]:
    """Filters that some of the courses meet and some do not, each once."""
    offered = (
        condition
        for parameter in parameters(target, COURSES)
        for condition in chosen_values.conditions(scope, parameter, most=_VALUES)
    )
    return list(dict.fromkeys(offered))


def _filter_that_moves(target: Target, scope: Scope, asked: Around) -> Condition:
    """A filter under which the nearest session of many courses does not count."""
    offered = _worth_asking(target, scope)
    if not offered:
        raise NotApplicable("no filter of /courses has both hits and misses")
    distances = _distances(scope.records, asked.point, asked)
    everywhere = _nearest(distances)

    def moved(condition: Condition) -> int:
        still = scope.columns.named("id", condition.met_in(scope.columns))
        nearest = _nearest([one for one in distances if one[0].get("id") in still])
        return sum(place_maths.edge(far) < far - everywhere[course] for course, far in nearest.items())

    return max(offered, key=lambda condition: (moved(condition), str(condition)))


def _distances(
    sessions: Iterable[type_of_record], centre: Point, asked: Around
) -> list[tuple[type_of_record, float, bool]]:
    """Sessions that the place finds, how far they are, and whether that is sure: the edge is free."""
    found = []
    for session in sessions:
        far = place_maths.distance(session, centre)
        hit = place_maths.within(session, centre, asked.radius, asked.postcode)
        if far is not None and hit is not False:
            found.append((session, far, hit is True))
    return found


def _nearest(distances: Iterable[tuple[type_of_record, float, bool]]) -> dict[str, float]:
    """By course; left out where the nearest session stands at the edge."""
    found: dict[str, tuple[float, bool]] = {}
    for session, far, sure in distances:
        course = session.get("courseId")
        if isinstance(course, str) and far < found.get(course, (float("inf"), True))[0]:
            found[course] = (far, sure)
    return {course: far for course, (far, sure) in found.items() if sure}
