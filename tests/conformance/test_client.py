"""The client: reads only, once, within bounds, and keeps secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from tests.conformance.judged import client, report_of, requirement, target
from tests.conformance.tiny import BASE, Tiny, raw

from wegweiser_conformance import credentials, near_misses
from wegweiser_conformance.address import AddressError
from wegweiser_conformance.client import proxy_for
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.model import NotTested, Result, Status, Violation
from wegweiser_conformance.pace import BudgetSpent, Pace
from wegweiser_conformance.reporters import WRITERS

if TYPE_CHECKING:
    from pathlib import Path

KEY = 'se"cret&<key>/1'


def test_equal_questions_are_sent_once() -> None:
    """Header names compare without case; `fresh` asks anew."""
    tiny = Tiny()
    one = client(tiny)
    first = one.ask(f"{BASE}/jobs", headers={"Accept-Language": "de"})
    assert one.ask(f"{BASE}/jobs", headers={"accept-language": "de"}) is first
    assert one.ask(f"{BASE}/jobs", headers={"Accept-Language": "de"}, fresh=True) is not first
    one.ask(f"{BASE}/jobs")
    assert len(tiny.asked) == len(one.traffic) == 3


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_but_reading_is_ever_sent(method: str) -> None:
    """The suite can do no harm."""
    tiny = Tiny()
    with pytest.raises(ValueError, match="only reads"):
        client(tiny).ask(f"{BASE}/jobs", method=method)
    assert not tiny.asked


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example/v1/jobs",
        "https://127.0.0.1:8080/v1/jobs",
        "http://127.0.0.1:9/",
        "javascript:1",
        "//x/",
        "http://[",
    ],
)
def test_no_other_host_is_asked(url: str) -> None:
    """A `next` or redirect that leads elsewhere never takes the key along."""
    tiny = Tiny()
    with pytest.raises(NotTested):
        client(tiny).ask(url)
    assert not tiny.asked


def test_no_cookie_is_sent_back() -> None:
    """Who needs one answers otherwise: what passes was answered without."""
    tiny = Tiny(overrides={"/": lambda: raw(headers={"Set-Cookie": "sid=1; Path=/"})})
    one = client(tiny)
    assert "Set-Cookie" in one.ask(f"{BASE}/").headers
    one.ask(f"{BASE}/jobs")
    assert [request.headers.get("Cookie") for request in tiny.asked] == [None, None]


def test_a_redirect_is_an_answer() -> None:
    """It is recorded, not followed."""
    tiny = Tiny(
        overrides={"/jobs": lambda: raw(status=302, headers={"Location": "http://elsewhere.example/"})}
    )
    one = client(tiny)
    assert one.ask(f"{BASE}/jobs").status == 302
    assert len(tiny.asked) == 1


def test_a_server_that_goes_away_is_not_blamed() -> None:
    """What could not be asked any more is not tested."""

    def gone() -> httpx.Response:
        raise httpx.ConnectError("[Errno 111] Connection refused")

    one = client(Tiny(overrides={"/jobs": gone}))
    assert one.ask(f"{BASE}/jobs").status == 0
    assert one.ask(f"{BASE}/").status == 200
    with pytest.raises(NotTested, match="stopped answering"):
        one.ask(f"{BASE}/jobs", fresh=True)


@pytest.mark.parametrize(
    ("proxy", "used"),
    [("proxy.example:3128", "http://proxy.example:3128"), ("http://p.example", "http://p.example")],
)
def test_a_proxy_of_the_environment_is_used_for_other_machines_only(
    proxy: str, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never for loopback; one that speaks no HTTP is refused."""
    monkeypatch.setenv("https_proxy", proxy)
    assert proxy_for("https://agency.example/v1") == used
    assert proxy_for("https://127.0.0.1/v1") is None
    monkeypatch.setenv("https_proxy", "socks5://p.example")
    with pytest.raises(AddressError, match="no HTTP proxy"):
        proxy_for("https://agency.example/v1")


def test_the_budget_is_kept() -> None:
    """What cannot be asked any more is not tested."""
    one = client(pace=Pace(most=2))
    one.ask(f"{BASE}/jobs")
    one.ask(f"{BASE}/")
    one.ask(f"{BASE}/jobs")
    with pytest.raises(BudgetSpent, match="budget of 2 requests"):
        one.ask(f"{BASE}/jobs/j-001")


def test_the_rate_is_kept() -> None:
    """Five a second means a fifth of a second between two."""
    slept: list[float] = []
    pace = Pace(rate=5, sleep=slept.append, clock=lambda: 100.0)
    for _ in range(3):
        pace.step()
    assert slept == pytest.approx([0.2, 0.4])


def test_retry_after_is_obeyed_within_bounds() -> None:
    """A 429 is waited for as long as it asks; one that asks for an hour ends the check."""
    answers = iter(
        [
            raw(status=429, headers={"Retry-After": "7"}),
            raw(b"{}", headers={"Content-Type": "application/json"}),
        ]
    )
    slept: list[float] = []
    tiny = Tiny(
        overrides={
            "/jobs": lambda: next(answers),
            "/": lambda: raw(status=503, headers={"Retry-After": "3600"}),
        }
    )
    one = client(tiny, pace=Pace(sleep=slept.append))
    assert one.ask(f"{BASE}/jobs").status == 200
    assert slept == [7.0]
    with pytest.raises(NotTested, match="refused with 503"):
        one.ask(f"{BASE}/")


def test_the_suite_says_who_asks() -> None:
    """Its User-Agent names version and contact."""
    tiny = Tiny()
    client(tiny).ask(f"{BASE}/")
    assert tiny.asked[0].headers["User-Agent"].startswith("wegweiser-conformance/")
    assert "(+https://" in tiny.asked[0].headers["User-Agent"]


def test_open_paths_are_asked_without_the_key() -> None:
    """The description is open everywhere; everything else gets the key."""
    tiny, mask = Tiny(), Mask()
    judged = target(tiny, credential=credentials.api_key("0123456789", mask), mask=mask)
    judged.ask("/jobs")
    assert ["X-API-Key" in request.headers for request in tiny.asked] == [False, True]


@pytest.mark.parametrize("form", sorted(WRITERS.keys() - {"badge"}))
@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_key_that_the_server_echoes_reaches_no_report(form: str, lang: str) -> None:
    """Not in bodies, headers, findings or curl lines, in whatever spelling it comes back."""
    mask = Mask()
    spellings = f"{KEY} {KEY.replace('/', '%2F').replace('&', '%26')}"
    echo = raw(spellings.encode(), headers={"X-Echo": KEY, "Location": f"https://a.example/?k={KEY}"})
    judged = target(
        Tiny(overrides={"/jobs": lambda: echo}), credential=credentials.api_key(KEY, mask), mask=mask
    )
    answer = judged.ask("/jobs")
    found = Violation(f"no {KEY}", KEY, answer, f"/{KEY}", KEY)
    told = report_of([Result(requirement(), Status.FAILED, f"found {KEY}", (found,))], judged, lang)
    text = WRITERS[form](told)
    assert "•••" in text
    for part in (KEY, "cret&", "cret%26", "cret&amp;", 'cret\\"', "key&gt;/1", "key>/1"):
        assert part not in text


@pytest.mark.parametrize("before", range(3_950, 4_060, 7))
def test_the_end_of_an_excerpt_never_shows_half_a_key(before: int) -> None:
    """Wherever a long body is cut, and however much the masking shortens it."""
    mask = Mask()
    mask.secret("0123456789abcdef")
    for text in ("x" * before + "0123456789abcdef" * 99, "0123456789abcdef" * 500):
        told = mask.excerpt(text, 4_000)
        assert "0123" not in told
        assert len(told) <= 4_002


def test_concealed_personal_data_reach_no_report() -> None:
    """They are shown by length and hash."""
    judged = target(Tiny(overrides={"/jobs": lambda: raw(b'{"contact": "vorname.nachname@agency.example"}')}))
    answer = judged.ask("/jobs")
    judged.conceal("vorname.nachname@agency.example")
    results = [Result(requirement(), Status.FAILED, "", (Violation("none", "one", answer, "/contact"),))]
    report = report_of(results, judged)
    assert not [form for form, write in WRITERS.items() if "vorname.nachname" in write(report)]
    assert "[personal data, 31 characters, sha256 " in WRITERS["json"](report)


def test_credentials_come_from_the_environment_or_a_file(tmp_path: Path) -> None:
    """Never two at once, and what cannot be used is said without repeating it."""
    mask, file = Mask(), tmp_path / "key"
    file.write_text("abc-123\n")
    assert credentials.find({}, None, mask) == credentials.NONE
    assert credentials.find({"WEGWEISER_API_KEY": "k"}, None, mask).header == ("X-API-Key", "k")
    assert credentials.find({}, str(file), mask).header == ("X-API-Key", "abc-123")
    assert credentials.find({"WEGWEISER_BASIC": "u:p"}, None, mask).header == ("Authorization", "Basic dTpw")
    assert "abc-123" not in repr(credentials.find({}, str(file), mask))
    for wrong in ({"WEGWEISER_BASIC": "nocolon"}, {"WEGWEISER_API_KEY": "a\nb"}):
        with pytest.raises(credentials.CredentialError):
            credentials.find(wrong, None, mask)
    with pytest.raises(credentials.CredentialError, match="both"):
        credentials.find({"WEGWEISER_BASIC": "u:p", "WEGWEISER_API_KEY": "k"}, None, mask)
    with pytest.raises(credentials.CredentialError, match="cannot be read"):
        credentials.find({}, str(tmp_path / "none"), mask)


def test_the_curl_line_can_be_pasted() -> None:
    """A credential is a shell variable in it, other headers are quoted."""
    mask = Mask()
    one = client(Tiny(), credential=credentials.api_key(KEY, mask), mask=mask)
    answer = one.ask(f"{BASE}/jobs?q=a%20b", headers={"Accept-Language": "de, en;q=0.5"})
    assert answer.curl == (
        "curl -i --compressed -H \"X-API-Key: $WEGWEISER_API_KEY\" -H 'Accept: application/json' "
        "-H 'Accept-Language: de, en;q=0.5' "
        "'http://127.0.0.1:8080/v1/jobs?q=a%20b'"
    )


def test_an_empty_value_leaves_out_what_is_usual_and_is_sent_otherwise() -> None:
    """An empty key is a key that was typed wrongly, not none; curl is told so."""
    one = client(Tiny())
    answer = one.ask(f"{BASE}/jobs", headers={"Accept": "", "X-API-Key": ""})
    assert "-H Accept: " in answer.curl.replace("'", "")
    assert "-H 'X-API-Key;' " in answer.curl


def test_nearly_right_keys_are_hidden_like_the_key() -> None:
    """One sign another, or capitals for small letters: as long as the key, and in no report."""
    mask = Mask()
    offered = near_misses.headers(credentials.api_key(KEY, mask), mask)
    keys = [value for header in offered for value in header.values()]
    assert [list(header) for header in offered] == [["X-API-Key"]] * 2
    assert KEY not in keys
    assert keys[1].lower() == KEY.lower()
    assert sum(one != other for one, other in zip(keys[0], KEY, strict=True)) == 1
    assert mask.clean(" ".join(keys)) == "••• •••"
    assert near_misses.headers(credentials.NONE, mask) == []
