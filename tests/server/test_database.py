"""`wegweiser data load` and `wegweiser serve --database`, as their users call them."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.server.engines import ENGINES
from tests.server.wire import SERVE, process

from wegweiser_server import cli
from wegweiser_server.data import generate, write
from wegweiser_server.data.days import berlin_today
from wegweiser_server.store import StoreError
from wegweiser_server.store.interface import COLLECTIONS
from wegweiser_server.store.making import STEP
from wegweiser_server.store.opening import load_database, open_database
from wegweiser_server.store.postgres.engine import SECONDS_BETWEEN_LOOKS

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "very-secret"


def written(file: Path, jobs: int) -> Path:
    with file.open("w", encoding="utf-8") as out:
        write(generate(jobs, courses=8, sessions=30, offices=10), out)
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "records.ndjson", jobs=40)


@pytest.fixture(params=ENGINES)
def url(file: Path, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A database with the records of the file."""
    url = f"sqlite:///{tmp_path}/served.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql").create(f"of_{tmp_path.name}")
    assert cli.data(["load", str(file), "--database", url]) == 0
    return url


def refusal(capsys: pytest.CaptureFixture[str], command: Any, *arguments: str) -> str:
    """The one line that it ends with; exit code 3."""
    assert command(list(arguments)) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def totals(described: Any) -> dict[str, int]:
    return {one["id"]: one["total"] for one in described["collections"]}


def test_what_was_loaded_is_served(url: str) -> None:
    """All collections, by one process and by several that each open the database; all stop in order."""
    for more in ((), ("--workers", "2")):
        with process(*SERVE, "--database", url, *more) as server:
            described = server.get("/v1").json()
            assert totals(described) == {"jobs": 40, "course-sessions": 30, "courses": 8, "offices": 10}
            assert server.get("/v1/jobs").status == 200
            server.process.terminate()
            assert server.process.wait(timeout=20) == 0


def test_the_environment_names_the_database(url: str) -> None:
    """`WEGWEISER_DATABASE` keeps the URL out of the list of processes."""
    with process(*SERVE, environment={**os.environ, "WEGWEISER_DATABASE": url}) as server:
        assert totals(server.get("/v1").json())["jobs"] == 40


def test_a_load_is_served_without_a_restart(url: str, tmp_path: Path) -> None:
    """The next request after a load sees the new records, in PostgreSQL after half a second."""
    small = written(tmp_path / "small.ndjson", jobs=7)
    with process(*SERVE, "--database", url, "--workers", "2") as server:
        assert server.get("/v1/jobs?limit=1").json()["page"]["total"] == 40
        assert cli.data(["load", str(small), "--database", url]) == 0
        time.sleep(0 if url.startswith("sqlite") else 2 * SECONDS_BETWEEN_LOOKS)
        assert [server.get("/v1/jobs?limit=1").json()["page"]["total"] for _ in range(6)] == [7] * 6


def test_without_courses_no_session_names_one(url: str) -> None:
    """A database with everything can be served in part, and nothing points to what is not served."""
    classes = "core,course-sessions,query,changes"
    with process(*SERVE, "--database", url, "--classes", classes) as server:
        sessions = server.get("/v1/course-sessions?limit=100").json()["items"]
        assert len(sessions) == 30
        assert all("courseId" not in session for session in sessions)
        assert "courseId" not in server.get(f"/v1/course-sessions/{sessions[0]['id']}").json()
        store = open_database(url)
        course = store.get("course-sessions", sessions[0]["id"], berlin_today())
        assert course
        wanted = server.get(f"/v1/course-sessions?courseId={course['courseId']}").json()
        assert wanted["page"]["total"] == 0
        store.close()


def test_a_bad_record_leaves_the_database_as_it_was(
    url: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Records are judged as those of `serve --data`; a fault names file, record and property."""
    lines = file.read_text("utf-8").splitlines()
    entry = json.loads(lines[3])
    entry["record"]["openings"] = "many"
    for bad, words in ((json.dumps(entry), "openings"), (lines[2], "comes twice"), ("{", "line 41")):
        (tmp_path / "bad.ndjson").write_text("\n".join([*lines[:40], bad]), encoding="utf-8")
        capsys.readouterr()
        said = refusal(capsys, cli.data, "load", str(tmp_path / "bad.ndjson"), "--database", url)
        assert said.startswith(f"wegweiser data load: {tmp_path}/bad.ndjson")
        assert words in said
    store = open_database(url)
    assert [store.total(name, berlin_today()) for name in COLLECTIONS] == [40, 30, 8, 10]
    store.close()


def test_progress_is_told(tmp_path: Path) -> None:
    """Every ten thousandth record."""
    told: list[int] = []
    jobs = (("jobs", {"id": f"j-{number}"}) for number in range(2 * STEP + 1))
    load_database(jobs, f"sqlite:///{tmp_path}/a.db", progress=told.append).close()
    assert told == [STEP, 2 * STEP]


@pytest.mark.parametrize(
    "url",
    [
        "served.db",
        "sqlite:served.db",
        "sqlite:///",
        f"mysql://user:{SECRET}@host/name",
        f"{SECRET}",
    ],
)
def test_another_url_is_refused_without_repeating_it(
    url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says what would be right; what was given may hold a password."""
    for command, arguments in ((cli.data, ["load", str(file)]), (cli.serve, ["--port", "0"])):
        said = refusal(capsys, command, *arguments, "--database", url)
        assert "sqlite:///PATH" in said
        assert SECRET not in said
    with pytest.raises(StoreError):
        open_database(url)


def test_records_come_from_one_place(
    url: str, file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database beside `--data` or `--static` is refused, wherever it is named."""
    capsys.readouterr()
    for other in ("--data", "--static"):
        said = refusal(capsys, cli.serve, "--port", "0", other, str(file), "--database", url)
        assert f"{other} and --database" in said
    monkeypatch.setenv("WEGWEISER_DATABASE", url)
    said = refusal(capsys, cli.serve, "--port", "0", "--data", str(file))
    assert "--data and WEGWEISER_DATABASE" in said


def test_what_is_missing_is_said(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No database there yet, no file to load, no database named."""
    url = f"sqlite:///{tmp_path}/none.db"
    assert "load one first" in refusal(capsys, cli.serve, "--port", "0", "--database", url)
    assert "cannot be read" in refusal(capsys, cli.data, "load", "/nowhere/data", "--database", url)
    assert "WEGWEISER_DATABASE" in refusal(capsys, cli.data, "load", str(file))
    assert not (tmp_path / "none.db").exists()
