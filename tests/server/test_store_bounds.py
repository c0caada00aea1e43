"""Where much is held: totals have a bound, circles grow; records and order stay the same."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.server.store_questions import TODAY, draw, odd_ones

from wegweiser_server.data.generate import generate
from wegweiser_server.store import Near, Query, SqliteStore, bounds, load, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.store_lists import Asked, Data

    from wegweiser_server.store import Hit

COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
BOUND = 10


@pytest.fixture(scope="module")
def data() -> Data:
    sample = list(generate(600, 90, 500, 120, today=TODAY))
    collected: Data = {collection: [] for collection in COLLECTIONS}
    for collection, record in [*sample, *odd_ones(sample)]:
        collected[collection].append(record)
    return collected


@pytest.fixture
def store(data: Data) -> Iterator[SqliteStore]:
    opened = load((collection, record) for collection, records in data.items() for record in records)
    yield opened
    opened.close()


@pytest.fixture
def large(data: Data, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteStore]:
    """As if these were very many records."""
    monkeypatch.setattr(bounds, "COUNTED_TO_THE_END", 0)
    monkeypatch.setattr(snapshot, "COUNTED", BOUND)
    opened = load((collection, record) for collection, records in data.items() for record in records)
    yield opened
    opened.close()


def every_page(store: SqliteStore, asked: Asked, limit: int) -> list[Hit]:
    shown: list[Hit] = []
    after = None
    for _ in range(2000):
        found = store.search(asked.query(limit, after))
        assert found.exact or found.total == BOUND
        assert len(found.hits) == limit or not found.more
        shown += found.hits
        if not found.more:
            assert (found.total == len(shown)) if found.exact else (found.total < len(shown))
            return shown
        after = found.hits[-1].position
    raise AssertionError("paging does not end")


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_bounds_change_totals_only(
    collection: str, data: Data, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any question finds the same records, each once, in the same order, whatever the bounds."""
    dice = Random(f"bounds of {collection}")
    questions = [draw(dice, collection, data) for _ in range(50)]
    nearby = [one._replace(sort="distance") for one in questions if isinstance(one.place, Near)]
    worded = [one._replace(words="fach", sort="relevance") for one in questions[:8]]
    asked = [*questions, *nearby, *worded]
    truth = [store.search(one.query(5000)).hits for one in asked]
    monkeypatch.setattr(bounds, "COUNTED_TO_THE_END", 0)
    monkeypatch.setattr(snapshot, "COUNTED", BOUND)
    bounded = load((name, record) for name, records in data.items() for record in records)
    for one, hits in zip(asked, truth, strict=True):
        assert tuple(every_page(bounded, one, dice.choice([3, 20]))) == hits, one
    bounded.close()


def test_a_list_without_conditions_has_an_exact_total(large: SqliteStore, data: Data) -> None:
    """However much is held."""
    for collection in COLLECTIONS:
        found = large.search(Query(collection, TODAY, 5))
        assert found.exact
        assert found.total == large.total(collection, TODAY) > BOUND


def test_the_sample_is_counted_to_the_end(store: SqliteStore) -> None:
    """A bound is for those who hold very much, and the contract allows none below 1,000."""
    assert store.search(Query("jobs", TODAY, 5, words="muster")).exact
    assert bounds.COUNTED >= 1000
