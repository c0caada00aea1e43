"""The bridge in front of publishers that are slow, broken, full or hostile: what goes out, and what stays."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from tests.examples.bridging import FOLDER, KEY, Publisher, always, ask, bridge, publisher, reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIST = b'{"items":[],"page":{"total":0,"totalRelation":"exact"}}'
FIVE_MINUTES = {"Cache-Control": "private, max-age=300", "Vary": "Accept-Language, X-API-Key"}


def todays(base: str) -> str:
    return base.removesuffix("/v1") + "/app/jobs?plz=86150"


@pytest.fixture
def agency() -> Iterator[Publisher]:
    with publisher(always(200, FIVE_MINUTES, LIST)) as ours:
        yield ours


@pytest.fixture
def base(agency: Publisher, tmp_path: Path) -> Iterator[str]:
    with bridge(agency.base, tmp_path / "log", BRIDGE_SECONDS="2") as url:
        yield url


def test_the_key_goes_to_the_publisher_and_nothing_of_the_caller_does(agency: Publisher, base: str) -> None:
    """Neither their key nor their cookie, nor an address in a header."""
    theirs = {
        "X-API-Key": "theirs",
        "Authorization": "Basic eA==",
        "Cookie": "a=b",
        "X-Forwarded-For": "192.0.2.1",
    }
    ask(f"{base}/jobs?postcode=86150", headers=theirs | {"Accept-Language": "uk"})
    (path, headers), *more = agency.asked
    assert (path, more) == ("/v1/jobs?postcode=86150", [])
    assert (headers["x-api-key"], headers["accept-language"]) == (KEY, "uk")
    assert not {"authorization", "cookie", "x-forwarded-for"} & set(headers)


def test_the_key_never_comes_back(agency: Publisher, base: str, tmp_path: Path) -> None:
    """Whatever a gateway repeats in headers and bodies, of good answers and of errors."""
    for status in (200, 301, 302, 307, 400, 401, 403, 404, 410, 418, 429, 500, 502, 503):
        for kind in ("application/json", "text/html"):
            shown = {"Content-Type": kind, "X-Debug": KEY, "Set-Cookie": KEY, "Link": KEY, "ETag": f'"{KEY}"'}
            agency.answer = always(status, shown | {"Location": f"/{KEY}"}, KEY.encode())
            for url in (f"{base}/", f"{base}/jobs", todays(base)):
                reply = ask(url)
                assert KEY not in f"{reply.headers}{reply.body!r}"
    assert KEY not in (tmp_path / "log").read_text("utf-8")


def test_a_redirect_is_not_followed(agency: Publisher, base: str) -> None:
    """The key would go along."""
    with publisher(always(200, {}, LIST)) as elsewhere:
        agency.answer = always(302, {"Location": f"{elsewhere.base}/jobs"}, b"")
        assert ask(f"{base}/jobs").status == 503
        assert elsewhere.asked == []


def test_the_log_knows_neither_query_nor_id_nor_address(base: str, tmp_path: Path) -> None:
    """ "Asylum counselling, Dari, 86150" plus an address is data about a refugee."""
    typed = ("/offices?language=prs&postcode=86150", "/offices/o-secret", "/a-word-somebody-typed")
    for url in (*(base + path for path in typed), todays(base)):
        ask(url)
    log = written(tmp_path / "log", lines=4)
    assert " GET offices 200 " in log
    for told in ("prs", "86150", "secret", "typed", "127.0.0.1", "?"):
        assert told not in log


def written(file: Path, lines: int) -> str:
    """What stands in a log, once so many lines do; never more."""
    until = time.monotonic() + 60
    while (text := file.read_text("utf-8")).count("\n") < lines and time.monotonic() < until:
        time.sleep(0.05)
    assert text.count("\n") == lines
    return text


def test_what_may_be_kept_is_asked_once_and_tells_its_age(agency: Publisher, base: str) -> None:
    """By the browser and the bridge together no longer than the publisher allows."""
    begun = time.monotonic()
    first = ask(f"{base}/jobs")
    time.sleep(1.2)
    second = ask(f"{base}/jobs")
    assert len(agency.asked) == 1
    assert "age" not in first.headers
    assert 1 <= int(second.headers["age"]) <= time.monotonic() - begun
    assert (second.body, second.headers["cache-control"]) == (first.body, "private, max-age=300")
    assert "x-api-key" not in second.headers["vary"].lower()


def test_another_question_is_another_answer(agency: Publisher, base: str) -> None:
    """Of another query, path or language."""
    for path, language in (("/jobs", "de"), ("/jobs", "uk"), ("/jobs?limit=2", "de"), ("/offices", "de")):
        ask(base + path, headers={"Accept-Language": language})
    assert len(agency.asked) == 4


def test_two_keys_are_two_bridges_that_share_nothing(tmp_path: Path) -> None:
    """An answer to one key is never given for another."""
    with publisher(always(200, FIVE_MINUTES, LIST)) as agency:
        for number in (1, 2):
            with bridge(agency.base, tmp_path / "log", BRIDGE_API_KEY=f"key-{number}") as base:
                ask(f"{base}/jobs")
        assert [headers["x-api-key"] for _, headers in agency.asked] == ["key-1", "key-2"]


def test_what_must_not_be_kept_is_asked_again(agency: Publisher, base: str) -> None:
    """Nothing said means nothing kept."""
    refusals: list[dict[str, str]] = [
        {},
        {"Cache-Control": "no-store"},
        {"Cache-Control": "max-age=300, no-cache"},
        {"Cache-Control": "max-age=0"},
        {"Cache-Control": "max-age=300", "Age": "300"},
        {"Cache-Control": "max-age=300", "Vary": "*"},
        {"Cache-Control": "public"},
        {"Cache-Control": "max-age=soon"},
    ]
    for number, headers in enumerate(refusals):
        agency.answer = always(200, headers, LIST)
        for _ in range(2):
            ask(f"{base}/jobs?limit={number}")
    assert len(agency.asked) == 2 * len(refusals)


def test_what_is_too_old_is_asked_again(agency: Publisher, base: str) -> None:
    """After the time that the publisher named, its own delay counted."""
    agency.answer = always(200, {"Cache-Control": "max-age=11", "Age": "10"}, LIST)
    assert ask(f"{base}/jobs").headers["age"] in ("10", "11")
    time.sleep(1.3)
    ask(f"{base}/jobs")
    assert len(agency.asked) == 2


def test_errors_are_not_kept(agency: Publisher, base: str) -> None:
    """What is missing now may be there in a minute."""
    agency.answer = always(404, FIVE_MINUTES, b"{}")
    for _ in range(2):
        ask(f"{base}/jobs/j-1")
    assert len(agency.asked) == 2


def test_who_has_the_answer_already_gets_304(base: str) -> None:
    """Also where the publisher names no `ETag`."""
    first = ask(f"{base}/jobs")
    second = ask(f"{base}/jobs", headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (second.status, second.body) == (304, b"")
    assert second.headers["etag"] == first.headers["etag"]
    assert ask(f"{base}/jobs", headers={"If-None-Match": '"other"'}).status == 200


def test_an_answer_that_is_too_large_is_not_read_to_its_end(agency: Publisher, base: str) -> None:
    """Two megabytes are ten times what the contract allows for a page."""
    agency.answer = always(200, {}, b" " * 3_000_000)
    assert ask(f"{base}/jobs").json()["code"] == "unavailable"


def test_todays_app_never_gets_what_is_no_list(agency: Publisher, base: str) -> None:
    """Nor does a page of a gateway pass as data."""
    for kind, body in (("text/html", b"<p>"), ("application/json", b"{"), ("application/json", b"[]")):
        agency.answer = always(200, {"Content-Type": kind}, body)
        reply = ask(todays(base))
        assert (reply.status, reply.headers["retry-after"]) == (503, "30")


def test_a_silent_publisher_is_given_up_in_time(agency: Publisher, base: str) -> None:
    """Here after two seconds, while it still says nothing; apps wait for ever."""
    given_up = threading.Event()

    def silent(path: str) -> tuple[int, dict[str, str], bytes]:
        given_up.wait(60)
        return 200, {}, LIST

    agency.answer = silent
    reply = ask(f"{base}/jobs")
    given_up.set()
    assert (reply.status, reply.json()["retryAfterSeconds"]) == (503, 30)


def test_a_publisher_that_is_not_there_is_a_problem_document(tmp_path: Path) -> None:
    """With CORS, so that an app can read it."""
    with bridge("http://127.0.0.1:9/v1", tmp_path / "log") as base:
        reply = ask(f"{base}/jobs")
        assert (reply.status, reply.json()["code"]) == (503, "unavailable")
        assert reply.headers["access-control-allow-origin"] == "*"
        assert "Traceback" not in (tmp_path / "log").read_text("utf-8")


def test_no_path_leads_out_of_the_contract(agency: Publisher, base: str) -> None:
    """The key opens more at the publisher than the bridge may show."""
    outside = [
        "/%2e%2e/admin",
        "/jobs/..",
        "/jobs//x",
        "//evil.example/jobs",
        "/jobs/%00",
        "/jobs?" + "a" * 4001,
        "/a/b/c/d/e/f",
    ]
    assert [ask(base + path).status for path in outside] == [404] * len(outside)
    assert agency.asked == []


def test_a_query_goes_on_as_it_came(agency: Publisher, base: str) -> None:
    """What is wrong in it, the publisher says."""
    for query in ("q=%C3%A4+b&limit=%zz", "&&a", "cursor=a~b.c-d_e", "q=a'b%22c"):
        ask(f"{base}/jobs?{query}")
    assert agency.paths == [
        "/v1/jobs?q=%C3%A4+b&limit=%zz",
        "/v1/jobs?&&a",
        "/v1/jobs?cursor=a~b.c-d_e",
        "/v1/jobs?q=a'b%22c",
    ]


def test_only_its_own_name_is_answered(base: str, agency: Publisher) -> None:
    """A page of strangers cannot point a name of theirs at it."""
    assert ask(f"{base}/jobs", headers={"Host": "evil.example"}).status == 400
    assert agency.asked == []


def test_the_bridge_survives_a_flaky_publisher(tmp_path: Path) -> None:
    """A second attempt hides what breaks off; the rest are problem documents of the contract."""
    with reference(tmp_path, "--scenario", "flaky") as upstream, bridge(upstream, tmp_path / "log") as base:
        replies = [ask(f"{base}/jobs?limit=1&radiusKm={number}&postcode=86150") for number in range(30)]
    assert sum(reply.status == 200 for reply in replies) >= 25
    for reply in replies:
        assert reply.status == 200 or (reply.json()["code"], reply.headers["retry-after"]) == (
            "unavailable",
            "1",
        )


def test_the_bridge_says_when_maintenance_ends(tmp_path: Path) -> None:
    """In both shapes."""
    with (
        reference(tmp_path, "--scenario", "maintenance") as upstream,
        bridge(upstream, tmp_path / "log") as base,
    ):
        for url in (f"{base}/", f"{base}/jobs", todays(base)):
            reply = ask(url)
            assert (reply.status, reply.headers["retry-after"]) == (503, "120")
            assert (reply.json()["code"], reply.json()["retryAfterSeconds"]) == ("unavailable", 120)


def test_a_slow_publisher_is_waited_for(tmp_path: Path) -> None:
    """And asked once for the same thing."""
    with reference(tmp_path, "--scenario", "slow") as upstream, bridge(upstream, tmp_path / "log") as base:
        clock = [time.monotonic()]
        for _ in range(2):
            assert ask(f"{base}/jobs?postcode=86150").status == 200
            clock.append(time.monotonic())
        assert clock[2] - clock[1] < clock[1] - clock[0]


def test_after_a_429_the_publisher_is_left_alone(agency: Publisher, base: str) -> None:
    """Until its time is over; what is kept is still answered."""
    ask(f"{base}/offices")
    agency.answer = always(429, {"Retry-After": "120"}, b"{}")
    for _ in range(3):
        reply = ask(f"{base}/jobs")
        assert (reply.status, reply.json()["code"]) == (429, "rate-limited")
        assert 1 <= int(reply.headers["retry-after"]) <= 120
    assert ask(f"{base}/offices").status == 200
    assert len(agency.asked) == 2


def test_after_its_time_the_publisher_is_asked_again(agency: Publisher, base: str) -> None:
    """A 429 does not last longer than it says."""
    agency.answer = always(429, {"Retry-After": "1"}, b"{}")
    assert ask(f"{base}/jobs").status == 429
    agency.answer = always(200, {}, LIST)
    time.sleep(1.1)
    assert ask(f"{base}/jobs").status == 200


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "Set BRIDGE_UPSTREAM"),
        ({"BRIDGE_UPSTREAM": "http://api.agency.example/v1"}, "Set BRIDGE_UPSTREAM"),
        ({"BRIDGE_UPSTREAM": "https://a:b@api.agency.example/v1"}, "must not hold"),
        (
            {"BRIDGE_UPSTREAM": "https://api.agency.example/v1", "BRIDGE_API_KEY": "two words"},
            "BRIDGE_API_KEY must be",
        ),
        (
            {"BRIDGE_UPSTREAM": "https://api.agency.example/v1", "BRIDGE_API_KEY_FILE": "nowhere"},
            "cannot be read",
        ),
        ({"BRIDGE_UPSTREAM": "https://api.agency.example/v1", "BRIDGE_BASIC": "nocolon"}, "user:password"),
        ({"BRIDGE_UPSTREAM": "https://api.agency.example/v1", "BRIDGE_HOSTS": "*"}, "BRIDGE_HOSTS must name"),
        (
            {"BRIDGE_UPSTREAM": "https://api.agency.example/v1", "BRIDGE_BASE_PATH": "v 1"},
            "BRIDGE_BASE_PATH must be",
        ),
        (
            {"BRIDGE_UPSTREAM": "https://api.agency.example/v1", "BRIDGE_SECONDS": "0"},
            "BRIDGE_SECONDS must be",
        ),
        (
            {"BRIDGE_UPSTREAM": "https://a.example", "BRIDGE_BASIC": "a:b", "BRIDGE_API_KEY": "c"},
            "Set either",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_settings_are_named(settings: dict[str, str], told: str) -> None:
    """In one sentence, and no key is shown."""
    command = [sys.executable, "-m", "bridge", "--port", "0"]
    done = subprocess.run(
        command, cwd=FOLDER, env=settings, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert "two words" not in done.stderr
