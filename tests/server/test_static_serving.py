"""`wegweiser serve --static`: what a plain file server does, and nothing that a tree does not hold."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from email.utils import formatdate, parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest

from wegweiser_server import cli
from wegweiser_server.access.credentials import Credentials, Secret, hash_secret, read_secret
from wegweiser_server.inprocess import Client
from wegweiser_server.publishing.command import export
from wegweiser_server.publishing.serving import static_app
from wegweiser_server.settings import Settings, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "k" * 32
WORD = "wegweiser-example-password"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Beside a file that is nobody's business."""
    root = tmp_path_factory.mktemp("export")
    (root / "secret.json").write_text('"secret"', "utf-8")
    assert export([str(root / "tree"), "--classes", "core,static,course-sessions,offices"]) == 0
    return root / "tree"


@pytest.fixture(scope="module")
def client(tree: Path) -> Iterator[Client]:
    with Client(static_app(Settings(), tree)) as asking:
        yield asking


def closed(tree: Path) -> Any:
    """For holders of a key or a password only."""
    key = Secret(hashlib.sha256(KEY.encode()).digest())
    password = read_secret(hash_secret(WORD.encode()), "here")
    credentials = Credentials(keys=(("app", key),), passwords=(("app", password),))
    return static_app(Settings(access=("key", "basic"), credentials=credentials), tree)


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "index"),
        ("/", "index"),
        ("/offices", "offices"),
        ("/code-lists/modes", "code-lists/modes"),
        ("/offices?a=%zz&a", "offices"),
        ("/offices/by-ags/09761", "offices/by-ags/09761"),
    ],
)
def test_a_path_is_answered_by_its_file(client: Client, tree: Path, path: str, file: str) -> None:
    """`X.json` answers `/X`, `index.json` the base path with and without its slash, whatever the query."""
    reply = client.get(f"/v1{path}")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert reply.body == (tree / f"{file}.json").read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/v1/jobs",
        "/v1/index",
        "/v1/offices/",
        "/v1/offices.json",
        "/v1/offices/nope",
        "/v1/code-lists/nope",
        "/v1/.wegweiser-export",
        "/v1/.next/offices",
        "/offices",
        "/",
        "/v1/../secret",
        "/v1/%2e%2e/secret",
        "/v1/offices/../../secret",
        "/v1/offices%2f..%2f..%2fsecret",
        "/v1/..%5csecret",
        "/v1//offices",
        "/v1/offices%00",
        "/v1/by-link",
        "/v1/" + "a" * 300,
        "/v1" + "/a" * 50,
    ],
)
def test_everything_else_is_404(client: Client, tree: Path, path: str) -> None:
    """Nothing outside the tree is read, by dots, codes or links; long paths are no error."""
    link = tree / "by-link.json"
    if not link.is_symlink():
        link.symlink_to(tree.parent / "secret.json")
    reply = client.get(path)
    assert reply.status == 404
    assert b"secret" not in reply.body


def test_head_has_the_headers_of_get(client: Client) -> None:
    """And no body."""
    for path in ("/v1", "/v1/offices", "/v1/nope"):
        got, head = client.get(path), client.ask("HEAD", path)
        assert (head.status, head.headers, head.sent) == (got.status, got.headers, b"")


def test_nothing_can_be_written(client: Client) -> None:
    """Other methods are 405, with what is allowed."""
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        reply = client.ask(method, "/v1/offices")
        assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")


def test_caches_are_served(client: Client, tree: Path) -> None:
    """Weak validator, date, lifetime, compression; what did not change is not sent again."""
    reply = client.get("/v1/offices", {"Accept-Encoding": "gzip"})
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.headers["etag"].startswith('W/"')
    assert reply.headers["cache-control"] == "public, max-age=300"
    assert reply.headers["vary"] == "Accept-Encoding"
    changed = parsedate_to_datetime(reply.headers["last-modified"]).timestamp()
    assert changed == int((tree / "offices.json").stat().st_mtime)
    again = client.get("/v1/offices", {"If-None-Match": reply.headers["etag"]})
    assert (again.status, again.sent) == (304, b"")
    assert client.get("/v1/offices", {"If-None-Match": 'W/"other"'}).status == 200


def test_dates_count_where_no_validator_is_held(client: Client, tree: Path) -> None:
    """`If-Modified-Since` leads to 304 if the file is no younger; `If-None-Match` beside it goes first."""
    changed = (tree / "offices.json").stat().st_mtime
    same, before = (formatdate(changed - seconds, usegmt=True) for seconds in (0, 1))
    tag = client.get("/v1/offices").headers["etag"]
    for method in ("GET", "HEAD"):
        reply = client.ask(method, "/v1/offices", {"If-Modified-Since": same})
        assert (reply.status, reply.sent, reply.headers["etag"]) == (304, b"", tag)
        assert "content-type" not in reply.headers
        assert client.ask(method, "/v1/offices", {"If-Modified-Since": before}).status == 200
    other = {"If-Modified-Since": same, "If-None-Match": 'W/"other"'}
    assert client.get("/v1/offices", other).status == 200
    assert client.get("/v1/offices", {"If-Modified-Since": before, "If-None-Match": tag}).status == 304
    assert client.get("/v1/nope", {"If-Modified-Since": same}).status == 404


@pytest.mark.parametrize("date", ["", "x", "2026-11-22", "Sun, 31 Feb 2099 00:00:00 GMT", "0", "\xff"])
def test_what_is_no_date_says_nothing(client: Client, date: str) -> None:
    """The whole answer comes, as without the header."""
    assert client.get("/v1/offices", {"If-Modified-Since": date}).status == 200


@pytest.mark.parametrize("part", ["bytes=0-9", "bytes=-1", "bytes=999999999-", "lines=1", "x"])
def test_parts_are_not_served_and_not_promised(client: Client, tree: Path, part: str) -> None:
    """`Range` is ignored, as RFC 9110, 14.2 allows, and `Accept-Ranges` says so beforehand."""
    reply = client.get("/v1/offices", {"Range": part})
    assert (reply.status, reply.body) == (200, (tree / "offices.json").read_bytes())
    assert reply.headers["accept-ranges"] == "none"
    assert "content-range" not in reply.headers


def test_a_closed_tree_opens_for_credentials_only(tree: Path) -> None:
    """All but the description and the code lists, also where nothing lies; HEAD and 304 tell nothing."""
    basic = "Basic " + base64.b64encode(f"app:{WORD}".encode()).decode()
    with Client(closed(tree)) as client:
        for path in ("/v1/offices", "/v1/offices/nope", "/v1/nope", "/v1/offices/by-ags/09761"):
            for method in ("GET", "HEAD"):
                assert client.ask(method, path).status == 401
            assert client.get(path, {"If-None-Match": "*"}).status == 401
            assert client.get(path, {"If-Modified-Since": formatdate(2**32, usegmt=True)}).status == 401
            assert client.get(path, {"X-API-Key": "wrong"}).status == 401
        assert "www-authenticate" in client.get("/v1/offices").headers
        for right in ({"X-API-Key": KEY}, {"Authorization": basic}):
            reply = client.get("/v1/offices", right)
            assert (reply.status, reply.headers["cache-control"]) == (200, "private, max-age=300")
            assert client.get("/v1/nope", right).status == 404
        assert client.get("/v1/offices", {"X-API-Key": KEY, "Authorization": basic}).status == 400
        for path in ("/v1", "/v1/", "/v1/code-lists", "/v1/code-lists/modes"):
            assert client.get(path, {"X-API-Key": "wrong"}).status == 200


def test_a_new_export_is_served_at_once(tmp_path: Path) -> None:
    """Nothing of a tree is kept in mind."""
    arguments = [str(tmp_path / "tree"), "--classes", "core,static,offices", "--lang"]
    assert export([*arguments, "de"]) == 0
    with Client(static_app(Settings(), tmp_path / "tree")) as client:
        before = client.get("/v1").json()["languages"]
        assert export([*arguments, "en"]) == 0
        assert (before, client.get("/v1").json()["languages"]) == (["de"], ["en"])


def test_a_defect_can_stand_in_front(tree: Path) -> None:
    """As before the server of queries."""
    with Client(static_app(Settings(defect="paging/total-off-by-one"), tree)) as client:
        total = json.loads((tree / "offices.json").read_bytes())["page"]["total"]
        assert client.get("/v1/offices").json()["page"]["total"] == total + 1


def test_what_is_no_tree_is_refused(tmp_path: Path) -> None:
    """The message names the file and what would be right."""
    with pytest.raises(SettingsError, match=r"index\.json: No such file .* `wegweiser export` writes a tree"):
        static_app(Settings(), tmp_path)
    (tmp_path / "index.json").write_text("[]", "utf-8")
    with pytest.raises(SettingsError, match="no service description"):
        static_app(Settings(), tmp_path)
    (tmp_path / "index.json").write_text('{"conformsTo": ["core"]}', "utf-8")
    with pytest.raises(SettingsError, match=r"conformsTo in index\.json: "):
        static_app(Settings(), tmp_path)


def test_the_command_serves_a_tree(tree: Path) -> None:
    """The first line is the base URL, as without `--static`."""
    command = [sys.executable, "-m", "wegweiser_contract.command", "serve", "--port", "0", "--quiet"]
    arguments = ["--static", str(tree), "--base-path", "/files"]
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        url = process.stdout.readline().strip()
        assert url.endswith("/files")
        with urlopen(f"{url}/offices") as reply:
            assert reply.read() == (tree / "offices.json").read_bytes()
    finally:
        process.kill()
        process.communicate()


def test_what_queries_need_does_not_go_with_files(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said before anything is served."""
    assert cli.serve(["--port", "0", "--static", str(tree), "--data", "x"]) == 3
    assert "--static serves files as they are, without --data" in capsys.readouterr().err
