"""Whole answers are kept: never a stale, wrong or unauthorised one is served from there."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_server.access.credentials import read_credentials
from wegweiser_server.application import create_app
from wegweiser_server.inprocess import Client
from wegweiser_server.settings import Quota, Settings

if TYPE_CHECKING:
    from wegweiser_server.store import Store


HOUR = 3600
NOON = 1_800_000_000.0
CURSOR_KEY = bytes(32)
SECRET = "right-key-of-a-test"


class Watched:
    """A store that counts what reaches it, and whose data can be called changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked = 0
        self.state = "1"

    def revision(self) -> str:
        return self.state

    def search(self, query: Any) -> Any:
        self.asked += 1
        return self._store.search(query)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Clock:
    def __init__(self) -> None:
        self.seconds = NOON
        self.day = date(2026, 11, 22)

    def now(self) -> float:
        return self.seconds

    def today(self) -> date:
        return self.day


@pytest.fixture
def watched(store: Store) -> Any:
    return Watched(store)


def of(watched: Any, **settings: Any) -> Client:
    return Client(create_app(Settings(cursor_key=CURSOR_KEY, **settings), watched))


def asked_anew(client: Client, watched: Any, target: str, headers: dict[str, str] | None = None) -> bool:
    before = watched.asked
    client.get(target, headers)
    return bool(watched.asked > before)


def test_a_second_request_does_not_reach_the_data(watched: Any) -> None:
    """The same request again, or as HEAD, is answered from what is kept, with the same bytes."""
    with of(watched) as client:
        first, again = client.get("/v1/jobs"), client.get("/v1/jobs")
        head = client.ask("HEAD", "/v1/jobs")
    assert watched.asked == 1
    assert first == again
    assert (head.status, head.headers, head.sent) == (200, first.headers, b"")


def test_changed_data_are_read_anew(watched: Any) -> None:
    """As soon as the store says another revision, nothing kept before is served."""
    with of(watched) as client:
        client.get("/v1/jobs")
        watched.state = "2"
        assert asked_anew(client, watched, "/v1/jobs")


def test_an_unknown_revision_keeps_nothing(watched: Any) -> None:
    """While the data cannot be told apart, every request is answered anew."""
    watched.state = ""
    with of(watched) as client:
        client.get("/v1/jobs")
        assert asked_anew(client, watched, "/v1/jobs")


def test_data_that_change_under_way_are_not_kept(watched: Any) -> None:
    """An answer made while the data changed is sent, but not kept under either revision."""
    search = watched.search

    def changing(query: Any) -> Any:
        watched.state = "2"
        return search(query)

    with of(watched) as client:
        watched.search = changing
        client.get("/v1/jobs")
        for state in ("1", "2"):
            watched.state = state
            assert asked_anew(client, watched, "/v1/jobs")


def test_midnight_ends_what_is_kept(watched: Any) -> None:
    """What ended yesterday is not listed today, whatever was kept."""
    clock = Clock()
    with of(watched, now=clock.now, today=clock.today) as client:
        before = client.get("/v1/jobs").json()
        clock.day += timedelta(days=40)
        assert client.get("/v1/jobs").json()["page"]["total"] < before["page"]["total"]


def test_a_cursor_ends_with_its_hour(watched: Any) -> None:
    """A page that was kept is refused when its cursor has expired."""
    clock = Clock()
    with of(watched, now=clock.now, today=clock.today) as client:
        page = "/v1/jobs" + client.get("/v1/jobs").json()["page"]["next"]
        assert [client.get(page).status for _ in range(2)] == [200, 200]
        clock.seconds += 2 * HOUR
        assert client.get(page).status == 400


def test_a_cursor_is_issued_for_its_hour(watched: Any) -> None:
    """A first page that was kept an hour ago does not hand out an old cursor."""
    clock = Clock()
    with of(watched, now=clock.now, today=clock.today) as client:
        old = client.get("/v1/jobs").json()["page"]["nextCursor"]
        clock.seconds += HOUR
        assert client.get("/v1/jobs").json()["page"]["nextCursor"] != old


def test_refusals_are_not_kept(watched: Any) -> None:
    """A record that comes to be is found; nothing that failed stands in its way."""
    with of(watched) as client:
        assert client.get("/v1/jobs/nothing-here").status == 404
        known = client.get("/v1/jobs?limit=1").json()["items"][0]
        watched.get = lambda *_: None
        target = f"/v1/jobs/{known['id']}"
        assert client.get(target).status == 404
        del watched.get
        assert client.get(target).status == 200


@pytest.mark.parametrize("target", ["/v1/jobs", "/v1/jobs?limit=1", "/v1/offices"])
def test_nobody_without_a_key_is_served_from_there(watched: Any, target: str) -> None:
    """What was answered to a key stays closed: to GET, HEAD, a wrong key and a held validator."""
    credentials = read_credentials(f"key muster-app sha256${sha256(SECRET.encode()).hexdigest()}", "test")
    with of(watched, access=("key",), credentials=credentials) as client:
        opened = client.get(target, {"X-API-Key": SECRET})
        assert opened.status == 200
        held = {"If-None-Match": opened.headers["etag"]}
        for headers in ({}, {"X-API-Key": "wrong"}, held, held | {"X-API-Key": "wrong"}):
            assert [client.ask(method, target, headers).status for method in ("GET", "HEAD")] == [401, 401]


def test_each_client_is_told_its_own_rest(watched: Any) -> None:
    """A kept answer counts against the quota, and its `RateLimit` is not kept."""
    with of(watched, quota=Quota(3, 3600), now=lambda: NOON) as client:
        told = [client.get("/v1/jobs") for _ in range(4)]
    assert [reply.status for reply in told] == [200, 200, 200, 429]
    assert len({reply.headers["ratelimit"] for reply in told[:3]}) == 3


def test_it_is_bounded(watched: Any) -> None:
    """Where there is room for few answers, the oldest go; without room none is kept."""
    with of(watched, answer_cache_bytes=0) as client:
        client.get("/v1/jobs?limit=1")
        assert asked_anew(client, watched, "/v1/jobs?limit=1")
    with of(watched, answer_cache_bytes=100_000) as client:
        client.get("/v1/jobs?limit=1")
        assert not asked_anew(client, watched, "/v1/jobs?limit=1")
        for limit in range(60):
            client.get(f"/v1/jobs?limit=1&q=b{limit}")
        assert asked_anew(client, watched, "/v1/jobs?limit=1")


PATHS = ["/v1", "/v1/", "/v1/jobs", "/v1/courses", "/v1/offices", "/v1/code-lists", "/v1/code-lists/states"]
QUERIES = ["", "?limit=2", "?lang=en", "?limit=2&lang=en", "?lang=en&limit=2", "?q=pflege", "?limit=0", "?"]
HEADERS: list[dict[str, str]] = [
    {},
    {"Accept-Language": "en"},
    {"Accept-Encoding": "gzip"},
    {"Accept-Language": "uk, en;q=0.5", "Accept-Encoding": "gzip"},
]


def test_it_changes_no_byte(watched: Any) -> None:
    """Hundreds of requests, each twice: with and without what is kept every answer is the same."""
    clock = Clock()
    timed = {"now": clock.now, "today": clock.today}
    with of(watched, **timed) as kept, of(watched, answer_cache_bytes=0, **timed) as anew:
        for path, query, headers, method in product(PATHS, QUERIES, HEADERS, ("GET", "HEAD")):
            for _ in range(2):
                replies = [client.ask(method, path + query, headers) for client in (kept, anew)]
                assert replies[0] == replies[1], (method, path + query, headers)


VALUES: dict[str, tuple[str, ...]] = {
    "limit": ("1", "3", "03", "0", "x"),
    "lang": ("de", "en", "EN", "uk", "-"),
    "q": ("pflege", "koch", "%C3%A4", ""),
    "workingTime": ("full-time", "part-time", "nothing"),
    "near": ("10115", "80331", "1"),
    "radius": ("10", "50", "-1"),
    "sort": ("date", "id", "distance"),
    "updatedSince": ("2026-11-01", "2026-11-22T10:00:00Z", "2026-13-01"),
    "unheard-of": ("1",),
}
ACCEPTED = ("de", "en", "en;q=0.5, de", "uk", ";;")
ENCODINGS = ("gzip", "identity", "gzip;q=0", "br, gzip;q=0.1")


def generated(dice: Random, ids: list[str]) -> tuple[str, str, dict[str, str]]:
    """Lists, single records and their lookalikes, with headers that may matter."""
    path = dice.choice(("jobs", "courses", "offices", "course-sessions", "jobs/"))
    if dice.random() < 0.4:
        path = f"{dice.choice(('jobs', 'jobs', 'courses'))}/{dice.choice(ids)}"
    names = dice.sample(sorted(VALUES), dice.choice((0, 1, 1, 2, 3)))
    query = "&".join(f"{name}={dice.choice(VALUES[name])}" for name in names)
    every = {"Accept-Language": dice.choice(ACCEPTED), "Accept-Encoding": dice.choice(ENCODINGS)}
    headers = {name: value for name, value in every.items() if dice.random() < 0.5}
    return (
        dice.choice(("GET", "GET", "HEAD", "POST")),
        f"/v1/{path}" + ("?" + query if query else ""),
        headers,
    )


def test_it_changes_no_byte_of_generated_requests(watched: Any) -> None:
    """Requests in any order, many of them again, and held validators: the same with and without."""
    clock, dice = Clock(), Random(36)
    timed = {"now": clock.now, "today": clock.today}
    seen: list[tuple[str, str, dict[str, str]]] = []
    found: set[int] = set()
    with of(watched, **timed) as kept, of(watched, answer_cache_bytes=0, **timed) as anew:
        ids = [item["id"] for item in anew.get("/v1/jobs?limit=4").json()["items"]] + ["nothing", "a%2Fb"]
        for _ in range(600):
            asked = dice.choice(seen) if seen and dice.random() < 0.5 else generated(dice, ids)
            seen.append(asked)
            replies = [client.ask(*asked) for client in (kept, anew)]
            assert replies[0] == replies[1], asked
            found.add(replies[0].status)
            if "etag" in replies[0].headers:
                held = asked[2] | {"If-None-Match": replies[0].headers["etag"]}
                assert [client.ask(*asked[:2], held).status for client in (kept, anew)] == [304, 304]
    assert found == {200, 400, 404, 405}
