"""What the tests of the web page share: the page in front of a reference server, and a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser import chromium
from tests.examples.web_page import site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from tests.examples.web_page import Site


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
