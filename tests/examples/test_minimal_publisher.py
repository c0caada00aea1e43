"""The minimal publisher, started as its README says, is a right server that shares no code with the other."""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from tests.docs.guides import run_guide
from tests.examples.web_servers import in_front_of, program

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "minimal-publisher"
KEY = "key-of-an-organisation"
MADE = ("course-sessions.csv", "offices.csv")


def made_data(folder: Path, *arguments: str) -> None:
    command = [sys.executable, str(FOLDER / "make_data.py"), "--to", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Its base URL, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"PUBLISHER_DATA": str(data), "PUBLISHER_API_KEYS": f"another {KEY}"}
    command = [sys.executable, "-m", "flask", "--app", "publisher", "run", "--port", str(port)]
    log = (data / "log").open("wb")
    with log, subprocess.Popen(command, cwd=FOLDER, env=environment, stdout=log, stderr=log) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/v1")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(base: str) -> None:
    for _ in range(1200):
        try:
            urlopen(base, timeout=5).close()
            return
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the minimal publisher does not start")


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    # Not pytest's own folder: workers of nginx run as somebody else, to whom that is closed.
    folder = Path(tempfile.mkdtemp(prefix="wegweiser-"))
    folder.chmod(0o755)
    made_data(folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def base(data: Path) -> Iterator[str]:
    with serving(data) as url:
        yield url


def judged(base: str, report: Path) -> dict[str, str]:
    """What the suite says against it: requirement → status."""
    command = [sys.executable, "-m", "wegweiser_contract.command", "check", base, "--json", str(report)]
    environment = os.environ | {"WEGWEISER_API_KEY": KEY}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(report.read_text("utf-8"))["results"]
    return {
        one["requirement"]: one["status"]
        for one in results
        if one["status"] not in ("passed", "not-applicable")
    }


def test_every_command_of_the_readme_runs_and_shows_what_it_promises(tmp_path: Path) -> None:
    """Made, started, asked and judged conformant by who types what is there."""
    copy = shutil.copytree(FOLDER, tmp_path / "publisher", ignore=shutil.ignore_patterns("__pycache__"))
    for block, output in run_guide(FOLDER / "README.md", copy):
        assert block.shows in output, f"not shown by\n{block.code}\n{output}"


def test_the_suite_calls_it_conformant(base: str, tmp_path: Path) -> None:
    """With a key, another page size and totals that stop at 1,000; not even a warning is left."""
    assert judged(base, tmp_path / "report.json") == {}


@pytest.mark.xdist_group("web-servers")
def test_the_suite_calls_it_conformant_behind_nginx(base: str, data: Path, tmp_path: Path) -> None:
    """nginx hands everything on as it stands."""
    if program("nginx") is None:
        pytest.skip("nginx is not installed (.ci/apt.txt names it)")
    with in_front_of(base, FOLDER / "nginx.conf", data) as front:
        assert judged(f"{front}/v1", tmp_path / "report.json") == {}


def answer(url: str, key: str = KEY) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(Request(url, headers={"X-API-Key": key})) as reply:
            return int(reply.status), json.load(reply)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/offices?limit=" + "0" * 5000 + "1", 200),
        ("/offices?&&limit=1&", 200),
        ("/offices?limit=51", 400),
        ("/offices?=1", 400),
        ("/offices?%FF=1", 400),
        ("/offices?kind=%zz", 400),
        ("/offices?cursor=eyJ4IjoxfQ", 400),
        ("/offices?cursor=%C3%A4", 400),
        ("/course-sessions?startFrom=0000-01-01", 400),
        ("/course-sessions?sort=relevance", 400),
        ("//offices", 404),
        ("/offices/", 404),
        ("/offices/b-0001%2F", 404),
        ("/code-lists/nope", 404),
    ],
)
def test_an_odd_request_is_answered_by_the_book(base: str, path: str, status: int) -> None:
    """Never with a server error, and every refusal is a problem document."""
    told, body = answer(base + path)
    assert told == status
    assert body.get("status", 200) == status


def test_without_a_key_nothing_but_the_open_paths_answers(base: str) -> None:
    """Also not whether there is something."""
    for path in ("/offices", "/offices/b-0001", "/nope", "/offices?nope=1"):
        assert answer(base + path, "wrong")[0] == 401
    for path in ("", "/", "/code-lists", "/code-lists/cefr"):
        assert answer(base + path, "wrong")[0] == 200


def test_no_query_string_and_no_key_is_logged(base: str, data: Path) -> None:
    """The asker may be a refugee."""
    answer(f"{base}/offices?language=prs")
    told = (data / "log").read_text("utf-8")
    assert "prs" not in told
    assert KEY not in told


def test_it_does_not_start_without_a_key() -> None:
    """And says what is missing, without a traceback."""
    environment = {name: value for name, value in os.environ.items() if name != "PUBLISHER_API_KEYS"}
    command = [sys.executable, "-m", "flask", "--app", "publisher", "routes"]
    done = subprocess.run(command, cwd=FOLDER, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "Set PUBLISHER_API_KEYS" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_committed_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """For the day that the README names."""
    made_data(tmp_path, "--day", "2026-11-22")
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_its_code_lists_are_those_of_the_contract() -> None:
    """As shipped."""
    shipped = {name: one.raw for name, one in load_contract().code_lists.items()}
    assert {one["id"]: one for one in json.loads((FOLDER / "code-lists.json").read_text("utf-8"))} == shipped


def test_it_shares_no_code_with_us() -> None:
    """Nothing of Wegweiser is imported: what suits it suits a stranger."""
    tree = ast.parse((FOLDER / "publisher.py").read_text("utf-8"))
    imported = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name.startswith("wegweiser")]
