"""What a course is said to have by its sessions: how many are listed, and when the next one starts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from .interface import Record

LISTED = "SELECT count(*) FROM session WHERE parent = ? AND until >= ?"
NEXT = "SELECT min(start_day) FROM session WHERE parent = ? AND until >= ? AND start_day >= ?"


def with_facts(connection: sqlite3.Connection, course: Record, n: int, today: date) -> Record:
    """The course with `sessionCount` and, where a session starts today or later, `nextStartDate`."""
    day = today.toordinal()
    told = course | {"sessionCount": connection.execute(LISTED, (n, day)).fetchone()[0]}
    told.pop("nextStartDate", None)
    following = connection.execute(NEXT, (n, day, day)).fetchone()[0]
    if following is not None:
        told["nextStartDate"] = date.fromordinal(following).isoformat()
    return told
