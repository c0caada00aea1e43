"""Text search: which words find which records."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_server.data.generate import generate
from wegweiser_server.store import Query, Store
from wegweiser_server.store.words import fold, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.engines import Engine

TODAY = date(2026, 11, 22)


def text(**versions: str) -> dict[str, Any]:
    return {lang: {"value": value, "origin": "source"} for lang, value in versions.items()}


RECORDS = [
    ("jobs", {"id": "care", "title": text(de="Pflegefachkraft (m/w/d) für Großkunden", uk="Медична сестра")}),
    (
        "jobs",
        {"id": "cook", "title": text(de="Köchin oder Koch"), "employer": {"name": "Probe-Gasthaus Jena"}},
    ),
    ("jobs", {"id": "elder", "title": text(de="Altenpfleger/in"), "occupation": {"kldb": "82102"}}),
    ("jobs", {"id": "forces", "title": text(de="Pflegekräfte")}),
    ("jobs", {"id": "school", "title": text(de="Fachkraft"), "offerType": "apprenticeship"}),
    (
        "jobs",
        {"id": "baker", "title": text(de="Müller"), "occupation": {"label": text(de="Bäckerei Verkauf")}},
    ),
    ("courses", {"id": "c", "title": text(de="Deutsch B1"), "kind": "integration-general"}),
    ("course-sessions", {"id": "s", "title": text(de="Abendkurs"), "courseId": "c"}),
    (
        "offices",
        {"id": "o", "name": "Muster-Beratung", "operator": {"kind": "organisation", "name": "Hilfswerk"}},
    ),
]


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Store]:
    opened = engine(RECORDS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sample(engine: Engine) -> Iterator[Store]:
    opened = engine(generate(500, 80, 300, 100, today=TODAY))
    yield opened
    opened.close()


def found(store: Store, asked: str, collection: str = "jobs") -> list[str]:
    hits = store.search(Query(collection, TODAY, 1000, words=asked)).hits
    return [hit.record["id"] for hit in hits]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("pflegefachkraft", ["care"]),
        ("PFLEGEFACHKRAFT", ["care"]),
        ("pflege", ["care", "forces"]),
        ("Pflegekraft", ["forces"]),
        ("pflegekraefte", ["forces"]),
        ("PFLEGEKRÄFTE", ["forces"]),
        ("pflegekra\u0308fte", ["forces"]),
        ("Grosskunden", ["care"]),
        ("großkunden GROẞKUNDEN", ["care"]),
        ("сестра", ["care"]),
        ("koch", ["cook"]),
        ("Köchinnen", ["cook"]),
        ("gasthaus", ["cook"]),
        ("Altenpfleger", ["elder"]),
        ("altenpfleger:in", ["elder"]),
        ("Altenpflegerin", ["elder"]),
        ("Altenpfleger(innen)", ["elder"]),
        ("82102", ["elder"]),
        ("Baeckerei", ["baker"]),
        ("Ausbildung", ["school"]),
        ("pflege koch", []),
        ("xyzzyquux", []),
    ],
)
def test_words_find_what_german_users_expect(store: Store, asked: str, ids: list[str]) -> None:
    """Case, umlauts, ß, forms of a word and beginnings of compounds; all words must match."""
    assert found(store, asked) == sorted(ids)


@pytest.mark.parametrize("asked", ["", " ", "!!!", "*", '"', "()", "-", "_", "·", "/in", "\u0301"])
def test_without_a_word_nothing_is_found(store: Store, asked: str) -> None:
    """Signs alone are no words."""
    assert store.search(Query("jobs", TODAY, 10, words=asked, sort="relevance")).total == 0


@pytest.mark.parametrize(
    "asked",
    [
        'koch"',
        "koch*",
        "koch AND",
        "NEAR(koch)",
        "title:koch",
        "koch OR pflege",
        "{koch}",
        "^koch",
        "koch -jena",
        "'koch",
    ],
)
def test_nothing_that_is_asked_is_syntax(store: Store, asked: str) -> None:
    """Operators and quotes of the engine are words and signs like any other."""
    assert set(found(store, asked)) <= {"cook"}


def test_courses_are_found_by_their_own_texts(store: Store) -> None:
    """Not by those of their sessions; by the label of their kind too."""
    assert found(store, "deutsch", "courses") == ["c"]
    assert found(store, "integrationskurs", "courses") == ["c"]
    assert found(store, "abendkurs", "courses") == []


def test_offices_are_found_by_name_and_operator(store: Store) -> None:
    """Both are names, not texts in languages."""
    assert found(store, "beratung hilfswerk", "offices") == ["o"]


def titles(store: Store) -> list[tuple[str, str]]:
    hits = store.search(Query("jobs", TODAY, 1000)).hits
    return [(hit.record["id"], v["value"]) for hit in hits for v in hit.record["title"].values()]


def test_every_word_of_a_title_finds_its_record(sample: Store) -> None:
    """In every language that is stored."""
    for record_id, title in Random("titles").sample(titles(sample), 150):
        for word in words(title):
            assert record_id in found(sample, word), word


def test_adding_a_word_never_adds_hits(sample: Store) -> None:
    """Each further word keeps hits or drops them, and the case of letters does not matter."""
    dice = Random("adding")
    vocabulary = sorted({part for _, title in titles(sample) for part in title.split()})
    for _ in range(200):
        first, second = dice.sample(vocabulary, 2)
        if not words(first):
            continue
        few, many = found(sample, f"{first} {second}"), found(sample, first)
        assert set(few) <= set(many), (first, second)
        assert found(sample, first.upper()) == many == found(sample, first.lower())


def test_ranking_repeats_and_pages_through_once(sample: Store) -> None:
    """By relevance every hit comes once, in one order, and titles with the word stand before others."""
    whole = sample.search(Query("jobs", TODAY, 1000, words="fach", sort="relevance"))
    shown: list[str] = []
    after = None
    for _ in range(whole.total):
        page = sample.search(Query("jobs", TODAY, 3, words="fach", sort="relevance", after=after))
        shown += [hit.record["id"] for hit in page.hits]
        after = page.hits[-1].position
        if not page.more:
            break
    assert shown == [hit.record["id"] for hit in whole.hits]
    assert len(set(shown)) == whole.total > 9


def test_a_word_in_the_title_ranks_first(engine: Engine) -> None:
    """Before the same word elsewhere in a record."""
    records = [
        ("offices", {"id": "a", "name": "Amt", "operator": {"kind": "organisation", "name": "Hilfe"}}),
        ("offices", {"id": "b", "name": "Hilfe", "operator": {"kind": "organisation", "name": "Amt"}}),
        ("offices", {"id": "c", "name": "Kasse", "operator": {"kind": "organisation", "name": "Kasse"}}),
    ]
    ranked = engine(records)
    hits = ranked.search(Query("offices", TODAY, 9, words="hilfe", sort="relevance")).hits
    assert [hit.record["id"] for hit in hits] == ["b", "a"]
    ranked.close()


def test_folding_is_german() -> None:
    """ä is ae, ß is ss, other marks are dropped; forms of a word share a stem."""
    assert fold("Äpfel, Straße, Café, ÜBUNG") == "aepfel, strasse, cafe, uebung"
    assert {stem(fold(word)) for word in ("Ärztin", "Arzt", "Ärzte", "Ärztinnen")} == {"arzt"}
