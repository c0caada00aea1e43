"""Servers that give less: fewer requests, fewer classes, shorter pages, an end in sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ..changes import Change
from ..settings import Ending, Quota

if TYPE_CHECKING:
    from ..settings import Settings

QUOTA = Quota(20, 10)
KEPT = ("core", "query", "course-sessions", "offices", "place-search", "languages", "live")
SINCE, LEFT = timedelta(days=30), timedelta(days=400)
SHORT, LONGEST = 5, 20


def _limited(given: Settings) -> Settings:
    return replace(given, quota=given.quota or QUOTA)


def _partial(given: Settings) -> Settings:
    return replace(given, classes=tuple(name for name in given.classes if name in KEPT))


def _short(given: Settings) -> Settings:
    return replace(given, default_limit=SHORT, max_limit=LONGEST)


def _ending(given: Settings) -> Settings:
    now = datetime.fromtimestamp(given.now() // 86400 * 86400, UTC)
    successor = given.public_url + given.base_path.replace("v1", "v2")
    return replace(given, ending=Ending(now - SINCE, now + LEFT, successor))


RATE_LIMITED = Change(
    id="rate-limited",
    says=f"after {QUOTA.requests} requests in {QUOTA.seconds} seconds 429 says by Retry-After when to go on",
    settings=_limited,
)
PARTIAL = Change(
    id="partial",
    says="a publisher of sessions and offices only: /jobs and /courses are 404, `q` is unknown",
    settings=_partial,
)
SMALL_PAGES = Change(
    id="small-pages",
    says=f"{SHORT} records a page, {LONGEST} at most: follow `next`, a larger `limit` is 400",
    settings=_short,
)
DEPRECATED = Change(
    id="deprecated",
    says="this version ends in a year: `Deprecation`, `Sunset` and the description say so",
    settings=_ending,
)
