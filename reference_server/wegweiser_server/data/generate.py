"""The whole data set, record by record: the same bytes for the same seed, sizes and reference date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .courses import course, plan
from .days import berlin_today
from .jobs import jobs as generated_jobs
from .offices import offices as generated_offices
from .sessions import lone_session, session
from .shares import sessions_per_course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Record = dict[str, Any]
Line = tuple[str, Record]

DEFAULT_SEED = 20261122
# Sessions of the second agency, which knows no offers, among all.
LONE_SHARE = 0.08


def generate(
    jobs: int = 2000,
    courses: int = 300,
    sessions: int = 1500,
    offices: int = 200,
    seed: int = DEFAULT_SEED,
    today: date | None = None,
) -> Iterator[Line]:
    """Pairs of collection and record, one after the other; a course stands before its sessions."""
    day = today or berlin_today()
    for record in generated_jobs(jobs, seed, day):
        yield "jobs", record
    yield from _taught(courses, sessions, seed, day)
    for record in generated_offices(offices, seed, day):
        yield "offices", record


def _taught(courses: int, sessions: int, seed: int, today: date) -> Iterator[Line]:
    lone = round(sessions * LONE_SHARE) if courses else sessions
    index = 0
    for place, count in enumerate(sessions_per_course(courses, sessions - lone, seed)):
        made_by = plan(place, seed, today)
        offer = course(place, made_by)
        yield "courses", offer
        for _ in range(count):
            yield "course-sessions", session(index, made_by, offer["id"])
            index += 1
    for _ in range(lone):
        yield "course-sessions", lone_session(index, seed, today)
        index += 1
