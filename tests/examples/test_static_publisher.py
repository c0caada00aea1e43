"""The configurations for nginx and Apache serve an export so that the suite calls it conformant."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tests.examples.web_servers import program, serving

from wegweiser_server.publishing.command import export

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVERS = ("nginx", "apache2")
SPARED = ("passed", "not-applicable")


@pytest.fixture(scope="module")
def base_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A tree served by the web server that the test asks for."""
    name: str = request.param
    if program(name) is None:
        pytest.skip(f"{name} is not installed (.ci/apt.txt names it)")
    # Workers of a web server run as somebody else: the folders that pytest makes are closed to them.
    folder = Path(tempfile.mkdtemp(prefix="wegweiser-"))
    folder.chmod(0o755)
    try:
        assert export([str(folder / "tree" / "v1")]) == 0
        with serving(name, folder / "tree", folder) as url:
            yield url
    finally:
        shutil.rmtree(folder)


def status(url: str, method: str = "GET") -> int:
    try:
        with urlopen(Request(url, method=method)) as reply:
            return int(reply.status)
    except HTTPError as error:
        with error:
            return error.code


@pytest.mark.xdist_group("web-servers")
@pytest.mark.parametrize("base_url", SERVERS, indirect=True)
def test_the_suite_calls_it_conformant(base_url: str, tmp_path: Path) -> None:
    """`wegweiser check` finds no broken MUST or SHOULD, in any class of the tree."""
    command = [sys.executable, "-m", "wegweiser_contract.command", "check", base_url]
    report = tmp_path / "report.json"
    done = subprocess.run([*command, "--json", str(report)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    found = [one for one in json.loads(report.read_text("utf-8"))["results"] if one["status"] not in SPARED]
    assert found == []


@pytest.mark.xdist_group("web-servers")
@pytest.mark.parametrize("base_url", SERVERS, indirect=True)
def test_nothing_but_the_tree_is_answered(base_url: str) -> None:
    """What lies beside the records, or above them, is 404; nothing can be written."""
    for path in (
        "/.wegweiser-export",
        "/.next/jobs",
        "/index",
        "/jobs/",
        "/jobs.json.json",
        "/../site",
        "/%2e%2e/%2e%2e/site",
        "/jobs/%2e%2e/%2e%2e/%2e%2e/site",
        "/jobs/nope",
        "x/jobs",
    ):
        assert status(base_url + path) in (400, 403, 404), path
    assert status(f"{base_url}/jobs", "DELETE") == 405
    assert status(f"{base_url}/jobs", "POST") == 405
    assert status(base_url) == status(f"{base_url}/") == status(f"{base_url}/jobs?x=%zz") == 200


@pytest.mark.xdist_group("web-servers")
@pytest.mark.parametrize("base_url", SERVERS, indirect=True)
def test_what_did_not_change_is_not_sent_again(base_url: str) -> None:
    """Also compressed, the validator leads to 304."""
    headers = {"Accept-Encoding": "gzip"}
    with urlopen(Request(f"{base_url}/jobs", headers=headers)) as reply:
        assert reply.headers["Content-Encoding"] == "gzip"
        assert reply.headers["Content-Type"] == "application/json"
        tag = reply.headers["ETag"]
    with pytest.raises(HTTPError) as caught:
        urlopen(Request(f"{base_url}/jobs", headers={**headers, "If-None-Match": tag}))
    with caught.value as answer:
        assert answer.code == 304
