"""Nobody gets in without a key, learns from the time it takes whether one was close, or finds one written."""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest
from tests.server.wire import SERVE, Running, judge_problem, process

from wegweiser_server.access import credentials as at_rest
from wegweiser_server.access.credentials import hash_secret, read_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_server.inprocess import Client

KEY = "f00dfeedf00dfeedf00dfeedf00dfeed"
WORD = "Kennwort-des-Beispiels"
HASH = hash_secret(WORD.encode())
LINES = f"""
key first sha256${hashlib.sha256(KEY.encode()).hexdigest()}
key second sha256${hashlib.sha256(b"another").hexdigest()}
basic muster-stadt {HASH}
"""


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


@pytest.fixture(scope="module")
def closed() -> Iterator[Running]:
    environment = {**os.environ, "WEGWEISER_SERVER_CREDENTIALS": LINES}
    with process(*SERVE, "--access", "key,basic", environment=environment) as running:
        yield running


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which hashes were made, and which digests compared, in this order."""
    done: list[str] = []
    scrypt, compare = at_rest.scrypt, hmac.compare_digest

    def counted_scrypt(given: bytes, salt: bytes, cost: tuple[int, int, int]) -> bytes:
        done.append(f"scrypt {cost}")
        return scrypt(given, salt, cost)

    def counted_compare(one: Any, other: Any) -> bool:
        done.append("compare")
        return bool(compare(one, other))

    monkeypatch.setattr(at_rest, "scrypt", counted_scrypt)
    monkeypatch.setattr(hmac, "compare_digest", counted_compare)
    return done


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["/v1/jobs", "/v1/offices?limit=1", "/v1/jobs/j-1", "/v1/nope", "/v1/jobs/"])
def test_no_method_tells_what_is_there(closed: Running, method: str, path: str) -> None:
    """Existing and missing paths get the same answer, with every method and with validators."""
    for headers in ({}, {"If-None-Match": "*"}, {"X-API-Key": "wrong"}, {"If-Modified-Since": "x"}):
        answer, same = (closed.ask(method, target, headers) for target in (path, "/v1/never-there"))
        assert answer.status == 401
        assert "ApiKey" in answer.headers["www-authenticate"]
        assert "etag" not in answer.headers
        assert (answer.body, set(answer.headers)) == (same.body, set(same.headers))


def test_an_etag_opens_nothing(closed: Running) -> None:
    """Who holds the validator of an answer still needs the key for its 304."""
    tag = closed.get("/v1/jobs", **{"X-API-Key": KEY}).headers["etag"]
    held = {"If-None-Match": tag}
    assert closed.ask("GET", "/v1/jobs", held).status == 401
    assert closed.ask("HEAD", "/v1/jobs", held).status == 401
    assert closed.ask("GET", "/v1/jobs", held | {"X-API-Key": KEY}).status == 304


@pytest.mark.parametrize("name", ["api_key", "apikey", "X-API-Key", "key", "access_token"])
def test_a_key_in_the_url_opens_nothing(closed: Running, client: Client, name: str) -> None:
    """It is 401 like none at all, an unknown parameter where anybody may ask, and is never repeated."""
    target = f"/v1/jobs?{name}={KEY}"
    answer = closed.get(target)
    judge_problem(answer, 401)
    told = client.get(target)
    assert (told.status, told.json()["errors"][0]["parameter"]) == (400, name)
    for text in (answer.body, str(answer.headers), told.body, str(told.headers)):
        assert KEY not in str(text)


def test_no_key_is_ever_written(closed: Running) -> None:
    """Not in the log, not in answers, not in addresses of next pages, right or wrong."""
    wrong = KEY[:-1] + "0"
    answers = [
        closed.get("/v1/jobs?limit=1", **{"X-API-Key": key}) for key in (KEY, wrong, KEY.upper(), f"{KEY},x")
    ]
    answers += [closed.ask("GET", "/v1/jobs", basic("muster-stadt", word)) for word in (WORD, WORD + "x")]
    answers += [closed.ask("GET", "/v1/jobs", {"X-API-Key": KEY} | basic("muster-stadt", WORD))]
    answers += [closed.send(f"GET /v1/jobs\x00 HTTP/1.1\r\nX-API-Key: {KEY}\r\n\r\n".encode())]
    assert [answer.status for answer in answers] == [200, 401, 401, 401, 200, 401, 400, 400]
    written = closed.said() + "".join(f"{answer.headers}{answer.body!r}" for answer in answers)
    for secret in (KEY, wrong, KEY.upper(), WORD, b64encode(f"muster-stadt:{WORD}".encode()).decode()):
        assert secret not in written
    assert "muster-stadt" not in closed.said()


@pytest.mark.parametrize("key", [KEY, KEY[:-1], "another", "", "x" * 10_000], ids=len)
def test_every_key_is_compared_with_every_one_known(hashed: list[str], key: str) -> None:
    """Right, close or far: the same number of comparisons, each in constant time."""
    known = read_credentials(LINES, "test")
    hashed.clear()
    known.knows_key(key.encode())
    assert hashed == ["compare", "compare"]


@pytest.mark.parametrize("user", ["muster-stadt", "muster-stad", "nobody", ""])
@pytest.mark.parametrize("word", [WORD, WORD[:-1], ""], ids=len)
def test_unknown_names_cost_as_much_as_known_ones(hashed: list[str], user: str, word: str) -> None:
    """One hash of the same cost and one comparison, whoever asks."""
    known = read_credentials(LINES, "test")
    hashed.clear()
    assert known.knows_password(user, word.encode()) == ((user, word) == ("muster-stadt", WORD))
    assert hashed == ["scrypt (16384, 8, 1)", "compare"]


def test_wrong_passwords_are_not_remembered(
    hashed: list[str], served: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what was right is: a second guess costs as much as the first."""
    closed = served(access=("basic",), credentials=read_credentials(LINES, "test"))
    hashed.clear()
    for _ in range(3):
        assert closed.get("/v1/jobs", basic("muster-stadt", "wrong")).status == 401
    assert len([one for one in hashed if one.startswith("scrypt")]) == 3
    for _ in range(3):
        assert closed.get("/v1/jobs", basic("muster-stadt", WORD)).status == 200
    assert len([one for one in hashed if one.startswith("scrypt")]) == 4
