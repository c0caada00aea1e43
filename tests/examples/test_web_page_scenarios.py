"""The web page with servers as the world has them: slow, failing, busy, closed, changing, partial."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser import PHONE, opened, serious
from tests.examples.bridging import bridge, reference
from tests.examples.web_page import IN_CHROMIUM, Site, altered, focused, page_for, searched, site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Request, Route
    from tests.browser import View

pytestmark = IN_CHROMIUM
LISTS = "**/v1/jobs?**"
BUSY = {
    "type": "https://wegweiser.example/problems/unavailable",
    "title": "Pause",
    "detail": "Pause",
    "code": "unavailable",
}


@contextmanager
def ready(browser: Browser, at: Site, lang: str = "en", **view: Any) -> Iterator[View]:
    """The page, before anything is searched."""
    with opened(browser, **view) as seen:
        seen.page.goto(at.at(lang=lang))
        seen.page.wait_for_selector("#place")
        seen.page.fill("#place", "10117")
        yield seen


def note(seen: View, jot: Callable[[str], None]) -> None:
    """Each search for jobs, as it is asked."""

    def noted(request: Request) -> None:
        if "jobs?" in request.url:
            jot(request.url)

    seen.page.on("request", noted)


def search(seen: View) -> None:
    seen.page.locator("[type=submit]").click()


def refuse(status: int, seconds: int) -> Any:
    body = BUSY | {"status": status, "retryAfterSeconds": seconds}
    headers = {"Access-Control-Allow-Origin": "*", "Retry-After": str(seconds)}
    return lambda route: route.fulfill(
        status=status, json=body, headers=headers, content_type="application/problem+json"
    )


def test_a_slow_server_is_waited_for(browser: Browser, tmp_path: Path) -> None:
    """Something is seen and said at once."""
    with site(tmp_path, "--scenario", "slow") as slow, ready(browser, slow) as seen:
        search(seen)
        assert seen.page.get_by_role("status").text_content() == "Searching …"
        assert seen.page.locator(".ghost").count() == 3
        assert serious(seen.page) == []
        seen.page.wait_for_selector("#found")
        assert seen.page.locator(".ghost").count() == 0


def test_who_waits_longer_than_usual_is_told_and_in_the_end_let_go(browser: Browser, at: Site) -> None:
    """After two seconds, and after ten."""
    with ready(browser, at) as seen:
        seen.page.route(LISTS, lambda route: None)
        search(seen)
        seen.page.get_by_role("status").get_by_text("longer than usual").wait_for(state="attached")
        seen.page.get_by_text("The service does not answer.").wait_for()
        assert focused(seen) == "wrong"
        seen.page.unroute(LISTS)
        seen.page.get_by_role("button", name="Try again").click()
        seen.page.wait_for_selector("#found")


def test_a_flaky_server_is_hardly_noticed(browser: Browser, tmp_path: Path) -> None:
    """Of thirty requests nine go wrong; people read on."""
    with site(tmp_path, "--scenario", "flaky") as flaky, ready(browser, flaky, lang="uk") as seen:
        search(seen)
        seen.page.wait_for_selector("#found")
        for pages in range(2, 9):
            seen.page.locator(".foot .button").click()
            seen.page.wait_for_selector(f".cards > li:nth-child({pages * 20})")
        assert seen.page.locator("#wrong").count() == 0


@pytest.mark.parametrize("kind", ["html", "cut", "redirect", "gone"])
def test_what_is_no_answer_is_an_error_with_a_way_on(browser: Browser, at: Site, kind: str) -> None:
    """A page of a gateway, half an answer, another address, none at all."""
    cors = {"Access-Control-Allow-Origin": "*"}
    answers: dict[str, Any] = {
        "html": lambda route: route.fulfill(
            status=200, body="<h1>Login</h1>", content_type="text/html", headers=cors
        ),
        "cut": lambda route: route.fulfill(
            status=200, body='{"items":[', content_type="application/json", headers=cors
        ),
        "redirect": lambda route: route.fulfill(status=302, headers=cors | {"Location": at.api + "/offices"}),
        "gone": lambda route: route.abort("connectionrefused"),
    }
    with ready(browser, at, lang="ar", width=PHONE) as seen:
        seen.page.route(LISTS, answers[kind])
        search(seen)
        seen.page.wait_for_selector("#wrong")
        assert serious(seen.page) == []
        seen.page.unroute(LISTS)
        seen.page.locator(".notice .button").click()
        seen.page.wait_for_selector("#found")


def test_a_busy_server_is_waited_for_with_a_countdown(browser: Browser, tmp_path: Path) -> None:
    """And is not asked before; then it goes on by itself."""
    with (
        site(tmp_path, "--scenario", "rate-limited", "--quota", "3/20") as busy,
        ready(browser, busy) as seen,
    ):
        asked: list[float] = []
        note(seen, lambda url: asked.append(time.monotonic()))
        search(seen)
        seen.page.get_by_text("Very many people are searching").wait_for()
        assert seen.page.inner_text(".left").startswith("Next try in 0:")
        assert seen.page.locator(".notice .button").count() == 0
        seen.page.wait_for_selector("#found")
        assert len(asked) >= 2
        assert asked[1] - asked[0] >= 0.9


def test_maintenance_is_told_with_the_time_of_its_end(browser: Browser, tmp_path: Path) -> None:
    """Before there is a form; who does not want to wait may try."""
    with site(tmp_path, "--scenario", "maintenance") as closed, opened(browser, width=PHONE) as seen:
        seen.page.goto(closed.at(lang="de"))
        seen.page.get_by_text("Der Dienst macht eine Pause").wait_for()
        assert re.fullmatch(r"Nächster Versuch in (2:00|1:\d\d)", seen.page.inner_text(".left"))
        assert focused(seen) == "wrong"
        assert serious(seen.page) == []
        with seen.page.expect_request(closed.api + "/"):
            seen.page.get_by_role("button", name="Erneut versuchen").click()


def test_a_style_sheet_that_comes_late_does_not_cost_the_focus(browser: Browser, tmp_path: Path) -> None:
    """Nor one that does not come at all: what is said is seen, and read aloud first."""
    with site(tmp_path, "--scenario", "maintenance") as closed:
        for style in (late, lambda route: route.abort()):
            with opened(browser) as seen:
                seen.page.route("**/style.css", style)
                seen.page.goto(closed.at(lang="de"))
                seen.page.get_by_text("Der Dienst macht eine Pause").wait_for()
                assert focused(seen) == "wrong"


def late(route: Route) -> None:
    """After the answer of the interface."""
    time.sleep(0.7)
    route.continue_()


def test_after_maintenance_it_goes_on_by_itself(browser: Browser, at: Site) -> None:
    """Also below a list that was there before."""
    with ready(browser, at) as seen:
        seen.page.route(LISTS, refuse(503, 4), times=1)
        search(seen)
        seen.page.get_by_text("The service is taking a break").wait_for()
        seen.page.wait_for_selector("#found")
        seen.page.route(LISTS, refuse(503, 4), times=1)
        seen.page.get_by_role("button", name="Show more").click()
        seen.page.get_by_text("The service is taking a break").wait_for()
        assert seen.page.locator(".card").count() == 20
        seen.page.wait_for_selector(".cards > li:nth-child(40)")


def test_a_server_that_stays_closed_is_not_asked_for_ever(browser: Browser, at: Site) -> None:
    """Four times; then people decide."""
    with ready(browser, at) as seen:
        asked: list[str] = []
        note(seen, lambda url: asked.append(url))
        seen.page.route(LISTS, refuse(503, 1))
        search(seen)
        seen.page.get_by_text("The service is not back yet.").wait_for()
        assert len(asked) == 4


def test_data_that_change_are_shown_once_and_people_are_told(browser: Browser, tmp_path: Path) -> None:
    """Page by page on small pages."""
    with (
        site(tmp_path, "--scenario", "changing", "--scenario", "small-pages") as moving,
        ready(browser, moving) as seen,
    ):
        search(seen)
        seen.page.wait_for_selector("#found")
        for pages in range(2, 14):
            seen.page.get_by_role("button", name="Show more").click()
            seen.page.wait_for_selector(f".cards > li:nth-child({pages * 5 - 4})")
        links = seen.page.eval_on_selector_all(".onward a", "all => all.map(one => one.href)")
        assert len(links) == len(set(links)) >= 56
        seen.page.get_by_text("The offers have just been renewed.").wait_for()
        seen.page.get_by_role("button", name="Search again").click()
        seen.page.get_by_text("5 of ").first.wait_for(state="attached")
        assert seen.page.locator(".card").count() == 5


def test_what_a_publisher_does_not_have_is_not_offered(browser: Browser, tmp_path: Path) -> None:
    """No jobs, so two kinds are left."""
    with site(tmp_path, "--scenario", "partial") as partial, opened(browser) as seen:
        seen.page.goto(partial.at(lang="de", what="jobs"))
        seen.page.wait_for_selector("#place")
        assert seen.page.locator(".kinds label").all_inner_texts() == ["Kurse", "Beratung und Ämter"]
        assert seen.page.locator("#programme").count() == 1


def test_a_publisher_without_places_is_searched_without(browser: Browser, tmp_path: Path) -> None:
    """And one without languages, in German."""
    with (
        site(tmp_path, "--classes", "core,query,offices,live") as small,
        searched_without_place(browser, small) as seen,
    ):
        assert seen.page.locator("#place").count() == 0
        assert seen.page.inner_text("#found") == "200 results"
        assert seen.faults == []


@contextmanager
def searched_without_place(browser: Browser, at: Site) -> Iterator[View]:
    with opened(browser) as seen:
        seen.page.goto(at.at(lang="en"))
        seen.page.locator("[type=submit]").click()
        seen.page.wait_for_selector("#found")
        yield seen


def test_a_publisher_that_needs_a_key_says_so(browser: Browser, at: Site) -> None:
    """A browser cannot hold one."""
    with opened(browser) as seen:
        altered(seen, at.api + "/", lambda body: body.update(access={"schemes": ["api-key"]}))
        seen.page.goto(at.at(lang="en"))
        seen.page.get_by_text("This service cannot be asked directly from here.").wait_for()


def test_behind_the_bridge_it_needs_no_key(browser: Browser, tmp_path: Path) -> None:
    """The two examples together: a publisher with keys, a bridge that holds one, a page that knows none."""
    with (
        reference(tmp_path) as closed,
        bridge(closed, tmp_path / "log") as open_to_all,
        page_for(open_to_all, tmp_path) as page,
        searched(browser, Site(page, open_to_all, tmp_path), "uk", "offices", "10117") as seen,
    ):
        assert seen.page.locator(".cards > li").count() == 20
        assert (seen.faults, seen.elsewhere) == ([], [])


def test_a_new_question_ends_the_one_before(browser: Browser, at: Site) -> None:
    """Its answer, if it came late, would show the wrong list."""
    with ready(browser, at) as seen:
        held: list[Route] = []
        ended: list[str] = []
        seen.page.on("requestfailed", lambda request: ended.append(request.url))
        seen.page.route("**/v1/jobs?postcode=10117**", lambda route: held.append(route))
        search(seen)
        seen.page.wait_for_selector(".ghost")
        seen.page.fill("#place", "86150")
        search(seen)
        seen.page.get_by_role("heading", name="86150 Augsburg").wait_for()
        assert [url for url in ended if "postcode=10117" in url]
        assert len(held) == 1


def test_a_list_that_ends_early_says_so(browser: Browser, at: Site) -> None:
    """`page.end` and totals that are at least so many."""

    def ended(body: Any) -> None:
        body["page"].pop("next", None)
        body["page"].update(end="limit", total=1000, totalRelation="at-least")

    with ready(browser, at) as seen:
        altered(seen, LISTS, ended)
        search(seen)
        seen.page.get_by_role("heading", name="More than 1,000 results within 25 km").wait_for()
        assert seen.page.inner_text(".foot .hint").startswith("The list ends here.")
        assert seen.page.get_by_role("button", name="Show more").count() == 0


def test_a_cursor_that_is_too_old_leads_to_a_new_search(browser: Browser, at: Site) -> None:
    """An hour later."""
    with searched(browser, at, "en", "jobs", "10117") as seen:
        error = {"parameter": "cursor", "code": "invalid-cursor", "detail": "The cursor is too old."}
        body = BUSY | {"status": 400, "code": "invalid-cursor", "errors": [error]}
        cors = {"Access-Control-Allow-Origin": "*"}
        seen.page.route(
            "**/v1/jobs?*cursor*", lambda route: route.fulfill(status=400, json=body, headers=cors)
        )
        seen.page.get_by_role("button", name="Show more").click()
        seen.page.get_by_role("button", name="Search again").click()
        seen.page.wait_for_selector("#found")


def test_a_refusal_is_shown_in_the_servers_words(browser: Browser, at: Site) -> None:
    """Every fault, marked with its language."""
    with ready(browser, at, lang="uk") as seen:
        error = {
            "parameter": "offerType",
            "code": "invalid-parameter",
            "detail": "offerType kennt das nicht.",
        }
        body = BUSY | {"status": 400, "code": "invalid-parameter", "errors": [error]}
        cors = {"Access-Control-Allow-Origin": "*", "Content-Language": "de"}
        seen.page.route(LISTS, lambda route: route.fulfill(status=400, json=body, headers=cors))
        search(seen)
        seen.page.locator(".notice [lang=de]", has_text="offerType kennt das nicht.").wait_for()
