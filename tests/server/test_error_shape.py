"""Errors: always a problem document, in the language asked for, never a word about the inside."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from wegweiser_server.application import create_app
from wegweiser_server.inprocess import Client, Reply
from wegweiser_server.settings import Settings
from wegweiser_server.store import UnavailableError

if TYPE_CHECKING:
    from wegweiser_contract import Contract

ODD_TARGETS = [
    "/",
    "//v1/jobs",
    "/v1//jobs",
    "/v1/jobs/",
    "/v1/jobs%0A",
    "/v1%2Fjobs",
    "/v1/jobs%2Fx",
    "/v1/JOBS",
    "/v1/nope",
    "/v1/jobs/nope",
    "/v1/jobs/%00",
    "/v1/jobs/%ff",
    "/v1/jobs/../jobs",
    "/v1/jobs/x/y",
    "/v1/jobs/pages/2",
    "/v2",
    "/v1x",
    "/healthz/",
    "/openapi.json/x",
    "/v1/code-lists/nope",
    "/v1/code-lists/",
    "/v1/code-lists/Nope!",
    "/v1/jobs?%00=%00",
    "/v1/jobs?cursor=x",
    "/v1/jobs?cursor=%F0%9F%92%A9",
    "/v1/jobs?" + "a=1&" * 3000,
    "/v1/jobs?" + "q=" + "a" * 60000,
    "/v1/jobs?" + "a" * 5000 + "=1",
]


def judge(contract: Contract, reply: Reply) -> None:
    """A problem whose members agree with each other and with the contract."""
    problem = reply.json()
    assert reply.headers["content-type"] == "application/problem+json"
    schema = {"$ref": "#/components/schemas/Problem", "components": contract.document["components"]}
    assert not list(jsonschema_rs.validator_for(schema).iter_errors(problem))
    entry = contract.code_lists["problem-codes"].entries[problem["code"]].raw
    assert {"scheme": "http-status", "code": str(reply.status)} in entry["mappings"]
    assert problem["status"] == reply.status
    assert problem["type"].rpartition("/")[2] == problem["code"]
    if "errors" in problem:
        assert problem["code"] in {error["code"] for error in problem["errors"]}


@pytest.mark.parametrize("target", ODD_TARGETS, ids=lambda target: target[:40])
def test_every_refusal_is_a_problem_document(client: Client, contract: Contract, target: str) -> None:
    """Whatever is asked, a refusal is 4xx and a problem by the contract."""
    reply = client.get(target)
    assert 400 <= reply.status < 500
    judge(contract, reply)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "get", "FOO"])
def test_other_methods_are_refused(client: Client, contract: Contract, method: str) -> None:
    """Anything but GET, HEAD and OPTIONS is 405 and names what is allowed."""
    for target in ("/v1", "/v1/jobs", "/v1/jobs/x", "/healthz"):
        reply = client.ask(method, target, body=b"{")
        assert reply.status == 405
        assert reply.headers["allow"] == "GET, HEAD, OPTIONS"
        judge(contract, reply)


def test_unknown_paths_are_not_found_whatever_the_method(client: Client) -> None:
    """404 goes before 405."""
    for method in ("GET", "POST", "OPTIONS"):
        assert client.ask(method, "/v1/nope").status == 404


@pytest.mark.parametrize(("target", "status"), [("/v1/jobs/nope?x=1", 404), ("/v1/jobs/no!pe?x=1", 400)])
def test_not_found_goes_before_bad_parameters(client: Client, target: str, status: int) -> None:
    """An unknown id is 404 even with a bad parameter; a malformed one is 400."""
    assert client.get(target).status == status


def test_a_bad_parameter_of_an_existing_record_is_refused(client: Client) -> None:
    """Items take no unknown parameter either."""
    (item,) = client.get("/v1/jobs?limit=1").json()["items"]
    reply = client.get(f"/v1/jobs/{item['id']}?x=1&lang=de_DE")
    assert [error["parameter"] for error in reply.json()["errors"]] == ["x", "lang"]


def test_problems_speak_the_language_asked_for(client: Client) -> None:
    """Titles and details in German or English; codes and names of parameters are constant."""
    german, english = (client.get(f"/v1/jobs?limit=0&lang={lang}") for lang in ("de", "en"))
    assert (german.headers["content-language"], english.headers["content-language"]) == ("de", "en")
    assert "ganze Zahl" in german.json()["detail"]
    assert "whole number" in english.json()["detail"]
    assert german.json()["code"] == english.json()["code"]


def test_random_requests_never_fail(client: Client) -> None:
    """A thousand requests of random bytes, and none is answered with a server error."""
    dice = random.Random(7)
    names = [
        b"limit",
        b"q",
        b"kind",
        b"lat",
        b"lon",
        b"cursor",
        b"lang",
        b"sort",
        b"remote",
        b"startFrom",
        b"x",
    ]
    for _ in range(1000):
        query = b"&".join(dice.choice(names) + b"=" + _noise(dice) for _ in range(dice.randint(0, 4)))
        path = dice.choice(
            [b"/v1/jobs", b"/v1/offices", b"/v1/courses/" + _noise(dice), b"/v1/" + _noise(dice)]
        )
        headers = {
            "Accept-Language": _noise(dice).decode("latin-1"),
            "If-None-Match": _noise(dice).decode("latin-1"),
        }
        reply = client.get(path + b"?" + query, headers | {"Accept-Encoding": _noise(dice).decode("latin-1")})
        assert reply.status in (200, 304, 400, 404), (path, query)


def _noise(dice: random.Random) -> bytes:
    pieces = [
        b"%",
        b"%00",
        b"%C3%A4",
        b"\xff",
        b"1",
        b"-",
        b"a",
        b",",
        b";q=",
        b'"',
        b"*",
        b"W/",
        b"0",
        b"+",
        b"de",
    ]
    return b"".join(dice.choice(pieces) for _ in range(dice.randint(0, 6)))


class Broken:
    """A store whose every answer is an error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        raise self._error


def broken(error: Exception) -> Client:
    store: Any = Broken(error)
    return Client(create_app(Settings(), store))


def test_a_fault_of_our_own_tells_nothing(contract: Contract, caplog: pytest.LogCaptureFixture) -> None:
    """An unforeseen exception is a 500 problem; its text reaches neither client nor log."""
    with broken(RuntimeError("SELECT secret FROM jobs")) as client:
        reply = client.get("/v1/jobs")
    assert reply.status == 500
    judge(contract, reply)
    assert "secret" not in reply.body.decode() + caplog.text
    assert "RuntimeError" in caplog.text


def test_a_store_that_is_away_is_unavailable(contract: Contract) -> None:
    """A database that cannot answer is 503 with a time to come back, in header and body."""
    with broken(UnavailableError("the database is locked")) as client:
        reply = client.get("/v1/jobs")
    assert reply.status == 503
    assert reply.json()["retryAfterSeconds"] == int(reply.headers["retry-after"])
    assert "database" not in reply.body.decode()
    judge(contract, reply)


def test_bodies_of_get_are_ignored(client: Client) -> None:
    """A body on GET, of whatever type, changes nothing."""
    odd = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "3"}
    for headers in (odd, {"Content-Type": "application/json"}, {"Content-Type": "\x80"}):
        assert (
            client.ask("GET", "/v1/jobs?limit=1", headers, b"{[(").sent == client.get("/v1/jobs?limit=1").sent
        )


def test_accept_is_ignored(client: Client) -> None:
    """`Accept` never changes an answer, and there is no 406."""
    for accept in ("text/html", "application/xml;q=1", "*/*;q=0", "nonsense"):
        assert client.get("/v1/jobs?limit=1", {"Accept": accept}) == client.get("/v1/jobs?limit=1")
