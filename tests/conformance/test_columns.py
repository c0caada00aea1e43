"""Records as columns: the same answers as record by record, only sooner."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from wegweiser_conformance import columns, expect
from wegweiser_conformance.columns import Columns

RECORDS: tuple[dict[str, Any], ...] = (
    {"id": "a", "kind": {"code": "mbe"}, "languages": ["de", "AR"], "start": "2026-03-01", "childcare": True},
    {"id": "b", "kind": {"code": "jmd"}, "languages": [], "start": "2026-03-02", "places": {"free": 0}},
    {
        "id": "c",
        "languages": ["ar"],
        "childcare": None,
        "places": {"free": 2},
        "since": "2026-03-01T23:30:00Z",
    },
    {"id": 4, "kind": "mbe", "languages": "ar", "start": 3, "childcare": False, "since": "yesterday"},
    {"kind": {"code": "mbe-2"}, "availability": {"code": "few"}, "since": "2026-03-01T22:30:00Z"},
)
ASKED = [
    ("equals", "kind.code", ("mbe",)),
    ("equals", "kind.code", ("jmd", "mbe-2")),
    ("prefix", "kind.code", ("mb",)),
    ("member", "languages[]", ("ar",)),
    ("from", "start", ("2026-03-02",)),
    ("to", "start", ("2026-03-01",)),
    ("since-day", "since", ("2026-03-02",)),
    ("since-instant", "since", ("2026-03-01T23:00:00Z",)),
    ("three-valued", "childcare", ("only",)),
    ("three-valued", "childcare", ("exclude",)),
    ("free-places", "places|availability", ("only",)),
]


def test_every_kind_of_filter_is_asked() -> None:
    assert {match for match, _, _ in ASKED} == {*expect.PREDICATES, "free-places"}


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: f"{one[0]}={','.join(one[2])}")
def test_a_column_meets_a_filter_as_its_records_do(asked: tuple[str, str, tuple[str, ...]]) -> None:
    """Each record at its own place; and the same when it is asked again."""
    match, path, values = asked
    held = Columns(RECORDS)
    for _ in range(2):
        met = list(columns.each(held.met(match, path, values)))
        assert met == [at for at, one in enumerate(RECORDS) if expect.holds(match, path, one, values)]
    assert 0 < len(met) < len(RECORDS)


def test_places_are_told_and_read_back() -> None:
    """Any set of places, none and all included."""
    every = range(len(RECORDS))
    for count in range(len(RECORDS) + 1):
        for some in combinations(every, count):
            told = columns.places(place in some for place in every)
            assert told == columns.mask(some)
            assert list(columns.each(told)) == list(some)
    assert Columns(RECORDS).every == columns.mask(every)
    assert Columns(()).every == 0


def test_only_text_names_a_record() -> None:
    """An id that is a number, or none, names nothing."""
    held = Columns(RECORDS)
    assert held.named("id", held.every) == {"a", "b", "c"}
    assert held.named("id", columns.mask([1, 3])) == {"b"}


def test_capitals_do_not_matter_where_a_server_may_fold_them() -> None:
    held = Columns(RECORDS)
    assert held.met_in_any_case("languages[]", ["Ar"]) == columns.mask([0, 2])
    assert held.met("member", "languages[]", ("ar",)) == columns.mask([2])


def test_alternative_paths_are_read_together() -> None:
    held = Columns(RECORDS)
    assert held.where("places.free|availability.code", bool) == columns.mask([1, 2, 4])
