"""The web page keeps nothing, asks nobody else, and nothing that a publisher writes can run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser import PHONE, opened, too_wide
from tests.examples.web_page import FOLDER, IN_CHROMIUM, KINDS, Site, altered, searched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request

pytestmark = IN_CHROMIUM
EVIL = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>"\'&{{7*7}}\u202e'
KEPT = """async () => [
  localStorage.length, sessionStorage.length, document.cookie.length,
  (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
]"""


def poisoned(node: Any) -> Any:
    """Every text that people read, with markup in it."""
    if isinstance(node, list):
        return [poisoned(one) for one in node]
    if not isinstance(node, dict):
        return node
    read = ("value", "label", "name", "town", "street", "telephone", "email")
    return {
        key: EVIL + one if key in read and isinstance(one, str) else poisoned(one)
        for key, one in node.items()
    }


@pytest.mark.parametrize("what", KINDS)
def test_markup_in_texts_stays_text(browser: Browser, at: Site, what: str) -> None:
    """In titles, names, labels, places, code lists and the description."""
    with opened(browser, width=PHONE) as seen:
        altered(seen, at.api + "/**", lambda body: body.update(poisoned(body)))
        seen.page.goto(at.at(lang="uk", what=what, place="10117"))
        seen.page.wait_for_selector("#found")
        shown = seen.page.locator(".card h3").first.inner_text()
        assert '<img src=x onerror="window.ran=1">' in shown
        assert seen.page.evaluate("window.ran") is None
        assert (
            seen.page.locator("img, script", has_text="ran").count() == seen.page.locator("img").count() == 0
        )
        assert too_wide(seen.page) == 0
        assert (seen.faults, seen.elsewhere) == ([], [])


@pytest.mark.parametrize(
    "url",
    [
        "javascript:window.ran=1",
        "http://jobs.agency.example/x",
        "https://evil.example/x",
        "https://jobs.agency.example@evil.example/x",
        "data:text/html,x",
        "//jobs.agency.example",
        "",
    ],
)
def test_links_lead_to_the_agency_or_nowhere(browser: Browser, at: Site, url: str) -> None:
    """To a host that it named, by https."""
    with opened(browser) as seen:
        altered(seen, "**/v1/jobs?**", lambda body: [one.update(detailUrl=url) for one in body["items"]])
        seen.page.goto(at.at(lang="de", what="jobs", place="10117"))
        seen.page.wait_for_selector(".cards .card")
        assert seen.page.locator(".onward").count() == 0


def test_every_link_goes_out_without_telling_where_from(browser: Browser, at: Site) -> None:
    """In a new tab that cannot reach back."""
    for what in KINDS:
        with searched(browser, at, "de", what, "10117") as seen:
            rels = seen.page.eval_on_selector_all(
                "a[href^=http]", "all => all.map(one => one.rel + ' ' + one.target + ' ' + one.textContent)"
            )
            assert len(rels) > 20
            assert all(one.startswith("noopener noreferrer _blank ") and "neuen Tab" in one for one in rels)


def test_nothing_is_kept_and_nobody_else_is_asked(browser: Browser, at: Site) -> None:
    """After searches of every kind, more of them, and another language."""
    requests: list[Request] = []
    with opened(browser) as seen:
        seen.page.on("request", lambda request: requests.append(request))
        seen.page.goto(at.at(lang="de"))
        seen.page.wait_for_selector("#place")
        seen.page.fill("#place", "10117")
        for what in ("jobs", "courses", "offices"):
            seen.page.locator(f"[value={what}]").check()
            seen.page.locator(f"[value={what}]:checked").wait_for()
            seen.page.locator("[type=submit]").click()
            seen.page.locator(".foot .button").click()
            seen.page.wait_for_selector(".cards > li:nth-child(21)")
        seen.page.select_option("#language", "ar")
        seen.page.wait_for_selector("[lang=ar] #found")
        assert seen.page.evaluate(KEPT) == [0] * 6
        assert seen.page.context.cookies() == []
        assert "10117" not in seen.page.url
        assert (seen.faults, seen.elsewhere) == ([], [])
    asked = [request for request in requests if request.url.startswith(at.api)]
    assert len(asked) > 8
    for request in asked:
        headers = request.headers
        assert request.method == "GET"
        assert not headers.get("referer")
        assert "cookie" not in headers


def test_the_policy_lets_nothing_else_in(browser: Browser, at: Site) -> None:
    """Neither script nor style nor request, even if somebody got markup into the page."""
    with searched(browser, at, "de", "jobs", "10117") as seen:
        tried = seen.page.evaluate(
            """async () => {
              const script = document.createElement('script');
              try { script.textContent = 'window.ran = 1'; document.body.append(script); } catch {}
              const refused = await fetch('http://localhost:9/').then(() => false, () => true);
              try { document.body.innerHTML = '<b>'; return [refused, 'written', window.ran]; }
              catch (fault) { return [refused, fault.name, window.ran]; }
            }"""
        )
        assert tried == [True, "TypeError", None]


def test_the_sources_use_no_sink_and_no_store() -> None:
    """What the policy would refuse is not even written."""
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage|sessionStorage|indexedDB"
    )
    forbidden += r"|\.cookie|serviceWorker|caches\.|https?://(?!www\.w3\.org/2000/svg)[a-z]"
    for source in FOLDER.rglob("*.js"):
        code = re.sub(r"^\s*//.*$", "", source.read_text("utf-8"), flags=re.M)
        assert re.findall(forbidden, code) == [], source.name


def test_the_styles_know_no_left_and_no_right() -> None:
    """Logical properties mirror themselves."""
    styles = (FOLDER / "wegweiser" / "style.css").read_text("utf-8")
    physical = (
        r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?<![\w-])(?:left|right|width|height)\s*:"
    )
    assert re.findall(physical, re.sub(r"@(media|container)[^{]*", "", styles)) == []


def test_a_position_is_sent_roughly_and_only_if_asked_for(browser: Browser, at: Site) -> None:
    """Two decimals, about a kilometre."""
    where: Any = {"latitude": 52.516312, "longitude": 13.377704}
    with opened(browser, geolocation=where, permissions=["geolocation"]) as seen:
        seen.page.goto(at.at(lang="en", what="jobs"))
        seen.page.get_by_role("button", name="My location").click()
        seen.page.wait_for_function(
            "document.querySelector('wegweiser-search').shadowRoot.querySelector('#place').value !== ''"
        )
        with seen.page.expect_request("**/v1/jobs?**") as asked:
            seen.page.locator("[type=submit]").click()
        assert "lat=52.52&lon=13.38&" in asked.value.url
        seen.page.wait_for_selector("#found")
        assert "13.37" not in str(seen.page.content())


def test_a_position_that_is_refused_is_told_at_the_field(browser: Browser, at: Site) -> None:
    """A postcode does as well."""
    with opened(browser) as seen:
        seen.page.goto(at.at(lang="en", what="jobs"))
        seen.page.get_by_role("button", name="My location").click()
        seen.page.get_by_text("Your location is not available.").wait_for()
