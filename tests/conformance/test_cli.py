"""The command line: whatever is asked, one clear message, the right exit code, no traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.conformance.serving import answering, plain

from wegweiser_conformance import cli, runner
from wegweiser_conformance.explain import explain

if TYPE_CHECKING:
    from pathlib import Path

HTML = plain(b"<!DOCTYPE html><title>Hello</title>", "Content-Type: text/html")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports go to a folder of the test's own, and no key of the developer's is used."""
    monkeypatch.chdir(tmp_path)
    for name in ("WEGWEISER_API_KEY", "WEGWEISER_BASIC"):
        monkeypatch.delenv(name, raising=False)


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """The one message on standard error."""
    told = capsys.readouterr()
    assert told.err.startswith("wegweiser check: ")
    assert "Traceback" not in told.err
    return told.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the URL to judge is missing"),
        (["ftp://agency.example"], "is no URL of an interface"),
        (["http://user:word@127.0.0.1/"], "a URL carries no credentials"),
        (["http://127.0.0.1/?a=b"], "without a query string"),
        (["http://127.0.0.1:99999/"], "is no URL"),
        (["http://127.0.0.1", "--only", "paging/total-match"], "did you mean paging/total-matches"),
        (["http://127.0.0.1", "--classes", "core,job"], "no conformance class is called job"),
        (["http://127.0.0.1", "--rate", "fast"], "is no number"),
        (["http://127.0.0.1", "--max-requests", "0"], "at least 1"),
        (["http://127.0.0.1", "--key", "secret"], "unrecognized arguments"),
        (["http://127.0.0.1", "--html", "none/such/report.html"], "cannot be written"),
        (["http://127.0.0.1", "--html", "a", "--json", "a"], "each its own file"),
        (["http://127.0.0.1", "--key-file", "none"], "cannot be read"),
        (["http://127.0.0.1", "--ca-bundle", "none"], "cannot be read"),
        (["http://127.0.0.1", "--lang", "fr"], "invalid choice"),
    ],
)
def test_bad_arguments_are_refused_before_anything_is_asked(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3 and what would be right."""
    assert cli.check(arguments) == 3
    assert message in complaint(capsys)


def test_nothing_listens(capsys: pytest.CaptureFixture[str]) -> None:
    """One message, and no empty report is left behind."""
    with answering(b"") as base:
        pass
    assert cli.check([base]) == 3
    assert "nothing listens there" in complaint(capsys)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (HTML, "an HTML page, not the Wegweiser interface"),
        (plain(b'{"hello": 1}', "Content-Type: application/json"), "JSON without contractVersion"),
        (plain(b"\x00\xff\xfe", "Content-Type: application/json"), "no JSON (not UTF-8"),
        (
            plain(b"", "Location: https://agency.example/", status="301 Moved"),
            "it redirects to https://agency.example/",
        ),
        (plain(b"{}", status="401 Unauthorized"), "set WEGWEISER_API_KEY"),
        (plain(b"{}", status="503 Busy"), "gave 503"),
        (b"SSH-2.0-OpenSSH\r\n", "Is this the right port"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"[" * 200_000, "nested deeper"),
    ],
)
def test_what_is_no_such_interface_is_called_what_it_is(
    answer: bytes, message: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Found, and what to do about it; no report is left behind."""
    with answering(answer) as base:
        assert cli.check([base]) == 3
    assert message in complaint(capsys)
    assert list(tmp_path.iterdir()) == []


def test_a_url_that_goes_too_far_is_corrected(capsys: pytest.CaptureFixture[str]) -> None:
    """`check` takes what precedes /jobs."""
    with answering(HTML) as base:
        assert cli.check([f"{base}/v1/jobs"]) == 3
        assert f"give the URL that precedes /jobs: {base}/v1" in complaint(capsys)


@pytest.mark.parametrize("sign", ["contractVersion", "conformsTo", "items"])
def test_one_sign_of_the_contract_is_enough_to_be_judged(
    sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server is wrong then, not absent."""
    body = json.dumps({sign: "2.0"}).encode()
    with answering(plain(body, "Content-Type: application/json")) as base:
        code = cli.check([base, "--json", "-", "--quiet", "--only", "paging"])
    document = json.loads(capsys.readouterr().out)
    assert code == document["exitCode"]
    assert code in {1, 2}
    assert document["claimedBy"] == "observed"


def test_an_unexpected_fault_is_the_suites_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 4 and a request to report it."""
    monkeypatch.setattr(cli, "base_url", lambda _: 1 / 0)
    assert cli.check(["http://127.0.0.1"]) == 4
    assert "fault of the suite, please report it: ZeroDivisionError" in complaint(capsys)


def test_an_interrupt_says_how_far_it_came(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 130."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    body = b'{"contractVersion": "1", "conformsTo": ["core", "jobs", "query"]}'
    with answering(plain(body, "Content-Type: application/json")) as base:
        monkeypatch.setattr(runner, "run", interrupted)
        assert cli.check([base]) == 130
    assert "interrupted after 0 of " in complaint(capsys)


def test_explain_says_it_offline(capsys: pytest.CaptureFixture[str]) -> None:
    """Sentence, advice, place and demands, in either language."""
    assert explain(["paging/total-matches", "--lang", "de"]) == 0
    told = capsys.readouterr().out
    assert "MUSS" in told
    assert "L3" in told
    assert explain([]) == 0
    assert "paging/every-record-once" in capsys.readouterr().out


def test_explain_helps_with_a_misspelt_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Close names are offered."""
    assert explain(["pagign"]) == 3
    assert "did you mean paging" in capsys.readouterr().err
