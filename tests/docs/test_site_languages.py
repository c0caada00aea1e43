"""Two languages, one set of pages; German as agencies write it; nobody is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from tooling.docs.edition import WORDS
from tooling.docs.generated.command_line import commands, german
from tooling.docs.rendered import read

from wegweiser_conformance.privacy.persons import persons
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tooling.docs.rendered import Rendered

pytestmark = pytest.mark.xdist_group("site")

FOR_DEVELOPERS = ("architecture.html", "contributing.html", "decisions", "examples", "examples.html")
SOLL = re.compile(r"\b[Ss]oll(en|t|st)?\b")


def of(pages: Mapping[str, Rendered], lang: str) -> dict[str, Rendered]:
    return {
        name.removeprefix(f"{lang}/"): page for name, page in pages.items() if name.startswith(f"{lang}/")
    }


def test_both_languages_have_the_same_pages(pages: Mapping[str, Rendered]) -> None:
    """Whatever is there in one is there in the other, and says its language."""
    assert set(of(pages, "de")) == set(of(pages, "en"))
    for lang in ("de", "en"):
        assert {page.lang for page in of(pages, lang).values()} == {lang}


def test_every_page_leads_to_itself_in_the_other_language(pages: Mapping[str, Rendered]) -> None:
    """The language switch stays on the page."""
    for lang, other in (("de", "en"), ("en", "de")):
        for name, page in of(pages, lang).items():
            if name != "try.html":
                assert f"{'../' * (name.count('/') + 1)}{other}/{name}" in page.links


def test_german_requirements_do_not_say_soll() -> None:
    """MUSS, SOLLTE and KANN carry the norm; "soll" could be either of the first two."""
    told = [
        text
        for one in load_contract().requirements.values()
        for text in (one.sentence["de"], one.mend["de"], (one.not_tested or {}).get("de", ""))
    ]
    assert [text for text in told if SOLL.search(text)] == []


def test_german_pages_about_requirements_do_not_say_soll(pages: Mapping[str, Rendered]) -> None:
    """Nor does anything that the site puts around them."""
    about = {name: page for name, page in of(pages, "de").items() if name.startswith("requirements")}
    assert [name for name, page in about.items() if SOLL.search(page.text)] == []


def test_every_word_of_the_site_is_there_in_both_languages() -> None:
    """No word is forgotten; only a few need nothing in English."""
    words = yaml.safe_load(WORDS.read_text("utf-8"))
    assert [key for key, texts in words.items() if set(texts) != {"de", "en"} or not texts["de"]] == []
    assert [key for key, texts in words.items() if not texts["en"]] == ["english-only", "defects-note"]


def test_every_flag_is_explained_in_german() -> None:
    """Of each subcommand and flag the site says in German what the program says in English."""
    said = {text for one in commands() for text in (one.says, *(action.help for action in one.arguments))}
    lacking = sorted(text for text in said if text and text not in german())
    assert lacking == [], "these lack their German in tooling/docs/command_line.de.yaml"
    assert [text for text in german().values() if SOLL.search(text)] == []


def test_no_person_is_named(pages: Mapping[str, Rendered]) -> None:
    """Judged as the suite judges texts of publishers; what is only likely must stand in the list below."""
    found = {
        (name, trace.found) for name, page in pages.items() for trace in persons(page.text) if trace.certain
    }
    assert found == set()


def test_what_is_there_in_english_alone_says_so(site: Path, pages: Mapping[str, Rendered]) -> None:
    """A German page with English text marks the language of the text, and tells the reader; there are some
    for people who write code alone."""
    text = (site / "de" / "decisions" / "README.html").read_text("utf-8")
    assert '<div lang="en">' in text
    assert "Diesen Text gibt es nur auf Englisch." in read(site / "de" / "decisions" / "README.html").text
    for name, page in of(pages, "de").items():
        whose = name.split("/")[0]
        assert ("Diesen Text gibt es nur auf Englisch." in page.text) <= (whose in FOR_DEVELOPERS), name


def test_the_sentences_of_defects_are_introduced_in_german(pages: Mapping[str, Rendered]) -> None:
    """They stay English, as the program prints them, and a German reader is told so."""
    assert "technische Kurzbeschreibung, englisch" in pages["de/requirements/paging.html"].text
