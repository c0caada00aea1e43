"""The truths about the store, and what bounds do to totals, in PostgreSQL."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.server import test_store_truths as truths
from tests.server.engines import in_postgres
from tests.server.store_lists import Asked, Data, expected
from tests.server.store_questions import TODAY, draw

from wegweiser_server.store.postgres import counting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.engines import Engine
    from tests.server.postgres import Postgres

    from wegweiser_server.store import Store

data = truths.data
test_any_question = truths.test_any_question_finds_just_what_the_contract_says_in_its_order
test_each_filter_alone = truths.test_each_filter_alone_keeps_some_records_and_drops_others
test_words_narrow = truths.test_words_narrow_whatever_else_is_asked


@pytest.fixture(scope="module")
def loading(postgresql: Postgres) -> Engine:
    return in_postgres(postgresql)


@pytest.fixture(scope="module")
def store(loading: Engine, data: Data) -> Iterator[Store]:
    opened = loading((collection, record) for collection, records in data.items() for record in records)
    yield opened
    opened.close()


def test_where_much_is_held_counting_ends_at_a_bound(
    loading: Engine, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list without conditions keeps its exact total; others say at least so many."""
    monkeypatch.setattr(counting, "COUNTED_TO_THE_END", 0)
    monkeypatch.setattr(counting, "COUNTED", 50)
    store = loading((collection, record) for collection, records in data.items() for record in records)
    for remote, bounded in ((), False), (("exclude",), True), (("only",), False):
        asked = Asked("jobs", {"remote": remote} if remote else {}, None, "exclude", "id", None, TODAY)
        found, truth = store.search(asked.query(20)), len(expected(data, asked))
        assert (found.total, found.exact) == ((50, False) if bounded else (truth, True))
        assert [hit.record["id"] for hit in found.hits] == sorted(expected(data, asked))[:20]
    store.close()


@pytest.mark.parametrize("collection", truths.COLLECTIONS)
def test_bounds_change_totals_only(
    collection: str, store: Store, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether circles grow or not: the same records in the same order, none twice, none missing."""
    dice = Random(f"bounds for {collection}")
    asked = [draw(dice, collection, data)._replace(sort="distance") for _ in range(30)]
    plainly = [truths.every_page(store, one, 20) for one in asked]
    monkeypatch.setattr(counting, "COUNTED_TO_THE_END", 0)
    assert [truths.every_page(store, one, 20) for one in asked] == plainly
