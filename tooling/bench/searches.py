"""Twenty searches against a store, cold and warm: `python -m tooling.bench.searches FILE…`.

A file is a loaded SQLite database, or the URL of one of either engine; `--load RECORDS` loads it before,
from NDJSON, in a process of its own, and tells what that took. Cold is the first time after the store was
opened (the pages may still be in the cache of the operating system), warm any later time; nothing is asked
twice in the very same words: each time it is another day. Of several files the processor time is compared
with that of the first. `cpu` is the p95 of processor time, which is less troubled by what else the machine
does. `--each` shows every search.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time, thread_time
from typing import TYPE_CHECKING, Any

from wegweiser_contract import load_contract
from wegweiser_server.checking import CheckedFile
from wegweiser_server.data import locate
from wegweiser_server.store import Area, Near, Query
from wegweiser_server.store.opening import load_database, open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract import Filter
    from wegweiser_server.store import Store

TODAY = date(2026, 11, 22)
ROUNDS = 10
DEEP = 40  # pages before the deep one
Asked = tuple[tuple["Filter", tuple[str, ...]], ...]


Times = tuple[float, float]  # on the clock and of the processor, in milliseconds


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; times in milliseconds."""

    store: str
    state: str
    p50: float
    p95: float
    p99: float
    cpu: float
    opened: float
    resident_mib: float


def filters(collection: str, **asked: str) -> Asked:
    listing = next(o for o in load_contract().operations if o.kind == "list" and o.collection == collection)
    parameters = ((listing.parameter(name), (value,)) for name, value in asked.items())
    return tuple((p.filter, values) for p, values in parameters if p and p.filter)


def near(postcode: str, radius_km: float) -> Near:
    spot = locate(postcode)
    assert spot
    return Near(spot.lat, spot.lon, radius_km, postcode)


def mix() -> tuple[tuple[Query, bool], ...]:
    """Query and whether its page is a deep one."""
    full, part = filters("jobs", workingTime="full-time"), filters("jobs", workingTime="part-time")
    care, remote = filters("jobs", occupation="8130"), filters("jobs", remote="only")

    def of(collection: str, sort: Any, *, deep: bool = False, **asked: Any) -> tuple[Query, bool]:
        return Query(collection, TODAY, 20, sort=sort, **asked), deep

    return (
        of("jobs", "date"),
        of("jobs", "date", deep=True),
        of("jobs", "date", filters=full),
        of("jobs", "date", filters=(*full, *care)),
        of("jobs", "date", filters=remote, deep=True),
        of("jobs", "relevance", words="Pflegefachfrau"),
        of("jobs", "relevance", words="koch"),
        of("jobs", "relevance", words="Muster"),
        of("jobs", "date", words="fach"),
        of("jobs", "relevance", words="pflege", filters=part, place=near("86150", 25)),
        of("jobs", "distance", place=near("10115", 10)),
        of("jobs", "distance", place=near("80331", 50), filters=full),
        of("jobs", "distance", place=near("86150", 25), deep=True),
        of("jobs", "date", place=Area("09"), filters=care),
        of("jobs", "date", words="verkauf", place=near("20095", 30), filters=remote),
        of("course-sessions", "date", place=near("50667", 20)),
        of("course-sessions", "relevance", words="deutsch abend"),
        of("courses", "date", filters=filters("courses", programme="integration")),
        of("courses", "distance", place=near("04109", 30), words="deutsch"),
        of("offices", "distance", place=near("60311", 50)),
    )


def placed(store: Store, query: Query) -> Query:
    """The query of a page far behind."""
    for _ in range(DEEP):
        found = store.search(query)
        if not found.more:
            break
        query = replace(query, after=found.hits[-1].position)
    return query


def timed(store: Store, query: Query) -> Times:
    began, busy = perf_counter(), thread_time()
    store.search(query)
    return (perf_counter() - began) * 1000, (thread_time() - busy) * 1000


def run(path: str, each: bool = False, rounds: int = ROUNDS) -> list[Row]:
    """Cold and warm figures of one database."""
    with_depth = open_database(url_of(path))
    asked = [placed(with_depth, query) if deep else query for query, deep in mix()]
    with_depth.close()
    began = perf_counter()
    store = open_database(url_of(path))
    opened = (perf_counter() - began) * 1000
    cold = [timed(store, query) for query in asked]
    warm = [timed(store, query) for query in _again(asked, rounds)]
    if each:
        _show_each(store, asked, cold, warm)
    store.close()
    name = path.rpartition("@")[2]  # before it may stand a password
    return [_row(name, state, times, opened) for state, times in (("cold", cold), ("warm", warm))]


def _again(asked: list[Query], rounds: int) -> Iterator[Query]:
    """Each differs by a day, so that nobody has counted its hits before."""
    for later in range(1, rounds + 1):
        day = date.fromordinal(TODAY.toordinal() + later)
        yield from (replace(query, today=day) for query in asked)


def _row(path: str, state: str, times: list[Times], opened: float) -> Row:
    at = quantiles([clock for clock, _ in times], n=100, method="inclusive")
    cpu = quantiles([busy for _, busy in times], n=100, method="inclusive")[94]
    return Row(path, state, at[49], at[94], at[98], cpu, opened, resident_mib())


def _show_each(store: Store, asked: list[Query], cold: list[Times], warm: list[Times]) -> None:
    print(f"{'cold':>8} {'warm':>8} {'hits':>8}  processor time in ms")
    for number, query in enumerate(asked):
        later = median(busy for _, busy in warm[number :: len(asked)])
        total = store.search(replace(query, limit=1)).total
        codes = "+".join(value for _, values in query.filters for value in values)
        what = " ".join(str(part) for part in (query.words, codes, query.place) if part)
        deep = ", a later page" if query.after else ""
        print(
            f"{cold[number][1]:8.1f} {later:8.1f} {total:8}  {query.collection} by {query.sort}{deep}: {what}"
        )


def url_of(database: str) -> str:
    return database if "://" in database else f"sqlite:///{Path(database).absolute()}"


def resident_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def load_file(records: Path, path: str) -> None:
    began, busy = perf_counter(), process_time()
    contract = load_contract()
    load_database(CheckedFile(records, contract), url_of(path), contract).close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = process_time() - busy + children.ru_utime + children.ru_stime
    memory = resident_mib() + children.ru_maxrss / 1024
    print(f"{path} loaded in {perf_counter() - began:.1f} s, {cpu:.1f} s of processor time, {memory:.0f} MiB")


def show(rows: list[Row]) -> None:
    print(f"{'database':<32} {'':<5} {'p50':>8} {'p95':>8} {'p99':>8} {'cpu':>8}  opened  resident   ratio")
    for place, row in enumerate(rows):
        times = f"{row.p50:8.2f} {row.p95:8.2f} {row.p99:8.2f} {row.cpu:8.2f}"
        ratio = f"{row.cpu / rows[place % 2].cpu:7.1f}"
        print(f"{row.store:<32} {row.state:<5} {times} {row.opened:7.1f} {row.resident_mib:5.0f} MiB {ratio}")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tooling.bench.searches", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="DATABASE", help="loaded databases, by path or URL")
    parser.add_argument("--load", type=Path, metavar="RECORDS", help="load the first of them before")
    parser.add_argument("--each", action="store_true", help="every search on its own, too")
    asked = parser.parse_args(argv)
    if asked.load:
        loading = (
            "import sys; from tooling.bench.searches import *; load_file(Path(sys.argv[1]), sys.argv[2])"
        )
        subprocess.run([sys.executable, "-c", loading, str(asked.load), asked.files[0]], check=True)
    show([row for path in asked.files for row in run(path, asked.each)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
