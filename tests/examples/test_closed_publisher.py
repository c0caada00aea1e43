"""The configurations for closed trees let in holders of a credential only, and are conformant."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tests.examples.web_servers import program, serving

from wegweiser_server.publishing.command import export

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

KEY = "put-a-long-random-key-here"
BASIC = "muster-stadt:Kennwort"
SPARED = ("passed", "not-applicable")


@dataclass(frozen=True)
class Closed:
    url: str
    right: Mapping[str, str]
    wrong: Mapping[str, str]
    environment: Mapping[str, str]

    def ask(self, path: str, headers: Mapping[str, str], method: str = "GET") -> tuple[int, Message]:
        try:
            with urlopen(Request(self.url + path, headers=dict(headers), method=method)) as reply:
                return reply.status, reply.headers
        except HTTPError as error:
            with error:
                return error.code, error.headers


def basic(text: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(text.encode()).decode()}


# As most who use nginx write it, which then takes small letters for capitals.
PLAIN = {"~^put-a-long-random-key-here$": "put-a-long-random-key-here"}


@pytest.fixture(scope="module", params=["nginx", "apache2"])
def closed(request: pytest.FixtureRequest) -> Iterator[Closed]:
    with serving_closed(request.param) as served:
        yield served


@contextmanager
def serving_closed(name: str, changed: Mapping[str, str] | None = None) -> Iterator[Closed]:
    if program(name) is None:
        pytest.skip(f"{name} is not installed (.ci/apt.txt names it)")
    # Workers of a web server run as somebody else: the folders that pytest makes are closed to them.
    folder = Path(tempfile.mkdtemp(prefix="wegweiser-"))
    folder.chmod(0o755)
    digest = base64.b64encode(hashlib.sha1(BASIC.partition(":")[2].encode()).digest()).decode()
    (folder / "passwords").write_text(f"muster-stadt:{{SHA}}{digest}\n", "utf-8")
    try:
        scheme = "key" if name == "nginx" else "basic"
        assert export([str(folder / "tree" / "v1"), "--access", scheme]) == 0
        with serving(name, folder / "tree", folder, closed=True, changed=changed) as url:
            if name == "nginx":
                yield Closed(url, {"X-API-Key": KEY}, {"X-API-Key": "x"}, {"WEGWEISER_API_KEY": KEY})
            else:
                yield Closed(url, basic(BASIC), basic(BASIC + "x"), {"WEGWEISER_BASIC": BASIC})
    finally:
        shutil.rmtree(folder)


@pytest.mark.xdist_group("web-servers")
def test_the_suite_calls_it_conformant(closed: Closed, tmp_path: Path) -> None:
    """With the credential `wegweiser check` finds no broken MUST or SHOULD."""
    is_called_conformant(closed, tmp_path)


@pytest.mark.xdist_group("web-servers")
def test_nobody_is_accused_of_what_nginx_takes_for_equal(tmp_path: Path) -> None:
    """Who compares keys with plain words in a `map`."""
    with serving_closed("nginx", PLAIN) as served:
        assert served.ask("/jobs", {"X-API-Key": KEY.upper()})[0] == 200
        is_called_conformant(served, tmp_path)


def is_called_conformant(closed: Closed, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "wegweiser_contract.command", "check", closed.url]
    report = tmp_path / "report.json"
    done = subprocess.run(
        [*command, "--json", str(report)],
        env={**os.environ, **closed.environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = [one for one in json.loads(report.read_text("utf-8"))["results"] if one["status"] not in SPARED]
    assert found == []


@pytest.mark.xdist_group("web-servers")
def test_only_credentials_open_it(closed: Closed) -> None:
    """All but the description and the code lists, existing or not; HEAD and 304 tell nothing."""
    assert closed.ask("/jobs", closed.right)[0] == 200
    assert closed.ask("/nope", closed.right)[0] == 404
    held = {"If-None-Match": closed.ask("/jobs", closed.right)[1]["ETag"]}
    for headers in ({}, closed.wrong, held, {"If-None-Match": "*"}, {"Range": "bytes=0-9"}):
        for method in ("GET", "HEAD"):
            for path in ("/jobs", "/nope", "/jobs/nope", "/jobs.json", "/../v1/jobs", "/code-lists/../jobs"):
                status, answered = closed.ask(path, headers, method)
                assert status == 401, (path, method)
                assert answered["WWW-Authenticate"]
    assert closed.ask("/jobs", held | dict(closed.right))[0] == 304
    for path in ("", "/", "/code-lists", "/code-lists/kldb"):
        assert closed.ask(path, {})[0] == 200


@pytest.mark.xdist_group("web-servers")
def test_a_credential_that_is_nearly_right_opens_nothing(closed: Closed) -> None:
    """All letters in the other case, one sign more at either end, or the beginning alone."""
    kind, secret = ("", KEY) if "X-API-Key" in closed.right else ("muster-stadt:", BASIC.partition(":")[2])
    for near in (secret.swapcase(), "x" + secret, secret + "x", secret[:-1]):
        wrong = basic(kind + near) if kind else {"X-API-Key": near}
        assert closed.ask("/jobs", wrong)[0] == 401, near


@pytest.mark.xdist_group("web-servers")
def test_nothing_is_kept_for_others(closed: Closed) -> None:
    """Caches that many share keep no answer, and no page of another origin reads it."""
    answered = closed.ask("/jobs", closed.right)[1]
    assert "private" in answered["Cache-Control"]
    assert next(iter(closed.right)).lower() in ", ".join(answered.get_all("Vary", [])).lower()
    assert answered["Access-Control-Allow-Origin"] is None
