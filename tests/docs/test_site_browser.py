"""The site in Chromium: asks nobody else, can be read by everybody, fits every screen, needs no script."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from tests.browser import DESKTOP, PHONE, chromium, needs_chromium, opened, serious, too_wide

from wegweiser_server.documentation.site import policy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.xdist_group("site"), needs_chromium]

MAIN = (
    *("index", "classes", "requirements/paging", "reference", "operations/listJobs", "schemas/Job"),
    *("for-publishers", "guides/publish-files", "search"),
)
LONG = (
    *("why", "legal", "classes/bamf-as-files", "data-protection", "mappings", "versions", "requirements"),
    *("kill-matrix", "code-lists", "code-lists/course-kinds", "command-line", "for-consumers"),
    *("for-reviewers", "for-operators", "decisions/README"),
)
"""Seen in fewer looks: axe-core takes seconds for each."""
LOOKS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site as the reference server does, with its Content-Security-Policy on every page."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        file = self.translate_path(self.path)
        if file.endswith(".html"):
            with open(file, encoding="utf-8") as page:
                self.send_header("Content-Security-Policy", policy(page.read()))
        super().end_headers()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everybody_can_read_it(browser: Browser, address: str, lang: str, width: int, scheme: str) -> None:
    """axe-core finds nothing serious or critical, nothing is wider than the screen, no other host is asked,
    and the Content-Security-Policy refuses nothing."""
    assert look(browser, f"{address}/{lang}", MAIN, width, scheme) == {}


@pytest.mark.parametrize(("lang", "width", "scheme"), [("de", DESKTOP, "light"), ("en", PHONE, "dark")])
def test_long_pages_can_be_read_as_well(
    browser: Browser, address: str, lang: str, width: int, scheme: str
) -> None:
    """The same of the pages with the longest tables."""
    assert look(browser, f"{address}/{lang}", LONG, width, scheme) == {}


def look(browser: Browser, base: str, names: Sequence[str], width: int, scheme: str) -> dict[str, object]:
    """What is wrong, by page."""
    found: dict[str, object] = {}
    with opened(browser, width=width, color_scheme=scheme) as view:
        for name in names:
            view.page.goto(f"{base}/{name}.html")
            found[name] = serious(view.page)
            found[f"{name} is too wide"] = too_wide(view.page)
        found |= {"asked elsewhere": view.elsewhere, "console": view.faults}
    return {what: wrong for what, wrong in found.items() if wrong}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_without_scripts_everything_is_there(browser: Browser, address: str, lang: str) -> None:
    """Text, navigation and the language switch can be seen and used with JavaScript off."""
    with opened(browser, java_script_enabled=False) as view:
        view.page.goto(f"{address}/{lang}/index.html")
        view.page.locator("ul.doors a").first.click()
        assert view.page.url.endswith(f"/{lang}/for-publishers.html")
        assert view.page.locator("article h1").is_visible()
        view.page.goto(f"{address}/{lang}/requirements/paging.html#total-matches")
        assert view.page.locator("#total-matches h2").is_visible()
        view.page.locator("a.language-switch").first.click()
        other = "en" if lang == "de" else "de"
        assert f"/{other}/requirements/paging.html" in view.page.url


def test_the_front_door_chooses_the_language(browser: Browser, address: str) -> None:
    """German for a German browser, English for all others; without scripts both are linked."""
    for locale, lang in (("de-AT", "de"), ("en-GB", "en"), ("uk-UA", "en")):
        with opened(browser, locale=locale) as view:
            view.page.goto(f"{address}/")
            view.page.wait_for_url(f"**/{lang}/index.html")
    with opened(browser, java_script_enabled=False) as view:
        view.page.goto(f"{address}/")
        assert view.page.locator("main a").count() == 2


def test_a_link_of_a_report_leads_to_its_requirement(browser: Browser, address: str) -> None:
    """The address without language keeps its anchor on the way."""
    with opened(browser, locale="de-DE") as view:
        view.page.goto(f"{address}/requirements/paging/#total-matches")
        view.page.wait_for_url("**/de/requirements/paging.html#total-matches")
        assert view.page.locator("#total-matches").is_visible()
        view.page.goto(f"{address}/problems/gone/")
        view.page.wait_for_url("**/de/code-lists/problem-codes.html#gone")
    with opened(browser, java_script_enabled=False) as view:
        view.page.goto(f"{address}/requirements/paging/#total-matches")
        assert view.page.locator("#total-matches").is_visible()


@pytest.mark.parametrize(
    ("lang", "words", "wanted"),
    [
        ("de", "Beratungsstelle", "offices"),
        ("de", "Kurstermins", "Kurstermin"),
        ("en", "cursor", "cursor"),
    ],
)
def test_search_finds_without_asking_anybody(
    browser: Browser, address: str, lang: str, words: str, wanted: str
) -> None:
    """Sphinx's own search, with German word forms in German."""
    with opened(browser) as view:
        view.page.goto(f"{address}/{lang}/search.html?q={words}")
        view.page.wait_for_selector("#search-results li a")
        found = view.page.locator("#search-results li").all_inner_texts()
        links = view.page.eval_on_selector_all("#search-results li a", "all => all.map(one => one.href)")
        assert any(wanted in text for text in (*found, *links))
        assert view.elsewhere == []
        assert view.faults == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_narrow_table_shows_rows_as_blocks(browser: Browser, address: str, lang: str) -> None:
    """On a phone each cell says its column."""
    said = {}
    for width in (PHONE, DESKTOP):
        with opened(browser, width=width) as view:
            view.page.goto(f"{address}/{lang}/requirements.html")
            cell = view.page.locator("table.rows td").first
            said[width] = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert said[DESKTOP] == "none"
    assert len(said[PHONE]) > 4


def test_print_shows_the_text_alone(browser: Browser, address: str) -> None:
    """The statement goes into a file: no navigation on paper, the lines to sign are there."""
    with opened(browser) as view:
        view.page.goto(f"{address}/de/data-protection.html")
        view.page.emulate_media(media="print")
        assert not view.page.locator(".bd-header").is_visible()
        assert not view.page.locator(".bd-sidebar-primary").is_visible()
        assert view.page.locator(".sign-line").last.is_visible()


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The reference server as a process."""
    command = [sys.executable, "-m", "wegweiser_contract.command", "serve", "--port", "0", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield re.sub(r"/v1$", "", process.stdout.readline().strip())
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_reference_server_serves_it_and_lets_one_try(browser: Browser, served: str, lang: str) -> None:
    """`wegweiser serve`: `/docs` answers, Swagger UI shows the contract as served and asks nobody else."""
    with opened(browser) as view:
        view.page.goto(f"{served}/docs/{lang}/try.html")
        view.page.wait_for_selector(".opblock-summary-path")
        title = "Stellenangebote auflisten" if lang == "de" else "List job offers"
        assert view.page.get_by_text(title, exact=True).first.is_visible()
        assert view.elsewhere == []
        assert view.faults == []
        reply = view.page.goto(f"{served}/docs")
        assert reply is not None
        assert reply.ok


@pytest.mark.parametrize(("lang", "width"), [("de", DESKTOP), ("en", PHONE)])
def test_everybody_can_try_it(browser: Browser, served: str, lang: str, width: int) -> None:
    """axe-core finds nothing serious while an operation is opened, tried with empty fields, and keys are
    asked for; the first try finds records."""
    with opened(browser, width=width) as view:
        view.page.goto(f"{served}/docs/{lang}/try.html#/jobs/listJobs")
        view.page.locator(".try-out__btn").first.click()
        found = {"opened": serious(view.page)}
        view.page.locator(".execute").first.click()
        view.page.locator(".live-responses-table").first.wait_for()
        found |= {"tried": serious(view.page)}
        assert view.page.locator(".live-responses-table .response-col_status").nth(1).inner_text() == "200"
        view.page.locator(".authorize").first.click()
        view.page.locator(".modal-ux").wait_for()
        assert found | {"asked for a key": serious(view.page)} == {
            name: [] for name in (*found, "asked for a key")
        }
        assert too_wide(view.page) == 0
        assert view.faults == []
