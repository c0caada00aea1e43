"""While data are exchanged, every answer is wholly of the old ones or wholly of the new ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_server.application import create_app
from wegweiser_server.inprocess import Client
from wegweiser_server.settings import Settings
from wegweiser_server.steadiness import ATTEMPTS

if TYPE_CHECKING:
    from wegweiser_server.store import Found, Query, Store

TODAY = date(2026, 11, 22)


class Exchanged:
    """Whose data are exchanged around the next searches; each load names itself in records and version."""

    def __init__(self, store: Store, changes: int, *, early: bool) -> None:
        self._store = store
        self._left = changes
        self._early = early
        self._load = 0
        self.searches = 0

    def revision(self) -> str:
        return str(self._load)

    def data_version(self, today: date | None = None) -> str:
        return str(self._load)

    def search(self, query: Query) -> Found:
        self.searches += 1
        self._change(now=self._early)
        found = self._store.search(query)
        records = (
            replace(hit, record=hit.record | {"sourceRecordId": str(self._load)}) for hit in found.hits
        )
        found = replace(found, hits=tuple(records))
        self._change(now=not self._early)
        return found

    def _change(self, *, now: bool) -> None:
        if now and self._left:
            self._left -= 1
            self._load += 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.mark.parametrize("early", [True, False], ids=["before the search", "after it"])
@pytest.mark.parametrize("changes", range(ATTEMPTS))
def test_a_page_and_its_version_are_of_one_load(store: Store, changes: int, early: bool) -> None:
    """However the exchange falls between reading records and reading their version, and cached as well."""
    exchanged: Any = Exchanged(store, changes, early=early)
    with Client(create_app(Settings(), exchanged)) as client:
        for _ in range(3):
            page = client.get("/v1/jobs?limit=5").json()
            assert {item["sourceRecordId"] for item in page["items"]} == {page["page"]["dataVersion"]}


def test_data_that_never_rest_are_answered_all_the_same(store: Store) -> None:
    """It is tried a few times, not for ever, and nothing is kept."""
    restless: Any = Exchanged(store, 1000, early=False)
    with Client(create_app(Settings(), restless)) as client:
        for turn in (1, 2):
            assert client.get("/v1/jobs?limit=5").status == 200
            assert restless.searches == turn * ATTEMPTS


def test_midnight_under_way_makes_it_anew(store: Store) -> None:
    """A request that began yesterday shows what is listed today."""
    days = iter([TODAY, TODAY])
    calm: Any = Exchanged(store, 0, early=False)
    with Client(create_app(Settings(today=lambda: next(days, date(2026, 11, 23))), calm)) as client:
        assert client.get("/v1/jobs?limit=5").status == 200
    assert calm.searches > 1
