"""The command: it says where it listens, stops in order, and refuses with one message."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from wegweiser_contract import ContractError
from wegweiser_server import cli
from wegweiser_server.data import generate
from wegweiser_server.data.ndjson import write_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = [sys.executable, "-m", "wegweiser_contract.command", "serve"]


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of its own on a free port, and its base URL."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["int", "term"])
def test_it_says_where_and_stops_in_order(number: signal.Signals) -> None:
    """The first line is the base URL, which answers; a signal ends it with 0; the log keeps no query."""
    with running() as (process, url):
        with urlopen(f"{url}/jobs?q=geheim&lat=48.3&lon=10.9") as reply:
            assert reply.status == 200
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    line = json.loads(errors.splitlines()[-1])
    assert (line["path"], line["status"]) == ("/jobs", 200)
    assert "geheim" not in errors
    assert "48.3" not in errors


def test_what_is_no_http_is_refused_by_a_problem() -> None:
    """Bytes that cannot be parsed get a problem document too."""
    with running("--quiet") as (_, url):
        port = int(url.split(":")[2].partition("/")[0])
        for raw in (
            b"GET /v1/jobs?q=\xff HTTP/1.1\r\n\r\n",
            b"\x16\x03\x01\r\n\r\n",
            b"FOO / HTTP/1.1\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                connection.sendall(raw)
                reply = b"".join(iter(lambda: connection.recv(65536), b""))
            head, _, body = reply.partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 400 ")
            assert b"content-type: application/problem+json" in head
            assert b"access-control-allow-origin: *" in head
            assert json.loads(body)["status"] == 400


def test_a_defect_is_served_over_http() -> None:
    """`--defect` makes the real server wrong, HEAD and GET alike, with right lengths."""
    with running("--defect", "paging/total-off-by-one", "--quiet", "--base-path", "/x") as (_, url):
        with urlopen(f"{url}/offices?limit=1") as reply:
            wrong = json.load(reply)["page"]["total"]
        with urlopen(url) as reply:
            offices = json.load(reply)["collections"][-1]
    assert url.endswith("/x")
    assert (offices["id"], wrong) == ("offices", offices["total"] + 1)


def one_message(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What it says when it cannot start; exit code 3, nothing on standard output."""
    try:
        code = cli.serve(list(arguments))
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    said = capsys.readouterr()
    assert (code, said.out) == (3, "")
    assert said.err.startswith("wegweiser serve: ")
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--port", "65536"], "65535"),
        (["--port", "abc"], "65535"),
        (["--port", "-1"], "--port"),
        (["--host", "256.0.0.1.invalid"], "256.0.0.1.invalid"),
        (["--base-path", "v1"], "/v1"),
        (["--base-path", "/v1?x"], "/v1"),
        (["--port", "0", "--classes", "core,jobs"], "query"),
        (["--port", "0", "--classes", "core,,jobs"], "--classes"),
        (["--port", "0", "--access", "token"], "anonymous"),
        (["--port", "0", "--access", "key"], "--credentials"),
        (["--port", "0", "--access", "key", "--credentials", "/nowhere/keys"], "/nowhere/keys"),
        (["--port", "0", "--data", "/nowhere/data"], "/nowhere/data"),
        (["--port", "0", "--defect", "paging/nonsense"], "--list-defects"),
        (["--max-records-per-query", "999"], "1000"),
        (["--quota", "10"], "600/60"),
        (["--quota", "0/10"], "600/60"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_bad_arguments_are_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], word: str
) -> None:
    """One message that names what is wrong or what would be right."""
    monkeypatch.delenv("WEGWEISER_SERVER_CREDENTIALS", raising=False)
    assert word in one_message(capsys, *arguments)


def test_a_used_port_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Where something listens already, the message names the port and a way out."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = one_message(capsys, "--port", port)
    assert port in said
    assert "--port 0" in said


def test_a_broken_contract_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A contract that cannot be read ends in one message."""

    def broken() -> None:
        raise ContractError("openapi.json is no valid JSON")

    monkeypatch.setattr("wegweiser_server.application.load_contract", broken)
    assert "openapi.json" in one_message(capsys, "--port", "0")


def data_file(folder: Path, *changes: dict[str, object]) -> Path:
    """A file of a job, an office and the first job again with each change."""
    lines = list(generate(jobs=1, courses=0, sessions=0, offices=1))
    file = folder / "data.ndjson"
    changed = [("jobs", lines[0][1] | change) for change in changes]
    file.write_text("".join(write_line(c, r) for c, r in [*lines, *changed]), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"id": "j-2", "title": {"de": {"value": "", "origin": "source"}}}, "title"),
        ({"id": "j-2", "publishedAt": "gestern"}, "j-2"),
        ({"id": "j-2", "title": "Titel"}, "j-2"),
        ({"id": "j 2"}, "id"),
        ({"id": "j-2", "startDate": "2026-02-31"}, "j-2"),
        ({}, "data.ndjson"),
    ],
    ids=["empty-title", "no-instant", "bare-title", "bad-id", "no-date", "twice"],
)
def test_a_bad_record_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, change: dict[str, object], word: str
) -> None:
    """A record that could not be published ends in one message that names it."""
    said = one_message(capsys, "--port", "0", "--data", str(data_file(tmp_path, change)))
    assert word in said


def test_data_from_a_file_are_served(tmp_path: Path) -> None:
    """`--data` serves the records of the file instead of the invented ones."""
    with (
        running("--data", str(data_file(tmp_path)), "--quiet") as (_, url),
        urlopen(f"{url}/offices") as reply,
    ):
        assert json.load(reply)["page"]["total"] == 1


def test_secrets_are_hashed_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--hash-secret` turns one line of standard input into the last column of a credentials file."""
    hashed = subprocess.run(
        [*COMMAND, "--hash-secret"], input="geheim\n", capture_output=True, text=True, check=True
    ).stdout
    environment = {**os.environ, "WEGWEISER_SERVER_CREDENTIALS": f"key muster-app {hashed}"}
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", "--access", "key", "--quiet"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout
    url = process.stdout.readline().strip()
    try:
        with socket.create_connection(("127.0.0.1", int(url.split(":")[2].partition("/")[0]))) as raw:
            raw.sendall(b"GET /v1/jobs HTTP/1.0\r\nX-API-Key: geheim\r\n\r\n")
            assert raw.recv(100).startswith(b"HTTP/1.1 200")
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_defects_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """`--list-defects` names each defect, what it does and what convicts it."""
    assert cli.serve(["--list-defects"]) == 0
    assert "paging/total-off-by-one\n    `page.total`" in capsys.readouterr().out


def test_data_has_one_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    """`wegweiser data` without a right subcommand says what there is."""
    assert cli.data([]) == 3
    assert "data generate" in capsys.readouterr().err
    assert cli.data(["--help"]) == 0
