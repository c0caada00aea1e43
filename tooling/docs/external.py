"""Links that leave the site: all of them in docs/links.yaml, with the day on which they were last seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from tooling.docs.markup import code, inline, link, raw, table
from tooling.docs.page import Page, href
from tooling.docs.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tooling.docs.edition import Edition
    from tooling.docs.rendered import Rendered

LINKS = ROOT / "docs" / "links.yaml"
HEAD = """# Every address outside this site that its pages link to.
# Written by `python -m tooling.docs --links`, which keeps the days.
# seen: the day on which a stored copy was last read and found to say what our page says; null where none was
# found (no live page was asked).
# instead: what was read in its place, a copy of the same text or of a page beside it.
"""
RESERVED = ("example", "localhost", "invalid", "test")
NAME = "external-links"


def known() -> list[dict[str, Any]]:
    """In the order of the file: {url, seen, pages}, and `instead` where something else was read."""
    found: list[dict[str, Any]] = yaml.safe_load(LINKS.read_text("utf-8")) if LINKS.is_file() else []
    return found


def is_external(url: str) -> bool:
    """Hosts of examples (RFC 2606) and this machine are no links that could die."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and not host.endswith(RESERVED) and not host.startswith("127.")


def used(site: Mapping[str, Rendered]) -> dict[str, set[str]]:
    """Address → the pages, without language, that link to it."""
    found: dict[str, set[str]] = {}
    for address, page in site.items():
        name = address.partition("/")[2].removesuffix(".html")
        for url in page.links:
            if name not in ("", NAME) and is_external(url):
                found.setdefault(url, set()).add(name)
    return found


def write(used: Mapping[str, Iterable[str]]) -> int:
    """`used`: address → pages that link to it. Says how many there are."""
    held = {entry["url"]: entry for entry in known()}
    entries = [
        {"url": url, "seen": None} | held.get(url, {}) | {"pages": sorted(used[url])} for url in sorted(used)
    ]
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=200)
    LINKS.write_text(HEAD + text, "utf-8")
    return len(entries)


def external_links_page(edition: Edition) -> Page:
    rows = [
        (
            link(entry["url"], inline(entry["url"].partition("://")[2])),
            _seen(edition, entry),
            ", ".join(link(href(NAME, page), page) for page in entry["pages"]),
        )
        for entry in known()
    ]
    heads = (edition["address"], edition["last-seen"], edition["used-in"])
    title = edition["external-links"]
    return Page(NAME, f"# {title}\n\n{edition['external-intro']}\n{raw(table(heads, rows, title))}")


def _seen(edition: Edition, entry: Mapping[str, Any]) -> str:
    if entry["seen"]:
        return str(entry["seen"])
    instead = entry.get("instead", "").partition("://")[2]
    read = f"; {edition['read-instead']}: {code(instead)}" if instead else ""
    return edition["not-seen"] + read
