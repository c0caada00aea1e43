"""Courses in the web page: each once, its dates inside; sessions by themselves where there is no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.browser import PHONE, opened, serious, too_wide
from tests.examples.web_page import IN_CHROMIUM, LANGUAGES, Site, searched, site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Request, Route
    from tests.browser import View

pytestmark = IN_CHROMIUM
PLACE = "10117"
SEARCH = f"postcode={PLACE}&radiusKm=25"
WITHOUT_COURSES = "core,query,jobs,course-sessions,offices,place-search,text-search,languages,live,changes"


def first_course(at: Site, lang: str = "de") -> Any:
    return at.answer(f"/courses?{SEARCH}&lang={lang}")["items"][0]


def sessions_of(at: Site, course: Any, lang: str = "de") -> Any:
    return at.answer(f"/course-sessions?{SEARCH}&lang={lang}&courseId={course['id']}&sort=date")["items"]


def unfold(seen: View) -> None:
    seen.page.locator(".card summary").first.click()
    seen.page.locator(".card").first.locator(".dates > li").first.wait_for()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_course_unfolds_to_the_dates_that_meet_the_search(browser: Browser, at: Site, lang: str) -> None:
    """On a telephone, each with its link to the agency; nothing serious for axe, light and dark."""
    course = first_course(at, lang)
    with searched(browser, at, lang, "courses", PLACE, width=PHONE, reduced_motion="reduce") as seen:
        card = seen.page.locator(".card").first
        assert f"{course['sessionCount']}" in card.locator(".facts").first.inner_text()
        unfold(seen)
        links = card.locator(".dates .onward a").evaluate_all("all => all.map(one => one.href)")
        assert links == [one["detailUrl"] for one in sessions_of(at, course, lang)]
        assert serious(seen.page) == []
        seen.page.emulate_media(color_scheme="dark")
        assert serious(seen.page) == []
        assert too_wide(seen.page) == 0
        assert (seen.faults, seen.elsewhere) == ([], [])


def test_dates_are_asked_for_when_they_are_unfolded_and_with_the_filters(browser: Browser, at: Site) -> None:
    """Not before, once only, and with the place and what was ticked."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/course-sessions?" in request.url:
            asked.append(request.url)

    with searched(browser, at, "de", "courses", PLACE) as seen:
        seen.page.on("request", note)
        seen.page.get_by_label("Nur mit freien Plätzen").check()
        seen.page.get_by_role("button", name="Suchen").click()
        seen.page.locator("#found").wait_for()
        assert asked == []
        unfold(seen)
        seen.page.locator(".card summary").first.click()
        seen.page.locator(".card summary").first.click()
    assert len(asked) == 1
    sent = parse_qs(urlsplit(asked[0]).query)
    assert (sent["freePlaces"], sent["postcode"], sent["radiusKm"]) == (["only"], [PLACE], ["25"])


def test_dates_unfold_without_a_mouse(browser: Browser, at: Site) -> None:
    """One step on from the heading of the results are the first course's dates; the enter key opens them."""
    with searched(browser, at, "en", "courses", PLACE) as seen:
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        seen.page.locator(".dates > li").first.wait_for()
        seen.page.keyboard.press("Tab")
        inside = (
            "document.querySelector('wegweiser-search').shadowRoot.activeElement.closest('.dates') !== null"
        )
        assert seen.page.evaluate(inside)


def test_dates_that_do_not_come_can_be_asked_for_again(browser: Browser, at: Site) -> None:
    """The course stays; below it stands what went wrong, and a button."""
    broken = [True]

    def answer(route: Route) -> None:
        if broken[0]:
            route.abort()
        else:
            route.continue_()

    with searched(browser, at, "en", "courses", PLACE) as seen:
        seen.page.route("**/course-sessions?**", answer)
        seen.page.locator(".card summary").first.click()
        again = seen.page.locator(".card").first.get_by_role("button", name="Try again")
        again.wait_for()
        assert serious(seen.page) == []
        broken[0] = False
        again.click()
        seen.page.locator(".dates > li").first.wait_for()
        assert again.count() == 0


def test_a_publisher_of_sessions_alone_is_searched_as_well(browser: Browser, tmp_path: Path) -> None:
    """There the same word stands for sessions, each with its date and free places."""
    with site(tmp_path, "--classes", WITHOUT_COURSES) as at, opened(browser) as seen:
        seen.page.goto(at.at(lang="de", what="courses", place=PLACE))
        kinds = seen.page.locator("[name=what]")
        kinds.first.wait_for()
        values = kinds.evaluate_all("all => all.map(one => one.value)")
        assert values == ["jobs", "course-sessions", "offices"]
        seen.page.goto(at.at(lang="de", what="course-sessions", place=PLACE))
        seen.page.locator("#found").wait_for()
        assert seen.page.locator(".card .pill").count() > 0


def test_who_embeds_the_page_may_ask_for_sessions(browser: Browser, at: Site) -> None:
    """`what=course-sessions` shows each session by itself, and courses are then no choice."""
    with searched(browser, at, "de", "course-sessions", PLACE) as seen:
        values = seen.page.locator("[name=what]").evaluate_all("all => all.map(one => one.value)")
        assert values == ["jobs", "course-sessions", "offices"]
    with opened(browser) as seen:
        seen.page.goto(at.at(lang="de"))
        seen.page.locator("[name=what]").first.wait_for()
        values = seen.page.locator("[name=what]").evaluate_all("all => all.map(one => one.value)")
        assert values == ["jobs", "courses", "offices"]
