"""Access: who may ask, in which order refusals come, and what never leaks."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from wegweiser_server.access.credentials import Credentials, CredentialsError, hash_secret, read_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wegweiser_server.inprocess import Client

    Served = Callable[..., Client]

KEY = "k-4c1d0f3ab2"
LINES = f"""
# organisations of the tests
key muster-app sha256${hashlib.sha256(KEY.encode()).hexdigest()}
basic muster-stadt {hash_secret("Grüße: 1".encode())}
"""
CREDENTIALS = read_credentials(LINES, "test")


def basic(user: str, password: str) -> Mapping[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


RIGHT_KEY = {"X-API-Key": KEY}
WRONG_KEY = {"X-API-Key": KEY + "x"}
RIGHT_BASIC = basic("muster-stadt", "Grüße: 1")
CLOSED = ["/jobs", "/jobs?limit=1", "/jobs/nope", "/nope", "/jobs/", "/jobs?x=1", "/offices?cursor=x"]


@pytest.fixture
def keyed(served: Served) -> Client:
    return served(access=("key",), credentials=CREDENTIALS)


@pytest.mark.parametrize("target", CLOSED)
@pytest.mark.parametrize(
    "headers", [{}, WRONG_KEY, {"X-API-Key": ""}, RIGHT_BASIC], ids=["none", "wrong", "empty", "other"]
)
def test_nobody_gets_in_without_a_key(keyed: Client, target: str, headers: Mapping[str, str]) -> None:
    """401 with a challenge goes before 404 and 400, for GET and HEAD, and with `If-None-Match`."""
    for method in ("GET", "HEAD"):
        reply = keyed.ask(method, "/v1" + target, {**headers, "If-None-Match": "*"})
        assert reply.status == 401
        assert reply.headers["www-authenticate"].startswith("ApiKey ")


def test_the_right_key_opens(keyed: Client) -> None:
    """With the right key everything answers as usual, later pages, items and 304 too."""
    page = keyed.get("/v1/jobs?limit=1", RIGHT_KEY)
    assert page.status == 200
    assert keyed.get("/v1/jobs" + page.json()["page"]["next"], RIGHT_KEY).status == 200
    assert keyed.get(f"/v1/jobs/{page.json()['items'][0]['id']}", RIGHT_KEY).status == 200
    held = {**RIGHT_KEY, "If-None-Match": page.headers["etag"]}
    assert keyed.get("/v1/jobs?limit=1", held).status == 304
    assert keyed.get("/v1/nope", RIGHT_KEY).status == 404
    assert keyed.get("/v1/jobs?x=1", RIGHT_KEY).status == 400


@pytest.mark.parametrize(
    ("user", "password", "status"),
    [
        ("muster-stadt", "Grüße: 1", 200),
        ("muster-stadt", "Grüße: 2", 401),
        ("muster-stadt", "", 401),
        ("nobody", "Grüße: 1", 401),
        ("", "", 401),
    ],
)
def test_basic_opens_with_the_right_password(served: Served, user: str, password: str, status: int) -> None:
    """HTTP Basic in UTF-8; a colon may stand in the password."""
    closed = served(access=("basic",), credentials=CREDENTIALS)
    for _ in range(2):
        reply = closed.get("/v1/jobs", basic(user, password))
        assert reply.status == status
        assert ("www-authenticate" in reply.headers) == (status == 401)


@pytest.mark.parametrize(
    "value", ["Basic", "Basic ", "Basic ???", "basic eA==", "Basic  Og==", "Basic \u00e4"]
)
def test_broken_basic_is_wrong(served: Served, value: str) -> None:
    """What cannot be decoded is a wrong credential, never an error."""
    closed = served(access=("basic",), credentials=CREDENTIALS)
    assert closed.get("/v1/jobs", {"Authorization": value}).status == 401


def test_description_and_code_lists_stay_open(keyed: Client) -> None:
    """The description and the code lists answer without a key, and credentials there are not judged."""
    for target in ("/v1", "/v1/", "/v1/code-lists", "/v1/code-lists/cefr"):
        for headers in ({}, WRONG_KEY, {**RIGHT_KEY, **RIGHT_BASIC}):
            assert keyed.get(target, headers).status == 200
    for target in ("/v1/code-lists/", "/v1/code-lists/nope", "/v1/code-lists/cefr/"):
        assert keyed.get(target).status == 404


def test_a_wrong_key_beside_anonymous_access_is_refused(served: Served) -> None:
    """Where anonymous access is allowed a right key opens too, and a wrong one is 401."""
    both = served(access=("anonymous", "key"), credentials=CREDENTIALS)
    assert [both.get("/v1/jobs", headers).status for headers in ({}, RIGHT_KEY, WRONG_KEY)] == [200, 200, 401]


def test_two_credentials_at_once_conflict(served: Served) -> None:
    """Credentials of two named schemes, or two of one, are 400 `conflicting-credentials`."""
    both = served(access=("key", "basic"), credentials=CREDENTIALS)
    reply = both.get("/v1/jobs", {**RIGHT_KEY, **RIGHT_BASIC})
    assert (reply.status, reply.json()["code"]) == (400, "conflicting-credentials")
    assert both.get("/v1/jobs", RIGHT_KEY).status == both.get("/v1/jobs", RIGHT_BASIC).status == 200
    assert both.get("/v1/jobs").headers["www-authenticate"].count("realm") == 2


def test_unnamed_schemes_are_ignored(client: Client, keyed: Client) -> None:
    """A credential of a scheme that is not named changes nothing."""
    plain = client.get("/v1/jobs?limit=1")
    for headers in (WRONG_KEY, basic("x", "y"), {"Authorization": "Bearer x"}, {"Authorization": ""}):
        assert client.get("/v1/jobs?limit=1", headers) == plain
    assert keyed.get("/v1/jobs", {**RIGHT_KEY, "Authorization": "Bearer x"}).status == 200


def test_closed_answers_are_private(keyed: Client) -> None:
    """Where a key is demanded every answer is private, and `Vary` names the header of the key."""
    for target, headers in (("/v1/jobs", RIGHT_KEY), ("/v1/jobs?x=1", RIGHT_KEY), ("/v1/jobs", {})):
        reply = keyed.get(target, headers)
        assert "private" in reply.headers["cache-control"]
        assert "X-API-Key" in reply.headers["vary"]


def test_access_is_described(served: Served, client: Client) -> None:
    """The description names the schemes, and how to get a key."""
    assert client.get("/v1").json()["access"] == {"schemes": ["anonymous"]}
    access = served(access=("key", "basic"), credentials=CREDENTIALS).get("/v1").json()["access"]
    assert access["schemes"] == ["api-key", "basic"]
    assert access["instructions"]["value"]


def test_secrets_are_hashed_with_salt() -> None:
    """The same password twice gives two hashes, each matching, neither holding it."""
    one, other = hash_secret(b"geheim"), hash_secret(b"geheim")
    assert one != other
    assert "geheim" not in one + other
    for line in (one, other):
        known = read_credentials(f"basic x {line}", "test")
        assert known.knows_password("x", b"geheim")
        assert not known.knows_password("x", b"Geheim")


def test_nobody_is_known_without_credentials() -> None:
    """An empty file opens nothing."""
    assert not Credentials().knows_key(b"")
    assert not Credentials().knows_password("", b"")


@pytest.mark.parametrize(
    "line",
    [
        "key muster-app plain-text-key",
        "key muster-app",
        "token muster-app sha256$00",
        "key muster-app sha256$zz",
        "basic muster-app scrypt$3$8$1$00$00",
        "basic muster-app scrypt$1048576$64$1$00$00",
        "basic muster-app scrypt$16384$8$1$00",
    ],
)
def test_a_broken_line_is_named_and_not_shown(line: str) -> None:
    """A wrong line of credentials is named by its number; what it holds stays untold."""
    with pytest.raises(CredentialsError) as caught:
        read_credentials(f"# first\n{line}", "FILE")
    assert "FILE, line 2" in str(caught.value)
    assert line.split()[-1] not in str(caught.value)
