"""Servers that are right in another way are spared: other claims, sizes, limits, data, access."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.whole_runs import grave, judge_app

from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.settings import Settings
from wegweiser_server.store import load

if TYPE_CHECKING:
    from wegweiser_server.store import Store

TOWN = (260, 40, 240, 70)
RIGHT: dict[str, tuple[tuple[int, int, int, int], int, dict[str, Any]]] = {
    "BAMF: sessions and offices": (TOWN, 1, {"classes": ("core", "query", "course-sessions", "offices")}),
    "jobs alone": (TOWN, 1, {"classes": ("core", "query", "jobs")}),
    "offices by place": (TOWN, 1, {"classes": ("core", "query", "offices", "place-search")}),
    "courses by words, in two languages": (
        TOWN,
        1,
        {"classes": ("core", "query", "course-sessions", "courses", "text-search", "languages")},
    ),
    "apps may ask it directly": (TOWN, 1, {"classes": ("core", "query", "jobs", "live", "changes")}),
    "small pages": (TOWN, 1, {"default_limit": 7, "max_limit": 20}),
    "long pages by default": (TOWN, 1, {"default_limit": 100}),
    "lists that end early": ((1300, 40, 240, 70), 1, {"max_records_per_query": 1000}),
    "one record of each": ((1, 1, 1, 1), 1, {}),
    "a few records": ((5, 3, 8, 4), 1, {}),
    "a village": ((40, 6, 30, 12), 3, {}),
    "other data": (TOWN, 7, {}),
}


@cache
def store_of(sizes: tuple[int, int, int, int], seed: int) -> Store:
    jobs, courses, sessions, offices = sizes
    records = generate(
        jobs=jobs, courses=courses, sessions=sessions, offices=offices, seed=seed, today=berlin_today()
    )
    return load(records)


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_server_is_spared(name: str) -> None:
    """No MUST failed, nothing suspected, nothing left untested that could be tested."""
    sizes, seed, settings = RIGHT[name]
    results = judge_app(create_app(Settings(**settings), store_of(sizes, seed)), load_contract().requirements)
    assert {id_: told for id_, told in grave(results).items() if not told.startswith("warning")} == {}
