"""Addresses that others hold on to: those in reports and in problem documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from wegweiser_conformance.links import DOCUMENTATION, requirement_address
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tooling.docs.rendered import Rendered

pytestmark = pytest.mark.xdist_group("site")


def test_every_requirement_stands_where_reports_say(pages: Mapping[str, Rendered]) -> None:
    """`/requirements/<group>/#<name>`: a page with the sentence in both languages that leads to either."""
    for requirement in load_contract().requirements.values():
        parts = urlsplit(requirement_address(requirement.id))
        page = pages[f"{parts.path.lstrip('/')}index.html"]
        assert parts.fragment in page.anchors
        assert requirement.sentence["de"].replace("`", "") in page.text
        assert requirement.sentence["en"].replace("`", "") in page.text
        for lang in ("de", "en"):
            assert f"../../{lang}/requirements/{requirement.group}.html" in page.links
            assert parts.fragment in pages[f"{lang}/requirements/{requirement.group}.html"].anchors


def test_every_problem_type_is_an_address_of_the_site(pages: Mapping[str, Rendered]) -> None:
    """`type` of a problem document is `/problems/<code>`, and leads to that code."""
    for code in load_contract().code_lists["problem-codes"].entries:
        page = pages[f"problems/{code}/index.html"]
        assert f"../../de/code-lists/problem-codes.html#{code}" in page.links
        assert code in pages["de/code-lists/problem-codes.html"].anchors


def test_the_contracts_own_address_is_the_sites(site: Path) -> None:
    """The documentation stands at the address that the contract names as its contact."""
    assert load_contract().document["info"]["contact"]["url"] == DOCUMENTATION
    assert (site / "index.html").is_file()
