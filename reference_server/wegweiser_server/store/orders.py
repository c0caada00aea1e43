"""The next hits of a list behind a position, in the order that was asked for; the id breaks every tie."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from .bits import ascending, held_bytes
from .cells import circle_of
from .distances import NOWHERE_KM, nearest_first, shortest, with_distance
from .globe import kilometres
from .interface import Near, StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from .choosing import Chosen
    from .index import Index
    from .interface import Order, Position, Query


class Standing(NamedTuple):
    """A hit; `points` count in the order by relevance."""

    position: int
    points: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to read one page."""

    connection: sqlite3.Connection
    index: Index
    query: Query
    chosen: Chosen


# How many values a position has.
LENGTHS: dict[Order, int] = {"id": 1, "date": 2, "relevance": 3, "distance": 2}
# Walking along all ids takes this much less for each than collecting a hit and sorting it.
WALKING = 8


def order_of(query: Query) -> Order:
    """The order asked for, or that of ids if there is nothing to order by."""
    if query.sort == "relevance" and query.words is None:
        return "id"
    if query.sort == "distance" and query.place is None:
        return "id"
    return query.sort


def following(reader: Reader) -> list[Standing]:
    """The hits of a page and one more, if there is one."""
    order, after = order_of(reader.query), reader.query.after
    if after is not None and len(after) != LENGTHS[order]:
        raise StoreError(f"the position {after!r} does not belong to this order")
    return list(islice(ORDERS[order](reader, after), reader.query.limit + 1))


def _by_date(reader: Reader, after: Position | None) -> Iterator[Standing]:
    start = _behind(reader, after) if after else 0
    return (Standing(position) for position in ascending(reader.chosen.hits, start))


def _behind(reader: Reader, after: Position) -> int:
    """The first position behind a turn and an id, whether there is still such a record or not."""
    index = reader.index
    statement = f"SELECT turn, id FROM {index.table} WHERE n = ?"

    def turn(position: int) -> tuple[int, str]:
        found: tuple[int, str] = reader.connection.execute(statement, (index.space.at[position],)).fetchone()
        return found

    place = bisect_right(index.stands, after, key=turn)
    return index.stands[place] if place < len(index.stands) else index.size


def _by_relevance(reader: Reader, after: Position | None) -> Iterator[Standing]:
    """Most points first, then by date."""
    wording = reader.chosen.wording
    for points, hits in wording.ranked(reader.chosen.hits) if wording else ():
        if after is None or -points > (after[0] or 0):  # type: ignore[operator]
            start = 0
        elif -points == after[0]:
            start = _behind(reader, after[1:])
        else:
            continue
        yield from (Standing(position, points) for position in ascending(hits, start))


def _by_id(reader: Reader, after: Position | None) -> Iterator[Standing]:
    start = _first_rank(reader, after[-1]) if after else 0
    return (Standing(position) for position in ranked_from(reader.index, reader.chosen.hits, start))


def ranked_from(index: Index, hits: int, start: int) -> Iterator[int]:
    """The hits by their id: few are collected and sorted, many are met while walking along all ids."""
    space, count = index.space, hits.bit_count()
    if count * WALKING < len(space.ranked):
        ranks = sorted(space.rank[space.at[position]] for position in ascending(hits))
        yield from (space.ranked[rank] for rank in ranks[bisect_right(ranks, start - 1) :])
        return
    held = held_bytes(hits, index.size)
    for rank in range(start, len(space.ranked)):
        position = space.ranked[rank]
        if held[position >> 3] >> (position & 7) & 1:
            yield position


def _first_rank(reader: Reader, record_id: object) -> int:
    """The place of the first id behind one, whether there is still such a record or not."""
    space, table = reader.index.space, reader.index.table
    statement = f"SELECT n FROM {table} WHERE id > ? ORDER BY id LIMIT 1"
    row = reader.connection.execute(statement, (record_id,)).fetchone()
    return space.rank[row[0]] if row else len(space.ranked)


def _by_distance(reader: Reader, after: Position | None) -> Iterator[Standing]:
    """Those without a distance stand last."""
    index, query, chosen = reader.index, reader.query, reader.chosen
    rest, start = chosen.hits & ~with_distance(query, index, chosen), 0
    first = (float(after[0] or 0), _first_rank(reader, after[1])) if after else (-1.0, 0)
    if first[0] < NOWHERE_KM:
        near = nearest_first(reader.connection, index, query, chosen, first)
        yield from (Standing(position) for position in near)
    else:
        start = first[1]
    yield from (Standing(position) for position in ranked_from(index, rest, start))


ORDERS: dict[Order, Callable[[Reader, Position | None], Iterator[Standing]]] = {
    "id": _by_id,
    "date": _by_date,
    "relevance": _by_relevance,
    "distance": _by_distance,
}


def distance(reader: Reader, position: int) -> float | None:
    """In kilometres, if the query has a centre and the record coordinates."""
    place = reader.query.place
    if not isinstance(place, Near):
        return None
    held = held_bytes(reader.chosen.members, reader.index.size) if reader.index.others else b""
    chord = shortest(reader.connection, reader.index, circle_of(place), held, position)
    return None if chord is None else kilometres(chord)


def position(query: Query, standing: Standing, turn: int, km: float | None, record_id: str) -> Position:
    """What a later page begins behind."""
    order = order_of(query)
    if order == "id":
        return (record_id,)
    if order == "distance":
        return (NOWHERE_KM if km is None else km, record_id)
    return (turn, record_id) if order == "date" else (-standing.points, turn, record_id)
