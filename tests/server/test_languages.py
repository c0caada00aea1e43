"""Languages: negotiated by the rules, named truthfully, and without effect on facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_server.data.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_server.inprocess import Client

FACTS = ("id", "detailUrl", "publishedAt", "locations", "validThrough", "updatedAt", "openings")


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("", None, "de"),
        ("?lang=en", None, "en"),
        ("?lang=EN", None, "en"),
        ("?lang=en-GB-oxendict", None, "en"),
        ("?lang=de-AT", "en", "de"),
        ("?lang=de-simple", "en", "de"),
        ("?lang=tlh", "en", "de"),
        ("", "en", "en"),
        ("", "en-US,en;q=0.9,de;q=0.8", "en"),
        ("", "uk, en;q=0.5", "en"),
        ("", "de;q=0.2, en;q=0.9", "en"),
        ("", "en;q=0, de", "de"),
        ("", "*", "de"),
        ("", "*, en;q=0.5", "en"),
        ("", "en;q=2", "de"),
        ("", "en;;q=1", "de"),
        ("", "\u00e4, en", "de"),
        ("", ", ,en", "en"),
        ("", "", "de"),
        ("", "en;q=1.000 , de", "en"),
    ],
)
def test_the_language_is_negotiated(client: Client, query: str, accept: str | None, expected: str) -> None:
    """`lang` goes before `Accept-Language`; unknown is no error; a malformed header says nothing."""
    headers = {} if accept is None else {"Accept-Language": accept}
    assert client.get(f"/v1/offices{query}", headers).headers["content-language"] == expected


def test_labels_are_in_the_language_of_the_answer(client: Client) -> None:
    """The label of a code is that of the code list in `Content-Language`."""
    lists = {
        lang: {
            code["code"]: next(label["value"] for label in code["labels"] if label["lang"] == lang)
            for code in client.get("/v1/code-lists/office-kinds").json()["codes"]
        }
        for lang in ("de", "en")
    }
    for lang, labels in lists.items():
        for item in client.get(f"/v1/offices?lang={lang}&limit=50").json()["items"]:
            assert item["kind"]["label"] == labels[item["kind"]["code"]]


def texts(node: Any) -> Iterator[dict[str, str]]:
    if isinstance(node, dict) and set(node) == {"value", "lang", "origin"}:
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from texts(child)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fallback_is_never_disguised(client: Client, lang: str) -> None:
    """A text is in the language asked for or names the one it fell back to; both occur."""
    asked = client.get(f"/v1/course-sessions?lang={lang}&limit=100").json()["items"]
    german = client.get("/v1/course-sessions?lang=de&limit=100").json()["items"]
    pairs = list(zip(texts(asked), texts(german), strict=True))
    for text, source in pairs:
        assert source["lang"] == "de"
        assert text["lang"] in (lang, "de")
        assert (text == source) if text["lang"] == "de" else (text["origin"] in ("machine", "human"))
    assert {text["lang"] for text, _ in pairs} == {lang, "de"}


def test_each_text_follows_all_wishes(client: Client) -> None:
    """Who reads Ukrainian and English gets each text in the better of the two that exists."""
    items = client.get("/v1/jobs?limit=100", {"Accept-Language": "uk, en;q=0.5"}).json()["items"]
    assert {text["lang"] for text in texts(items)} == {"uk", "en", "de"}


def test_facts_do_not_depend_on_the_language(client: Client) -> None:
    """Hits, order, totals, ids, numbers, dates and links are the same in every language."""
    target = "/v1/jobs?q=pflege&limit=50&lang="
    german, english = (client.get(target + lang).json() for lang in ("de", "en"))
    assert german["page"]["total"] == english["page"]["total"]
    for one, other in zip(german["items"], english["items"], strict=True):
        assert [one.get(name) for name in FACTS] == [other.get(name) for name in FACTS]


def test_language_names_are_translated(client: Client) -> None:
    """The label of a required language is its name in the language of the answer."""
    for lang, name in (("de", "Deutsch"), ("en", "German")):
        (item,) = client.get(f"/v1/jobs?language=de&limit=1&lang={lang}").json()["items"]
        assert name in [demand["label"] for demand in item["requiredLanguages"]]


def test_vary_names_accept_language(client: Client) -> None:
    """Answers, errors and 304 name the header they depend on."""
    tag = client.get("/v1/jobs").headers["etag"]
    for target, headers in (("/v1/jobs", {}), ("/v1/jobs?x=1", {}), ("/v1/jobs", {"If-None-Match": tag})):
        assert "Accept-Language" in client.get(target, headers).headers["vary"]


def test_without_the_class_there_is_one_language(served: Callable[..., Client]) -> None:
    """Who does not claim `languages` answers in German, whatever the header says."""
    german = served(classes=("core", "jobs", "query"))
    reply = german.get("/v1/jobs?limit=5", {"Accept-Language": "en"})
    assert reply.headers["content-language"] == "de"
    assert {text["lang"] for text in texts(reply.json())} == {"de"}
    assert german.get("/v1").json()["languages"] == ["de"]
    assert german.get("/v1/jobs?lang=en").status == 400
