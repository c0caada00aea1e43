"""The generator: the same bytes again, any size, skewed like reality."""

from __future__ import annotations

import io
import tracemalloc
from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import islice
from time import perf_counter

import pytest

from wegweiser_server.data import generate, write
from wegweiser_server.data.days import stamp
from wegweiser_server.data.identity import number, opaque_id, scramble
from wegweiser_server.data.shares import MOST, sessions_per_course

TODAY = date(2026, 11, 22)
SMALL = {"jobs": 60, "courses": 12, "sessions": 40, "offices": 10}


def written(**options: int | date) -> str:
    file = io.StringIO()
    write(generate(**{**SMALL, "today": TODAY, **options}), file)  # type: ignore[arg-type]
    return file.getvalue()


def test_same_seed_and_day_give_the_same_bytes() -> None:
    """On every machine and every Python; whoever changes the data changes this sum knowingly."""
    digest = sha256(written(seed=1).encode()).hexdigest()
    assert digest == "2eda55e4eaba8848b64c4787c5ae6c0e3d4ec5b3bc0e76b7a2a54f1d1ccb6ff4"
    assert written(seed=1) == written(seed=1)


def test_other_seeds_and_days_give_others() -> None:
    """Seed and day both matter."""
    assert len({written(seed=1), written(seed=2), written(seed=1, today=date(2026, 11, 23))}) == 3


def test_counts_are_exact() -> None:
    """As many of each as were asked for."""
    counts = Counter(collection for collection, _ in generate(today=TODAY))
    assert counts == {"jobs": 2000, "courses": 300, "course-sessions": 1500, "offices": 200}


@pytest.mark.parametrize(
    "sizes", [(0, 0, 0, 0), (1, 1, 1, 1), (0, 5, 0, 0), (0, 0, 7, 3), (0, 9, 4, 0), (3, 1, 50, 0)]
)
def test_any_size_works(sizes: tuple[int, int, int, int]) -> None:
    """Nothing at all, sessions without courses, courses without sessions."""
    jobs, courses, sessions, offices = sizes
    counts = Counter(name for name, _ in generate(jobs, courses, sessions, offices, today=TODAY))
    assert counts == Counter(
        {"jobs": jobs, "courses": courses, "course-sessions": sessions, "offices": offices}
    )


def test_a_larger_set_begins_with_the_smaller() -> None:
    """A job depends on its place in the row alone, not on how many follow."""
    few = list(generate(jobs=20, courses=0, sessions=0, offices=0, today=TODAY))
    many = list(islice(generate(jobs=500, courses=0, sessions=0, offices=0, today=TODAY), 20))
    assert few == many


def test_ids_and_source_numbers_are_unique_and_opaque() -> None:
    """No id twice in a collection, no source number twice, and ids do not count up."""
    for name in ("jobs", "courses", "course-sessions", "offices"):
        records = [record for collection, record in generate(today=TODAY) if collection == name]
        ids = [record["id"] for record in records]
        assert len(set(ids)) == len(ids)
        assert ids != sorted(ids)
        assert len({(record["sourceId"], record["sourceRecordId"]) for record in records}) == len(records)


def test_scrambling_never_collides() -> None:
    """All numbers of a small range come out once each."""
    assert sorted(scramble(index, 12345, 12) for index in range(4096)) == list(range(4096))
    assert len({opaque_id("j", index, 7) for index in range(50_000)}) == 50_000
    assert {len(number(index, 7, 8)) for index in range(5000)} == {8}


def test_the_sample_takes_less_than_a_second() -> None:
    """The server makes it at every start."""
    began = perf_counter()
    assert sum(1 for _ in generate(today=TODAY)) == 4000
    assert perf_counter() - began < 1.0


def test_memory_is_bounded() -> None:
    """Records are made one by one: ten thousand take no more than a few hundred."""
    sum(1 for _ in generate(today=TODAY))  # tables are read once
    tracemalloc.start()
    try:
        for _ in generate(jobs=4000, courses=1000, sessions=4000, offices=1000, today=TODAY):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000


def test_one_course_has_very_many_sessions() -> None:
    """2,594 at national scale, in proportion below; the rest have few, some have many."""
    counts = sessions_per_course(100_000, 552_000, 1)
    assert sum(counts) == 552_000
    assert max(counts) == counts[0] == MOST
    assert 1 <= min(counts) <= 3
    small = sessions_per_course(300, 1380, 1)
    assert sum(small) == 1380
    assert small[0] > 2 * max(small[1:]) > 2


def test_large_towns_and_frequent_occupations_come_first() -> None:
    """Berlin has most jobs, cleaners and nurses are more frequent than foresters."""
    jobs = [record for name, record in generate(today=TODAY) if name == "jobs"]
    towns = Counter(job["locations"][0]["town"] for job in jobs if "locations" in job)
    assert towns.most_common(1)[0][0] == "Berlin"
    occupations = Counter(job["occupation"]["kldb"] for job in jobs)
    assert occupations["81302"] > 10 * occupations["11712"] > 0


def test_date_times_carry_the_offset_of_their_day() -> None:
    """Summer and winter differ; a source that uses UTC says so."""
    assert stamp(date(2026, 7, 1), 0, 480) == "2026-07-01T08:00:00+02:00"
    assert stamp(date(2026, 12, 1), 0, 480) == "2026-12-01T08:00:00+01:00"
    assert stamp(date(2026, 7, 1), -1, 480, utc=True) == "2026-06-30T06:00:00Z"
