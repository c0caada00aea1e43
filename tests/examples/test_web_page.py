"""The web page finds what there is, in four languages, with or without a mouse."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser import PHONE, opened, serious, too_wide
from tests.docs.guides import run_guide
from tests.examples.web_page import DONE, FOLDER, IN_CHROMIUM, KINDS, LANGUAGES, Site, focused, searched

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from tests.browser import View

pytestmark = IN_CHROMIUM
PLACE = "10117"
NAMES = {"de": "Deutsch", "en": "German", "ar": "الألمانية", "uk": "німецька"}
MACHINE = {"de": "maschinell", "en": "by machine", "ar": "ترجمة آلية", "uk": "машинний"}


def expected(at: Site, lang: str, what: str) -> Any:
    return at.answer(f"/{what}?postcode={PLACE}&radiusKm=25&lang={lang}")


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_is_found_in_each_language(browser: Browser, at: Site, lang: str, what: str) -> None:
    """As many as the interface says, each once, in its order, with its place in words."""
    answer = expected(at, lang, what)
    with searched(browser, at, lang, what, PLACE) as seen:
        found = seen.page.inner_text("#found")
        assert str(answer["page"]["total"]) in found
        assert "10117 Berlin" in found
        links = seen.page.eval_on_selector_all(".onward a", "all => all.map(one => one.href)")
        assert links == [one["detailUrl"] for one in answer["items"]]
        assert seen.page.get_attribute("html", "lang") == lang
        assert seen.page.get_attribute("html", "dir") == ("rtl" if lang == "ar" else "ltr")
        if what != "offices":
            titles_say_their_language(seen, lang, [one["title"] for one in answer["items"]])
        assert (seen.faults, seen.elsewhere) == ([], [])


def titles_say_their_language(seen: View, lang: str, titles: list[Any]) -> None:
    """What fell back to German is marked for the eye and the ear; machine translations are named so."""
    cards = seen.page.locator(".card h3")
    assert cards.count() == len(titles)
    for number, title in enumerate(titles):
        text = cards.nth(number).locator("[lang]").first
        assert (text.inner_text(), text.get_attribute("lang")) == (title["value"], title["lang"])
        mark = cards.nth(number).locator(".mark")
        if title["lang"] != lang:
            assert NAMES[lang] in (mark.text_content() or "")
        elif title["origin"] == "machine":
            assert MACHINE[lang] in (mark.text_content() or "")
        else:
            assert mark.count() == 0


def test_fallbacks_and_machine_translations_were_seen(at: Site) -> None:
    """Else the test above would show nothing."""
    titles = [one["title"] for what in KINDS[:2] for one in expected(at, "uk", what)["items"]]
    assert {(one["lang"], one["origin"]) for one in titles} >= {("de", "source"), ("uk", "machine")}


@pytest.mark.parametrize("lang", ["ar", "uk"])
def test_codes_are_shown_in_the_readers_language(browser: Browser, at: Site, lang: str) -> None:
    """From the code lists, where the publisher's labels are German."""
    labels = {
        entry["code"]: next(one["value"] for one in entry["labels"] if one["lang"] == lang)
        for entry in at.answer("/code-lists/course-kinds")["codes"]
    }
    items = expected(at, lang, "course-sessions")["items"]
    with searched(browser, at, lang, "course-sessions", PLACE) as seen:
        for number, session in enumerate(items):
            label = labels[session["kind"]["code"]]
            assert label in (seen.page.locator(".card").nth(number).text_content() or "")


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_serious_for_axe_and_nothing_too_wide(
    browser: Browser, at: Site, lang: str, what: str
) -> None:
    """On a telephone, light and dark, with results of each kind, opening hours unfolded."""
    # Reduced motion, else the colours are measured half-way from light to dark.
    with searched(browser, at, lang, what, PLACE, width=PHONE, reduced_motion="reduce") as seen:
        if what == "offices":
            seen.page.locator("summary").first.click()
        assert serious(seen.page) == []
        seen.page.emulate_media(color_scheme="dark")
        assert serious(seen.page) == []
        assert too_wide(seen.page) == 0


def test_a_narrow_telephone_is_wide_enough(browser: Browser, at: Site) -> None:
    """320 pixels, as WCAG 1.4.10 asks."""
    with searched(browser, at, "uk", "offices", PLACE, width=320) as seen:
        assert too_wide(seen.page) == 0


def test_arabic_is_laid_out_from_right_to_left(browser: Browser, at: Site) -> None:
    """The mirror image of German."""
    sides = {}
    for lang in ("de", "ar"):
        with searched(browser, at, lang, "jobs", PLACE) as seen:
            first, second = (
                seen.page.locator(".kinds label").nth(number).bounding_box() for number in (0, 1)
            )
            assert first is not None
            assert second is not None
            sides[lang] = first["x"] < second["x"]
    assert sides == {"de": True, "ar": False}


def test_a_search_needs_no_mouse(browser: Browser, at: Site) -> None:
    """Reading goes on at the heading, and after "more" at the first new record."""
    with opened(browser) as seen:
        keys = seen.page.keyboard
        seen.page.goto(at.at(lang="en"))
        seen.page.wait_for_selector("#place")
        keys.press("Tab")
        assert focused(seen) == "language"
        keys.press("Tab")
        keys.press("ArrowRight")
        seen.page.wait_for_selector("#programme")
        keys.press("Tab")
        keys.press("Tab")
        assert focused(seen) == "place"
        keys.type("Berlin")
        keys.press("Enter")
        seen.page.wait_for_selector("#found")
        assert focused(seen) == "found"
        more = seen.page.get_by_role("button", name="Show more")
        more.focus()
        keys.press("Enter")
        seen.page.wait_for_selector(".cards > li:nth-child(21)")
        assert focused(seen) == seen.page.locator(".card h3").nth(20).text_content()
        assert "40" in (seen.page.get_by_role("status").text_content() or "")


def test_one_can_read_to_the_end(browser: Browser, at: Site) -> None:
    """Page after page by `next`."""
    total = at.answer("/offices?postcode=10117&radiusKm=25")["page"]["total"]
    assert total > 20
    with searched(browser, at, "de", "offices", PLACE) as seen:
        more = seen.page.get_by_role("button", name="Mehr zeigen")
        while more.count():
            count = seen.page.locator(".card").count()
            more.click()
            seen.page.wait_for_selector(f".cards > li:nth-child({count + 1})")
        assert seen.page.locator(".card").count() == total
        assert seen.page.inner_text(".foot .hint") == "Das sind alle."


def test_filters_reach_the_interface(browser: Browser, at: Site) -> None:
    """Only those that were chosen."""
    answer = at.answer("/course-sessions?postcode=10117&radiusKm=50&programme=integration&freePlaces=only")
    with searched(browser, at, "de", "course-sessions", PLACE) as seen:
        seen.page.select_option("#programme", "integration")
        seen.page.select_option("#radius", "50")
        seen.page.get_by_label("Nur mit freien Plätzen").check()
        with seen.page.expect_request(lambda request: "course-sessions?" in request.url) as asked:
            seen.page.get_by_role("button", name="Suchen").click()
        assert "childcare" not in asked.value.url
        seen.page.get_by_role("heading", name=f"{answer['page']['total']} Treffer").wait_for()


def test_another_language_keeps_what_was_asked(browser: Browser, at: Site) -> None:
    """And finds the same again, in that language."""
    with searched(browser, at, "de", "jobs", "Köln") as seen:
        seen.page.select_option("#radius", "50")
        seen.page.get_by_label("Sprache").select_option("ar")
        seen.page.wait_for_selector("[lang=ar] #found")
        assert "Köln" in seen.page.inner_text("#found")
        assert (seen.page.input_value("#place"), seen.page.input_value("#radius")) == ("Köln", "50")


@pytest.mark.parametrize("typed", ["koeln", "KÖLN", "Koln", "köl"])
def test_towns_are_found_however_they_are_typed(browser: Browser, at: Site, typed: str) -> None:
    """On a keyboard without umlauts, too."""
    with searched(browser, at, "en", "offices", typed) as seen:
        assert "50668 Köln" in seen.page.inner_text("#found")


def test_an_unknown_postcode_is_told_at_the_field(browser: Browser, at: Site) -> None:
    """The interface says 400; the field says what to do, and has the focus."""
    with searched(browser, at, "de", "jobs", "00000", width=PHONE) as seen:
        assert (
            seen.page.inner_text("#place-wrong")
            == "Diese Postleitzahl gibt es nicht. Prüfen Sie die fünf Ziffern."
        )
        assert focused(seen) == "place"
        assert serious(seen.page) == []
        seen.page.fill("#place", "10117")
        seen.page.get_by_role("button", name="Suchen").click()
        seen.page.wait_for_selector("#found")
        assert seen.page.inner_text("#place-wrong") == ""


def test_an_unknown_town_is_not_even_asked_for(browser: Browser, at: Site) -> None:
    """Nor is nothing at all."""
    with opened(browser) as seen:
        seen.page.goto(at.at(lang="en"))
        seen.page.wait_for_selector("#place")
        asked: list[str] = []
        seen.page.on("request", lambda request: asked.append(request.url))
        for typed, told in (("", "Enter a postcode or a town."), ("Atlantis", "We do not know this town.")):
            seen.page.fill("#place", typed)
            seen.page.get_by_role("button", name="Search").click()
            assert seen.page.inner_text("#place-wrong").startswith(told)
        assert asked == []


def test_nothing_found_leads_on(browser: Browser, at: Site) -> None:
    """To a wider search."""
    with searched(browser, at, "en", "jobs", "Flensburg", width=PHONE) as seen:
        seen.page.select_option("#offerType", "dual-study")
        seen.page.select_option("#workingTime", "mini-job")
        seen.page.get_by_role("button", name="Search", exact=True).click()
        seen.page.get_by_text("Nothing found").wait_for()
        assert serious(seen.page) == []
        seen.page.get_by_role("button", name="Search within 50\u00a0km").click()
        seen.page.get_by_text("within 50 km of 24937 Flensburg").wait_for()


def test_it_can_be_an_element_of_another_page(browser: Browser, at: Site) -> None:
    """With another page's headings and styles, and twice."""
    with opened(browser) as seen:
        element = (
            f'<wegweiser-search headings="2" api="{at.api}" what="jobs" place="10117"></wegweiser-search>'
        )
        style = "<style>* { color: red; display: inline }</style>"
        script = f'<script type="module" src="{at.page}wegweiser/element.js"></script>'
        town = f"<!doctype html>{style}<h1>Town</h1>{element}{element}{script}"
        (at.files / "town.html").write_text(town, "utf-8")
        seen.page.goto(at.page + "town.html")
        seen.page.locator("#found").nth(1).wait_for()
        assert seen.page.locator("h1").count() == 1
        assert seen.page.locator("h2").count() == seen.page.locator("h3#found").count() == 2
        assert (
            seen.page.locator(".button").first.evaluate("one => getComputedStyle(one).color")
            != "rgb(255, 0, 0)"
        )


def test_it_can_be_framed(browser: Browser, at: Site) -> None:
    """As the README shows."""
    with opened(browser) as seen:
        frame = f'<iframe src="{at.at(lang="uk", what="offices", place="10117")}"></iframe>'
        (at.files / "town.html").write_text(frame, "utf-8")
        seen.page.goto(at.page + "town.html")
        seen.page.frame_locator("iframe").locator("#found").wait_for()


def test_it_is_of_use_in_print_and_without_motion(browser: Browser, at: Site) -> None:
    """The form is not printed; grey cards stand still for those who ask for that."""
    with searched(browser, at, "de", "offices", PLACE, reduced_motion="reduce") as seen:
        seen.page.emulate_media(media="print")
        assert not seen.page.locator("form").is_visible()
        assert seen.page.locator(".card").first.is_visible()


def test_every_language_says_everything() -> None:
    """The same words in each of the four files."""
    keys = {
        lang: [
            line.split(":")[0].strip()
            for line in (FOLDER / "wegweiser" / "texts" / f"{lang}.js").read_text("utf-8").splitlines()
            if line.startswith("  ")
        ]
        for lang in LANGUAGES
    }
    assert all(one == keys["de"] for one in keys.values())


def test_the_readme_names_every_file_and_its_command_works(tmp_path: Path) -> None:
    """The address of the interface is set in both places."""
    copy = shutil.copytree(FOLDER, tmp_path / "web")
    shown = run_guide(FOLDER / "README.md", copy)
    assert all(block.shows in output for block, output in shown)
    index = (copy / "index.html").read_text("utf-8")
    assert "127.0.0.1:8080" not in index
    readme = (FOLDER / "README.md").read_text("utf-8")
    files = [one for one in FOLDER.rglob("*") if one.is_file() and one.parent.name not in ("texts", "cards")]
    assert [one.name for one in files if one.name not in readme and one.name != "README.md"] == []


def test_the_first_view_asks_for_little(browser: Browser, at: Site) -> None:
    """The description, and the lists of the filters that are shown."""
    asked: list[str] = []
    with opened(browser) as seen:
        seen.page.on("request", lambda request: asked.append(request.url))
        seen.page.goto(at.at(lang="de"))
        seen.page.wait_for_selector("#place")
        assert seen.page.locator(DONE).count() == 0
    assert sorted(url.removeprefix(at.api) for url in asked if url.startswith(at.api)) == [
        "/",
        "/code-lists/offer-types",
        "/code-lists/working-times",
    ]
