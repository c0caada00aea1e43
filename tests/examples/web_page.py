"""The web page of the examples, served as its README says, in front of a reference server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from tests.browser import needs_chromium, opened
from tests.examples.bridging import ask, printing_its_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Route
    from tests.browser import View

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "web"
LANGUAGES = ("de", "en", "ar", "uk")
KINDS = ("jobs", "courses", "course-sessions", "offices")
IN_CHROMIUM = [needs_chromium, pytest.mark.xdist_group("browser-web")]
DONE = "#found, #wrong, [aria-invalid]"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the page is, and which interface it asks."""

    page: str
    api: str
    files: Path

    def at(self, **wishes: str) -> str:
        return f"{self.page}?{urlencode(wishes)}"

    def answer(self, path: str) -> Any:
        return ask(self.api + path).json()


@contextmanager
def site(folder: Path, *arguments: str) -> Iterator[Site]:
    """With a reference server of its own, started with these arguments."""
    command = [sys.executable, "-m", "wegweiser_contract.command", "serve", "--port", "0", "--quiet"]
    with printing_its_address([*command, *arguments], folder / "log") as api, page_for(api, folder) as page:
        yield Site(page, api, folder / "web")


@contextmanager
def page_for(api: str, folder: Path) -> Iterator[str]:
    copy = shutil.copytree(FOLDER, folder / "web", dirs_exist_ok=True)
    index = copy / "index.html"
    index.write_text(
        index.read_text("utf-8").replace("http://127.0.0.1:8080", api.removesuffix("/v1")), "utf-8"
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "http.server",
        str(port),
        "--bind",
        "127.0.0.1",
        "--directory",
        str(copy),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def _wait(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("http.server does not start")


@contextmanager
def searched(browser: Browser, at: Site, lang: str, what: str, place: str, **view: Any) -> Iterator[View]:
    """The page, after a search that its address asked for."""
    with opened(browser, **view) as seen:
        seen.page.goto(at.at(lang=lang, what=what, place=place))
        seen.page.wait_for_selector(DONE)
        yield seen


def altered(seen: View, pattern: str, change: Any) -> None:
    """What the page gets from addresses that match, with the JSON changed by `change`."""

    def answer(route: Route) -> None:
        reply = route.fetch()
        body = reply.json()
        change(body)
        route.fulfill(response=reply, json=body)

    seen.page.route(pattern, answer)


def focused(seen: View) -> str:
    """The id or the text of what has the focus."""
    script = "document.querySelector('wegweiser-search').shadowRoot.activeElement"
    found: str = seen.page.evaluate(f"(at => at ? at.id || at.textContent : '')({script})")
    return found
