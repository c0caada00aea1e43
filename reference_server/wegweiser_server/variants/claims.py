"""Other claims and limits: a publisher conforms alone and in part."""

from __future__ import annotations

from ..settings import DEFAULT_CLASSES
from .registry import setting

PART = "§1: each publisher conforms alone and in part; §4: at least one resource class, exactly one way."
LIMIT = "§4 query: `limit` from 1 to `limits.maxLimit` (20 to 100); the default stands in the description."


def _without(*names: str) -> tuple[str, ...]:
    return tuple(name for name in DEFAULT_CLASSES if name not in names)


setting(
    "claims/sessions-and-offices",
    PART,
    "sessions and offices, nothing more",
    classes=("core", "query", "course-sessions", "offices"),
)
setting("claims/jobs", PART, "jobs, nothing more", classes=("core", "query", "jobs"))
setting("claims/jobs-for-apps", PART, "jobs with `live`", classes=("core", "query", "jobs", "live"))
setting(
    "claims/offices-by-place",
    PART,
    "offices with `place-search`",
    classes=("core", "query", "offices", "place-search"),
)
setting(
    "claims/courses-by-words",
    PART,
    "courses with `text-search` and `languages`",
    classes=("core", "query", "course-sessions", "courses", "text-search", "languages"),
)
setting(
    "claims/offices-changing", PART, "offices with `changes`", classes=("core", "query", "offices", "changes")
)
setting(
    "claims/sessions-without-courses",
    "§3: where the source knows no offers, `courseId` is left out and `/courses` is 404.",
    "everything but courses",
    classes=_without("courses"),
)
for _name in ("text-search", "place-search", "languages", "live", "changes"):
    setting(f"claims/without-{_name}", PART, f"everything but `{_name}`", classes=_without(_name))
setting("limits/seven-by-default", LIMIT, "7 records a page by default", default_limit=7)
setting("limits/one-by-default", LIMIT, "one record a page by default", default_limit=1)
setting("limits/hundred-by-default", LIMIT, "100 records a page by default", default_limit=100)
setting(
    "limits/twenty-at-most", LIMIT, "20 records a page at most, 10 by default", default_limit=10, max_limit=20
)
setting("limits/fifty", LIMIT, "50 records a page, by default and at most", default_limit=50, max_limit=50)
setting("limits/odd", LIMIT, "37 records a page at most, 23 by default", default_limit=23, max_limit=37)
setting(
    "limits/thousand-a-query",
    "§4 query: unless `maxRecordsPerQuery` is declared: then it ends there with `page.end: limit`.",
    "lists end after 1,000 records",
    max_records_per_query=1000,
)
