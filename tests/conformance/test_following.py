"""`--follow-links`: pages behind detailUrl are opened if asked for, and only on declared hosts."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import httpx
from tests.conformance.in_process import BASE, InProcess

from wegweiser_conformance import contact, following, runner
from wegweiser_conformance.client import Client
from wegweiser_conformance.credentials import api_key
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.model import Status
from wegweiser_conformance.options import parse
from wegweiser_conformance.pace import Pace
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.settings import Settings
from wegweiser_server.store import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_conformance.model import Result
    from wegweiser_conformance.target import Target

STORE = cache(lambda: load(generate(jobs=30, courses=8, sessions=40, offices=12, today=berlin_today())))
NAME = following.REQUIREMENT


@contextmanager
def publisher(key: str = "") -> Iterator[Target]:
    client = Client(
        BASE, api_key(key, Mask()), Mask(), Pace(), transport=InProcess(create_app(Settings(), STORE()))
    )
    try:
        yield contact.meet(client)
    finally:
        client.close()


def judged(target: Target, answer: Callable[[httpx.Request], httpx.Response]) -> Result:
    requirements = {NAME: load_contract().requirements[NAME]}
    return next(iter(runner.run([following.check(httpx.MockTransport(answer))], requirements, target)))


def page(status: int, location: str = "") -> httpx.Response:
    headers = {"Location": location} if location else {}
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(b"<h1>here</h1>"))


def test_pages_that_are_there_prove_nothing_more() -> None:
    """A human has to look; that does not block."""
    with publisher() as target:
        result = judged(target, lambda _: page(200))
    assert result.status is Status.NOT_APPLICABLE
    assert result.reason.endswith("pages are there; whether each shows its record is for a human to see")


def test_a_page_that_is_not_there_is_a_finding() -> None:
    """With the record that leads to it."""
    with publisher() as target:
        result = judged(target, lambda _: page(404))
    assert result.status is Status.FAILED
    found = result.evidence[0]
    assert found.answer is not None
    assert (found.pointer, found.actual[:9]) == ("/detailUrl", "404 from ")
    assert found.expected == f"a public page at {found.answer.object['detailUrl']}"


def test_a_page_behind_a_login_is_suspected() -> None:
    """It may only keep machines away."""
    with publisher() as target:
        assert judged(target, lambda _: page(403)).status is Status.SUSPECTED


def test_all_records_on_the_start_page_are_a_finding() -> None:
    """Pages that were taken away often redirect there."""

    def start(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/":
            return page(200)
        return page(302, "/")

    with publisher() as target:
        result = judged(target, start)
    assert result.status is Status.FAILED
    assert {one.expected for one in result.evidence} == {"a page of its own for each record"}


def test_what_cannot_be_reached_from_here_is_nobodys_fault() -> None:
    """A run in a closed network, or a page server that has a bad day."""

    def cut(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("Connection refused", request=request)

    for answer in (cut, lambda _: page(502)):
        with publisher() as target:
            result = judged(target, answer)
        assert result.status is Status.NOT_APPLICABLE
        assert result.reason == "no page behind a detailUrl could be reached from here"


def test_no_other_host_is_asked_and_none_gets_the_key() -> None:
    """A redirect elsewhere is not followed; a loop has an end."""
    asked: list[httpx.Request] = []

    def away(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        onward = "https://elsewhere.example/x" if len(asked) % 2 else str(request.url) + "0"
        return page(302, onward)

    with publisher(key="a-key-of-the-publisher") as target:
        assert judged(target, away).status is Status.SUSPECTED
        hosts = set(target.description["detailHosts"])
    assert {one.url.host for one in asked} <= hosts
    assert not [one for one in asked if "x-api-key" in one.headers or "authorization" in one.headers]
    assert len(asked) < 200


def test_a_default_run_opens_no_page() -> None:
    """It is asked for, on the command line or in the configuration."""
    assert not parse([BASE]).follow_links
    assert parse([BASE, "--follow-links"]).follow_links
