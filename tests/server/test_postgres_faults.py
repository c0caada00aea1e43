"""A PostgreSQL that goes away and comes back, refuses, or holds something else: said, and survived."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from tests.server.postgres import free_port, postgres
from tests.server.wire import SERVE, Running, judge_problem, process

from wegweiser_contract import load_contract
from wegweiser_server import cli
from wegweiser_server.data.generate import generate
from wegweiser_server.store import CorruptError, DataError, Query, StoreError, UnavailableError
from wegweiser_server.store.opening import load_database, open_database
from wegweiser_server.store.postgres.address import address
from wegweiser_server.store.postgres.connecting import Connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.server.postgres import Postgres

    from wegweiser_server.store import Store

TODAY = date(2026, 11, 22)
TARGETS = ("/v1/jobs?limit=50", "/v1/jobs?q=a", "/v1/offices", "/v1/jobs/unknown", "/healthz")
USUAL = [200, 200, 200, 404, 200]
SECONDS = 20.0
SECRET = "very-secret"
PROGRAM = """
import sys
from wegweiser_server.data.generate import generate
from wegweiser_server.store.opening import load_database

def told():
    for count, line in enumerate(generate(jobs=10**6, courses=0, sessions=0, offices=0)):
        if count == 5000:
            print("under way", flush=True)
        yield line

load_database(told(), sys.argv[1])
"""


@pytest.fixture(scope="module")
def running() -> Iterator[Postgres]:
    """One of its own, since it is stopped here."""
    with postgres() as made:
        yield made


@pytest.fixture
def url(running: Postgres, request: pytest.FixtureRequest) -> str:
    """A database with a few records."""
    made = running.create(f"faults_{abs(hash(request.node.name))}")
    load_database(generate(60, 8, 30, 10), made).close()
    return made


@pytest.fixture
def server(url: str) -> Iterator[Running]:
    with process(*SERVE, "--database", url) as started:
        assert statuses(started) == USUAL
        yield started


def statuses(server: Running) -> list[int]:
    return [server.get(target).status for target in TARGETS]


def eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < until
        time.sleep(0.1)


def ids(store: Store) -> list[str]:
    return [hit.record["id"] for hit in store.search(Query("jobs", TODAY, 9)).hits]


def schemas(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'wegweiser%'")
        return sorted(name for (name,) in found.fetchall())


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_database_that_was_away_is_served_again(how: str, running: Postgres, server: Running) -> None:
    """503 with a time to come back as long as it is away; afterwards everything, without a restart."""
    running.stop(how)
    try:
        eventually(lambda: statuses(server) == [503] * len(TARGETS))
        for target in TARGETS:
            answer = server.get(target)
            judge_problem(answer, 503)
            assert answer.json()["code"] == "unavailable"
            assert answer.headers["retry-after"] == str(answer.json()["retryAfterSeconds"])
            assert b"database" not in answer.body
        assert server.get("/openapi.json").status == 200
    finally:
        running.start()
    eventually(lambda: statuses(server) == USUAL)
    assert "does not answer" in server.said()
    assert "Traceback" not in server.said()


def test_connections_that_are_cut_harm_nobody_for_long(server: Running, url: str) -> None:
    """Idle ones are noticed before they are used."""
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wegweiser'"
        )
    eventually(lambda: statuses(server) == USUAL)
    assert "Traceback" not in server.said()


def test_a_load_is_served_without_a_restart(server: Running, url: str) -> None:
    """Soon after it is done, whole; whoever pages with an old cursor is answered, too."""
    target = server.get("/v1/jobs?limit=5").json()["page"]["next"]
    for jobs in (7, 9):
        load_database(generate(jobs, 8, 30, 10), url).close()
        eventually(lambda: server.get("/v1/jobs?limit=1").json()["page"]["total"] == jobs)  # noqa: B023
        assert server.get(f"/v1/jobs{target}").status == 200
    assert len(schemas(url)) == 3  # the pointer, what is served, and what was before
    assert "Traceback" not in server.said()


def refused(capsys: pytest.CaptureFixture[str], url: str) -> str:
    """The one line with which the server does not start; no password in it."""
    for more in ((), ("--workers", "2")):
        assert cli.serve(["--port", "0", "--database", url, *more]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("wegweiser serve: the ")
        assert said.err.count("\n") == 1
        assert SECRET not in said.err
    return said.err


def test_a_wrong_password_is_refused(running: Postgres, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says who refuses, and never repeats the password."""
    running.demand_passwords()
    url = f"postgresql://tester:{SECRET}@127.0.0.1:{running.port}/postgres"
    said = refused(capsys, url)
    assert "refuses the user or the password" in said
    assert f"postgres at 127.0.0.1:{running.port}" in said


def test_nobody_there_is_said(capsys: pytest.CaptureFixture[str], running: Postgres) -> None:
    """No server at that port, no such database, no such user."""
    url = f"postgresql://tester:{SECRET}@127.0.0.1:{free_port()}/postgres"
    assert "does not answer; check that it runs there" in refused(capsys, url)
    assert "does not know the database" in refused(capsys, running.url("nothing"))
    assert "does not know the database or the user" in refused(capsys, running.url(user="nobody-here"))


def test_a_database_without_records_says_so(capsys: pytest.CaptureFixture[str], running: Postgres) -> None:
    """Nothing was ever loaded there."""
    assert "holds no records; load some first" in refused(capsys, running.create("empty"))


@pytest.mark.parametrize(
    "rest",
    [
        f"user:{SECRET}/1@host/name",
        f"user:{SECRET}@1@host/name",
        f"user:1/{SECRET}@host/name",
        f"user:{SECRET}#@host/name",
        f"user:?{SECRET}@host/name",
        f"user@host:{SECRET}/name",
        f"user@host/name?passwort={SECRET}",
        f"user:%zz{SECRET}@host/name",
    ],
)
def test_a_url_that_is_none_is_refused_without_repeating_it(
    capsys: pytest.CaptureFixture[str], rest: str
) -> None:
    """Signs that would have to be encoded make hosts and names of passwords."""
    assert "%2F" in refused(capsys, f"postgresql://{rest}")
    assert SECRET not in repr(address(f"postgresql://user:{SECRET}@host/name"))


def test_records_loaded_for_another_contract_are_refused(running: Postgres) -> None:
    """Filters that the records were not prepared for would find nothing."""
    url, classes = running.create("another"), ("core", "jobs", "query")
    small = load_contract().project(classes)
    load_database(generate(5, 0, 0, 0), url, small).close()
    with pytest.raises(CorruptError, match="loaded for another contract"):
        open_database(url)
    open_database(url, small).close()


def test_records_of_another_version_are_refused(url: str) -> None:
    """Loaded anew, never migrated."""
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE wegweiser_1.meta SET value = '0' WHERE name = 'format'")
    with pytest.raises(CorruptError, match="another version"):
        open_database(url)
    load_database([("jobs", {"id": "a"})], url).close()


def test_tables_that_vanish_are_missed(url: str) -> None:
    """And nothing but a clear error meanwhile."""
    with closing(open_database(url)) as store:
        with psycopg.connect(url) as connection:
            connection.execute("DROP SCHEMA wegweiser_1 CASCADE")
        with pytest.raises(StoreError, match="load the data anew"):
            store.search(Query("jobs", TODAY, 9))
        load_database([("jobs", {"id": "a"})], url).close()
        eventually(lambda: store.revision() != "" and ids(store) == ["a"])


def test_a_killed_load_leaves_the_old_data_and_nothing_else(url: str) -> None:
    """SIGKILL in the middle: what was there is served, and the next load goes through."""
    load_database([("jobs", {"id": "old"})], url).close()
    before = schemas(url)
    arguments = [sys.executable, "-c", PROGRAM, url]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as loading:
        assert loading.stdout
        assert loading.stdout.readline() == "under way\n"
        with pytest.raises(UnavailableError, match="is being loaded already"):
            load_database([("jobs", {"id": "other"})], url)
        loading.kill()
    with closing(open_database(url)) as store:
        assert ids(store) == ["old"]
        assert schemas(url) == before

        def loaded() -> bool:
            try:
                load_database([("jobs", {"id": "new"})], url).close()
            except UnavailableError:
                return False
            return True

        eventually(loaded)
        eventually(lambda: ids(store) == ["new"])


def broken() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "jobs", {"id": "b"}
    raise ValueError("the source broke off")


def test_a_load_that_is_broken_off_leaves_the_old_data(url: str) -> None:
    """Whatever went wrong, also what PostgreSQL cannot store."""
    load_database([("jobs", {"id": "old"})], url).close()
    with pytest.raises(ValueError, match="broke off"):
        load_database(broken(), url)
    for records, message in (
        ([("jobs", {"id": "a"}), ("jobs", {"id": "a"})], "jobs: a comes twice"),
        ([("jobs", {"id": "a\0b"})], "NUL"),
        ([("dogs", {"id": "a"})], "no collection"),
        ([("jobs", {})], "without an `id`"),
    ):
        with pytest.raises(DataError, match=message):
            load_database(records, url)
    with closing(open_database(url)) as store:
        assert ids(store) == ["old"]


def test_what_a_later_load_no_longer_holds_was_removed(url: str) -> None:
    """Remembered over several loads; what comes back is not removed any more."""
    load_database([("jobs", {"id": "a"}), ("offices", {"id": "o"})], url).close()
    for _ in range(2):
        with closing(load_database([("jobs", {"id": "b"}), ("offices", {"id": "o"})], url)) as later:
            assert [later.removed("jobs", name) for name in ("a", "b", "c", "\0")] == [
                True,
                False,
                False,
                False,
            ]
            assert not later.removed("offices", "o")
    with closing(load_database([("jobs", {"id": "a"})], url)) as back:
        assert (back.removed("jobs", "a"), back.removed("jobs", "b")) == (False, True)


def test_connections_only_read_and_not_for_long(url: str) -> None:
    """A mistake of ours can neither change records nor hold up the database."""
    with closing(Connections(address(url), "wegweiser_1")) as connections:
        for statement, message in (
            ("DELETE FROM job", "is read only"),
            ("SET statement_timeout = '50ms'; SELECT pg_sleep(9)", "took longer than"),
        ):
            with pytest.raises(UnavailableError, match=message), connections.reading() as connection:
                connection.execute(statement)
        with connections.reading() as connection:
            assert connection.execute("SELECT count(*) FROM job").fetchone() == (60,)


def test_many_threads_read_at_once(url: str) -> None:
    """Each gets what one alone would get; a closed store says so."""
    store = open_database(url)
    queries = [Query("jobs", TODAY, limit) for limit in range(1, 30)]
    alone = [store.search(query) for query in queries]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(store.search, queries * 5)) == alone * 5
    store.close()
    with pytest.raises(UnavailableError, match="is closed"):
        store.total("jobs", TODAY)


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver is optional, and nothing but this engine needs it."""
    for name in [name for name in sys.modules if name.startswith("wegweiser_server.store.postgres")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'wegweiser\[postgresql\]'"):
        open_database("postgresql://host/name")
