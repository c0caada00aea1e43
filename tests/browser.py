"""Debian's Chromium for tests: driven by Playwright, watched for requests elsewhere, searched by axe-core.

needs_chromium                   # mark of a module or test: skips where none is installed, and says so

@pytest.fixture(scope="module")  # not longer: while it is open, asyncio runs nothing else here
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running

with opened(browser, width=390, color_scheme="dark") as view:
    view.page.goto(...)
    assert serious(view.page) == []
    assert view.elsewhere == [] and view.faults == []
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Request, Response

CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
PHONE, DESKTOP = 390, 1280
MILLISECONDS = 60_000
"""How long a page is waited for: long, since a machine may be busy; what is right comes sooner."""
SERIOUS = ("serious", "critical")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs the Debian package chromium")


@dataclass  # without slots: Playwright notes on the object whom it calls
class View:
    """A page, what it asked of hosts other than this machine, and what it complained of."""

    page: Page
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in ("127.0.0.1", "localhost"):
            self.elsewhere.append(request.url)

    def note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(message.text)

    def note_error(self, error: Exception) -> None:
        self.faults.append(str(error))


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, width: int = DESKTOP, height: int = 900, **context: Any) -> Iterator[View]:
    """A fresh profile; `context` are Playwright's (`color_scheme`, `locale`, `java_script_enabled` …)."""
    profile = browser.new_context(viewport={"width": width, "height": height}, **context)
    profile.set_default_timeout(MILLISECONDS)
    view = View(profile.new_page())
    view.page.on("request", view.note_request)
    view.page.on("response", view.note_response)
    view.page.on("console", view.note_console)
    view.page.on("pageerror", view.note_error)
    try:
        yield view
    finally:
        profile.close()


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical: rule, help, and the first elements."""
    script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(script)  # not as a <script>: a Content-Security-Policy would refuse it
    found: dict[str, Any] = page.evaluate(
        "options => axe.run(document, options)",
        {"runOnly": list(RULES), "resultTypes": ["violations"], "preload": False},  # load no styles anew
    )
    return [_told(one) for one in found["violations"] if one["impact"] in SERIOUS]


def _told(violation: dict[str, Any]) -> str:
    nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:4])
    return f"{violation['id']} ({len(violation['nodes'])}): {violation['help']}: {nodes}"


def too_wide(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(0, width)
