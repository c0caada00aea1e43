"""Records kept as text: the bytes are those that would be written anew."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract import load_contract
from wegweiser_server.answers import compact
from wegweiser_server.application import create_app
from wegweiser_server.inprocess import Client
from wegweiser_server.representation.languages import preference
from wegweiser_server.representation.rendered import OVERHEAD, Rendered
from wegweiser_server.service import Service
from wegweiser_server.settings import Settings
from wegweiser_server.store import Hit, Near, Query

if TYPE_CHECKING:
    from wegweiser_server.store import Store

TODAY = date(2026, 11, 22)
STATE = ("jobs", "1", TODAY.toordinal())
GERMAN, ENGLISH = preference("de", None, ("de", "en")), preference("en", None, ("de", "en"))
COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
OWN = {
    "offer-types": (
        {
            "code": "x-trial-day",
            "labels": [
                {"value": "Probetag", "lang": "de", "origin": "human"},
                {"value": "Trial day", "lang": "en", "origin": "human"},
            ],
        },
    )
}


class Counting:
    """Writes a record in the language asked for, and counts how often."""

    def __init__(self) -> None:
        self.written = 0

    def __call__(self, record: Any, wished: Any) -> Any:
        self.written += 1
        return record | {"in": wished.answer}


@pytest.fixture
def write() -> Counting:
    return Counting()


def hit(record: dict[str, Any], distance: float | None = None) -> Hit:
    return Hit(record, distance, ())


def test_a_record_is_written_once(write: Counting) -> None:
    """The second time its text is there."""
    kept = Rendered()
    texts = {kept.text(hit({"id": "a"}), write, GERMAN, STATE) for _ in range(3)}
    assert texts == {b'{"id":"a","in":"de"}'}
    assert write.written == 1


@pytest.mark.parametrize(
    "state", [("offices", "1", 1), ("jobs", "2", 1), ("jobs", "1", 2)], ids=["collection", "data", "day"]
)
def test_another_state_is_another_text(write: Counting, state: tuple[str | int, ...]) -> None:
    """The same id elsewhere, later or on another day says nothing about this record."""
    kept = Rendered()
    kept.text(hit({"id": "a", "v": 1}), write, GERMAN, ("jobs", "1", 1))
    assert json.loads(kept.text(hit({"id": "a", "v": 2}), write, GERMAN, state))["v"] == 2


def test_each_language_has_its_text(write: Counting) -> None:
    """What was written for one preference is not served to another."""
    kept = Rendered()
    texts = [kept.text(hit({"id": "a"}), write, wished, STATE) for wished in (GERMAN, ENGLISH, GERMAN)]
    assert [json.loads(text)["in"] for text in texts] == ["de", "en", "de"]


@pytest.mark.parametrize("distance", [0.0, 0.01, 1.5, 12.34, 200.0])
def test_a_distance_is_put_beside_the_kept_text(write: Counting, distance: float) -> None:
    """Each search has its own; without a centre there is none."""
    kept = Rendered()
    for _ in range(2):
        far = kept.text(hit({"id": "a"}, distance), write, GERMAN, STATE)
        assert far == compact({"id": "a", "distanceKm": distance, "in": "de"})
        assert b"distanceKm" not in kept.text(hit({"id": "a"}), write, GERMAN, STATE)
    assert write.written == 2


@pytest.mark.parametrize("text", ['"distanceKm":-1', 'a "distanceKm":-1,', "\\", '\\"distanceKm\\":-1'])
def test_no_text_of_a_record_is_taken_for_a_distance(write: Counting, text: str) -> None:
    """Whatever a title holds, it leaves as it came."""
    record = {"id": "a", "title": text}
    found = json.loads(Rendered().text(hit(record, 2.5), write, GERMAN, STATE))
    assert found == {**record, "distanceKm": 2.5, "in": "de"}


def test_its_room_is_bounded_in_bytes(write: Counting) -> None:
    """The oldest texts go; one that would empty it is written, not kept."""
    kept = Rendered(room=10 * (OVERHEAD + 50))
    for number in range(20):
        kept.text(hit({"id": str(number)}), write, GERMAN, STATE)
    for recent in (19, 12):
        kept.text(hit({"id": str(recent)}), write, GERMAN, STATE)
    assert write.written == 20
    kept.text(hit({"id": "0"}), write, GERMAN, STATE)
    assert write.written == 21
    large = {"id": "large", "text": "x" * 10_000}
    for _ in range(2):
        assert len(kept.text(hit(large), write, GERMAN, STATE)) > 10_000
    assert write.written == 23


def test_own_codes_have_their_own_labels(store: Store) -> None:
    """A publisher's own code is written with its label in the language asked for."""
    job = store.search(Query("jobs", TODAY, 1)).hits[0].record

    class WithOwnCode:
        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def search(self, query: Query) -> Any:
            found = store.search(query)
            trial = job | {"offerType": "x-trial-day"}
            return type(found)((Hit(trial, None, found.hits[0].position),), 1, more=False)

    own: Any = WithOwnCode()
    with Client(create_app(Settings(own_codes=OWN, answer_cache_bytes=0), own)) as client:
        for lang, label in [("de", "Probetag"), ("en", "Trial day")] * 2:
            (item,) = client.get(f"/v1/jobs?limit=1&lang={lang}").json()["items"]
            assert item["offerType"] == {"code": "x-trial-day", "label": label}


def test_kept_texts_are_those_written_anew(store: Store) -> None:
    """All kinds of records, near and far, in four languages, in any order: byte by byte."""
    settings = Settings()
    service = Service(settings, load_contract().project(settings.classes), store)
    kept, dice = Rendered(room=200_000), random.Random(36)
    places = (None, Near(52.52, 13.405, 50), Near(48.137, 11.575, 100))
    for _ in range(400):
        collection, place = dice.choice(COLLECTIONS), dice.choice(places)
        wished = preference(dice.choice(("de", "en", "uk", "ar")), None, service.languages)
        found = store.search(Query(collection, TODAY, 5, place=place, sort="distance" if place else "id"))
        write = service.writers[collection]
        for one in found.hits:
            far = {} if one.distance_km is None else {"distanceKm": one.distance_km}
            assert kept.text(one, write, wished, (collection, "1")) == compact(
                write(one.record | far, wished)
            )
