"""Links of the site: within it they are all alive, outside it they all stand in one file."""

from __future__ import annotations

import datetime
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from tooling.docs import external

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tooling.docs.rendered import Rendered

pytestmark = pytest.mark.xdist_group("site")


def target(page: str, address: str) -> tuple[str, str]:
    """The file in the site that an address on a page means, and the anchor on it."""
    parts = urlsplit(address)
    path = (
        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        if parts.path
        else page
    )
    if parts.path.endswith("/"):
        path = posixpath.join(path, "index.html")
    return path, unquote(parts.fragment)


def dead(page: str, address: str, pages: Mapping[str, Rendered], site: Path) -> bool:
    path, anchor = target(page, address)
    if path not in pages:
        return not (site / path).is_file() or bool(anchor)
    scripted = path.endswith("/try.html") and anchor.startswith("/")
    return bool(anchor) and not scripted and anchor not in pages[path].anchors


def test_every_link_within_the_site_leads_to_a_page_and_an_anchor(
    pages: Mapping[str, Rendered], site: Path
) -> None:
    """Files and anchors exist, in both languages."""
    found = [
        f"{name}: {address}"
        for name, page in pages.items()
        for address in page.links
        if not urlsplit(address).scheme and dead(name, address, pages, site)
    ]
    assert found == []


def test_everything_that_a_page_loads_lies_in_the_site(pages: Mapping[str, Rendered], site: Path) -> None:
    """No script, style, font or picture comes from elsewhere."""
    found = [
        f"{name}: {address}"
        for name, page in pages.items()
        for address in page.loaded
        if not address.startswith("data:")
        and (urlsplit(address).netloc or not (site / target(name, address)[0]).is_file())
    ]
    assert found == []


def test_no_anchor_stands_twice_on_a_page(pages: Mapping[str, Rendered]) -> None:
    """A deep link means one place."""
    assert {name: page.doubled for name, page in pages.items() if page.doubled} == {}


def test_external_links_stand_in_one_file(pages: Mapping[str, Rendered]) -> None:
    """`docs/links.yaml` names each and where it is used; `python -m tooling.docs --links` writes it."""
    used = {url: sorted(names) for url, names in external.used(pages).items()}
    assert {entry["url"]: entry["pages"] for entry in external.known()} == used


def test_external_links_are_well_formed() -> None:
    """A web address with a host of the public internet, and a day that is no later than today."""
    for entry in external.known():
        parts = urlsplit(entry["url"])
        assert parts.scheme in ("http", "https")
        assert "." in (parts.hostname or "")
        assert " " not in entry["url"]
        assert entry["seen"] is None or isinstance(entry["seen"], datetime.date)
        assert entry["seen"] is None or "instead" not in entry


def test_links_go_to_the_web_alone(pages: Mapping[str, Rendered]) -> None:
    """No mailboxes, no scripts as links."""
    schemes = {urlsplit(address).scheme for page in pages.values() for address in page.links}
    assert schemes <= {"", "http", "https"}
