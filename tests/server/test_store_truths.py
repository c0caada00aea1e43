"""The store against a second reading of the contract, on any question that can be asked."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.server.store_lists import OPERATIONS, Asked, Data, expected, order_key
from tests.server.store_meanings import MEANINGS
from tests.server.store_questions import TODAY, draw, draw_values, odd_ones

from wegweiser_server.data.generate import generate
from wegweiser_server.store import Store, distances, indexing, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_server.store import Hit

COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
DRAWN = {"jobs": 120, "course-sessions": 120, "courses": 120, "offices": 80}
WORDS = (
    "fach",
    "deutsch",
    "pflegekraft helfer",
    "beratung",
    "integrationskurs abend",
    "muster",
    "в",
    "xyzzy",
)


@pytest.fixture(scope="module")
def data() -> Data:
    sample = list(generate(600, 90, 500, 120, today=TODAY))
    collected: Data = {collection: [] for collection in COLLECTIONS}
    for collection, record in [*sample, *odd_ones(sample)]:
        collected[collection].append(record)
    return collected


@pytest.fixture(scope="module", params=["as-it-is", "as-if-small", "as-if-large"])
def store(request: pytest.FixtureRequest, data: Data) -> Iterator[Store]:
    """As it is; as if every list were short and every hit looked at; as if everything were many."""
    sparse, few = {"as-if-small": (0, 10**9), "as-if-large": (10**9, 0)}.get(request.param, (256, 50))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexing, "SPARSE", sparse)
        patch.setattr(distances, "FEW", few)
        opened = load((collection, record) for collection, records in data.items() for record in records)
        yield opened
    opened.close()


def every_page(store: Store, asked: Asked, limit: int) -> list[Hit]:
    """All hits of a list, page by page; each page says the same total and whether it is the last."""
    shown: list[Hit] = []
    after = None
    for _ in range(2000):
        found = store.search(asked.query(limit, after))
        shown += found.hits
        assert found.more == (len(shown) < found.total)
        assert len(found.hits) == limit or not found.more
        if not found.more:
            return shown
        after = found.hits[-1].position
    raise AssertionError("paging does not end")


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_filter_of_the_contract_has_a_meaning_here(collection: str) -> None:
    """The second reading knows just the filters that the contract has."""
    filters = {p.name for p in OPERATIONS[collection].parameters if p.filter} - {"updatedSince"}
    assert filters == set(MEANINGS[collection])


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_any_question_finds_just_what_the_contract_says_in_its_order(
    collection: str, data: Data, store: Store
) -> None:
    """Filters, places, days and sorts in any combination: hits, distances, order and pages are right."""
    dice = Random(f"questions about {collection}")
    for _ in range(DRAWN[collection]):
        asked = draw(dice, collection, data)
        shown = every_page(store, asked, dice.choice([7, 20, 100]))
        truth = expected(data, asked)
        ids = [hit.record["id"] for hit in shown]
        assert sorted(ids) == sorted(truth), asked
        assert shown == sorted(shown, key=lambda hit: order_key(hit, asked)), asked
        for hit in shown:
            assert hit.distance_km == pytest.approx(truth[hit.record["id"]], abs=0.00501), asked


@pytest.mark.parametrize(("collection", "name"), [(c, name) for c in COLLECTIONS for name in MEANINGS[c]])
def test_each_filter_alone_keeps_some_records_and_drops_others(
    collection: str, name: str, data: Data, store: Store
) -> None:
    """No filter is tried on data that it could not divide."""
    dice = Random(f"{collection} by {name}")
    parameter = OPERATIONS[collection].parameter(name)
    assert parameter
    whole = len(expected(data, Asked(collection, {}, None, "exclude", "id", None, TODAY)))
    sizes = set()
    for _ in range(30):
        values = draw_values(dice, parameter, data)
        asked = Asked(collection, {name: values}, None, "exclude", "id", None, TODAY)
        found = store.search(asked.query(1)).total
        assert found == len(expected(data, asked)), asked
        sizes.add(found)
    assert any(0 < size < whole for size in sizes)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_words_narrow_whatever_else_is_asked(collection: str, data: Data, store: Store) -> None:
    """With words hits just what hits without them and what the words alone find, in one order."""
    dice = Random(f"words about {collection}")
    for _ in range(40):
        asked = draw(dice, collection, data)
        words = dice.choice(WORDS)
        alone = Asked(collection, {}, None, "exclude", "id", None, asked.today, words)
        found = {hit.record["id"] for hit in every_page(store, alone, 100)}
        sort = dice.choice([asked.sort, "relevance"])
        shown = every_page(store, asked._replace(words=words, sort=sort), dice.choice([7, 100]))
        ids = [hit.record["id"] for hit in shown]
        assert sorted(ids) == sorted(found & expected(data, asked).keys()), asked
        assert sort == "relevance" or shown == sorted(shown, key=lambda hit: order_key(hit, asked)), asked
