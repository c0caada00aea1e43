"""A key in a URL is told from a page's own `key`."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest

from wegweiser_conformance.exchange import Exchange, Headers
from wegweiser_conformance.given_urls import Given, urls_in, with_keys

PAGE = "https://www.agency.example/detail?id={}&{}"


def answered(body: Any, *headers: tuple[str, str]) -> Exchange:
    sent = json.dumps(body).encode()
    return Exchange(1, "GET", "http://127.0.0.1/v1/jobs", (), "", 200, Headers(headers), sent)


def named(*queries: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What each URL holds, surely and perhaps; every URL leads to a page of its own."""
    numbers = count(1)
    given = [Given(answered({}), "/x", PAGE.format(next(numbers), query)) for query in queries]
    return [(found.surely, found.perhaps) for _, found in with_keys(given)]


@pytest.mark.parametrize("name", ["key", "auth", "token"])
def test_a_page_of_its_own_key_is_none(name: str) -> None:
    """Each record has another one, or all have the same short word."""
    assert named(f"{name}=1a2b3c4d5e01", f"{name}=1a2b3c4d5e02") == [((), ())] * 2
    assert named(f"{name}=job", f"{name}=job") == [((), ())] * 2


def test_one_secret_for_many_pages_is_a_key() -> None:
    """What has no digit may still be a word."""
    assert named("key=0815-4711-abc", "KEY=0815-4711-abc") == [(("key",), ())] * 2
    assert named("token=secretly", "token=secretly") == [((), ("token",))] * 2


def test_some_names_are_keys_whatever_they_hold() -> None:
    assert named("api_key=x", "API-Key=y") == [(("api_key",), ()), (("api-key",), ())]


def test_urls_are_found_wherever_they_stand() -> None:
    """In records, in links, in redirects; a text without a query is none."""
    body = {
        "items": [{"detailUrl": "https://a.example/?id=1"}, {"name": "a?"}],
        "page": {"next": "?cursor=c"},
    }
    answer = answered(body, ("Location", "/x?y=1"))
    assert sorted((one.pointer, one.url) for one in urls_in(answer)) == [
        ("", "/x?y=1"),
        ("/items/0/detailUrl", "https://a.example/?id=1"),
        ("/page/next", "?cursor=c"),
    ]
