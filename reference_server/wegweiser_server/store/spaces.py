"""Positions: the records of a collection in the order by date, so that a list is read from its beginning.

Courses are found through their sessions. Their positions are those of the sessions of the first course, then
the course itself, then the sessions of the second one, and so on.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

NOWHERE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Space:
    """`at` has the number of the record at each position, `owner` the position of the course that a position
    belongs to (nothing, if each record has one position); `rank` the place of each record in the order by id,
    `ranked` the position of the record at each such place."""

    at: array[int]
    owner: array[int]
    rank: array[int]
    ranked: array[int]

    def arrays(self) -> dict[str, array[int]]:
        return {"at": self.at, "owner": self.owner, "rank": self.rank, "ranked": self.ranked}


def space(connection: sqlite3.Connection, table: str) -> tuple[Space, array[int]]:
    """The positions of a collection, and the position of each record."""
    at = _numbers(connection.execute(f"SELECT n FROM {table} ORDER BY turn, id"))
    places = _places(enumerate(at), len(at))
    return _ranked(connection, table, at, array("I"), places), places


def family_space(connection: sqlite3.Connection) -> tuple[Space, array[int], array[int]]:
    """The positions of courses and their sessions; that of each session, and that of each course."""
    children: dict[int, array[int]] = {}
    sessions = "SELECT parent, n FROM session WHERE parent IS NOT NULL ORDER BY parent, until, start_day, n"
    for parent, n in connection.execute(sessions):
        children.setdefault(parent, array("I")).append(n)
    at, owner, none = array("I"), array("I"), array("I")
    for (course,) in connection.execute("SELECT n FROM course ORDER BY turn, id"):
        inside = children.get(course, none)
        at.extend(inside)
        at.append(course)
        owner.extend([len(at) - 1] * (len(inside) + 1))
    (count,) = connection.execute("SELECT count(*) FROM session").fetchone()
    owners = sum(1 for position, own in enumerate(owner) if position == own)
    of_sessions = _places(((p, at[p]) for p, own in enumerate(owner) if p != own), count)
    of_courses = _places(((p, at[p]) for p, own in enumerate(owner) if p == own), owners)
    return _ranked(connection, "course", at, owner, of_courses), of_sessions, of_courses


def _ranked(
    connection: sqlite3.Connection, table: str, at: array[int], owner: array[int], places: array[int]
) -> Space:
    by_id = _numbers(connection.execute(f"SELECT n FROM {table} ORDER BY id"))
    rank = _places(enumerate(by_id), len(by_id))
    return Space(at, owner, rank, array("I", (places[n] for n in by_id)))


def _numbers(rows: Iterable[tuple[int]]) -> array[int]:
    return array("I", (n for (n,) in rows))


def _places(numbered: Iterable[tuple[int, int]], count: int) -> array[int]:
    """The place of each number from 1 to `count`; 0 is none."""
    places = array("I", [NOWHERE]) * (count + 1)
    for place, n in numbered:
        places[n] = place
    return places
