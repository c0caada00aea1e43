"""The reports: what a machine reads is consistent, what a person reads is whole and safe."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from tests.conformance.judged import report_of, requirement, target
from tests.conformance.tiny import Tiny, raw

from wegweiser_conformance.links import DOCUMENTATION
from wegweiser_conformance.model import NotTested, Result, Seen, Status, Violation
from wegweiser_conformance.reporters import WRITERS
from wegweiser_conformance.reporters.console import Console
from wegweiser_conformance.wording import LANGUAGES, Words

if TYPE_CHECKING:
    from wegweiser_conformance.report import Report

EVIL = "<script src='https://elsewhere.example/x.js'></script>\x1b[31m\ud800\x00"
TOP = {
    *("target", "contractVersion", "suiteVersion", "seed", "time", "requests"),
    *("verdict", "exitCode", "classes", "results"),
}


def whole(lang: str = "en") -> Report:
    """A report with every status and with hostile text in every place that a server can fill."""
    judged = target(
        Tiny(overrides={"/jobs": lambda: raw(EVIL.encode("utf-8", "replace"), headers={"X-Evil": "<b>"})})
    )
    judged.description_answer.object["publisher"]["name"] = EVIL
    answer = judged.ask("/jobs")
    found = (Violation(f"no {EVIL}", EVIL, answer, f"/{EVIL}", EVIL), Violation("1", "2"))
    results = [
        Result(
            requirement(id_=f"demo/{status}"), status, f"because {EVIL}",
            evidence=found if status in {Status.FAILED, Status.WARNING, Status.SUSPECTED} else (),
            compared=4, places=(("jobs", 4),), remainder=(("offices", f"GET gave {EVIL}"),),
        )
        for status in Status
    ]  # fmt: skip
    return report_of(results, judged, lang)


def test_json_has_its_keys_at_the_top() -> None:
    """Other programs rely on them."""
    document = json.loads(WRITERS["json"](whole()))
    assert set(document) >= TOP
    assert document["exitCode"] == 4
    assert {result["status"] for result in document["results"]} == {status.value for status in Status}
    assert set(document["results"][0]) >= {"requirement", "level", "class", "status", "reason", "evidence"}


def test_json_tells_each_finding_whole() -> None:
    """Expected, found, pointer, a curl line and the answer."""
    document = json.loads(WRITERS["json"](whole()))
    failed = next(one for one in document["results"] if one["status"] == "failed")
    evidence = failed["evidence"][0]
    assert evidence["request"]["curl"].startswith("curl ")
    assert evidence["answer"]["status"] == 200
    assert evidence["mend"] == "Mend `it`."
    assert {"expected", "found", "pointer", "where", "certain"} <= set(evidence)


def test_junit_counts_what_it_holds() -> None:
    """The attributes are sums of the elements; failures are failure elements."""
    root = ElementTree.fromstring(WRITERS["junit"](whole()))
    cases = root.findall(".//testcase")
    assert len(cases) == len(Status)
    for element in (root, *root.findall("testsuite")):
        assert element.get("tests") == str(len(element.findall(".//testcase")))
        for attribute, name in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert element.get(attribute) == str(len(element.findall(f".//{name}")))
    assert root.get("failures") == "2"
    assert root.get("errors") == "1"
    assert root.get("skipped") == "3"


@pytest.mark.parametrize(
    ("status", "element"),
    [
        ("failed", "failure"),
        ("suspected", "failure"),
        ("error", "error"),
        ("not-tested", "skipped"),
        ("not-applicable", "skipped"),
        ("waived", "skipped"),
        ("passed", None),
        ("warning", "system-out"),
        ("note", "system-out"),
    ],
)
def test_junit_says_each_status_in_its_own_way(status: str, element: str | None) -> None:
    """A viewer that only counts elements sees the truth."""
    root = ElementTree.fromstring(WRITERS["junit"](whole()))
    case = next(one for one in root.iter("testcase") if one.get("name") == status)
    assert [child.tag for child in case] == ([element] if element else [])


def _may(tag: str, address: str | None) -> bool:
    """A link leads within the report or to the documentation, and only when somebody follows it."""
    return tag == "a" and (address or "").startswith(("#", f"{DOCUMENTATION}/requirements/"))


class Page(HTMLParser):
    """Collects what a browser would load, and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in {"src", "srcset", "action", "data"}]
        self.loads += [f"{tag} {name}" for name, value in attrs if name == "href" and not _may(tag, value)]
        self.loads += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        if tag not in {"meta", "br", "link", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", LANGUAGES)
def test_html_stands_alone(lang: str) -> None:
    """Nothing is loaded, nothing a server says becomes markup, every element is closed."""
    text = WRITERS["html"](whole(lang))
    page = Page()
    page.feed(text)
    assert page.loads == []
    assert page.open == []
    assert text.count("<script>") == 1
    assert not re.search(r"@import|url\(", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_html_shows_the_verdict_before_everything_else(lang: str) -> None:
    """Who decides reads the first screen only."""
    text = WRITERS["html"](whole(lang))
    body = text.partition("<body>")[2]
    words = Words(lang)
    assert body.index(words["verdict"]) < body.index(words["findings"])
    assert f'<html lang="{lang}">' in text
    assert words.verdict(whole().verdict) in body[:500]


@pytest.mark.parametrize("form", list(WRITERS))
def test_every_report_is_utf_8_without_control_characters(form: str) -> None:
    """Hostile bytes do not survive."""
    text = WRITERS[form](whole())
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_german_levels_are_german() -> None:
    """MUSS, SOLLTE, KANN."""
    text = WRITERS["html"](whole("de"))
    assert "MUSS ·" in text
    assert "Eine Regel MUSS" in text


def test_the_console_ends_with_one_line_of_verdict_per_class() -> None:
    """And names the findings with their curl lines, without control characters of the server."""
    stream = io.StringIO()
    console = Console(stream, Words("en"))
    console.begin("http://127.0.0.1", "1.0.0", "core")
    console.end(whole())
    text = stream.getvalue()
    assert re.search(r"^core +fault of the suite ", text, re.MULTILINE)
    assert "curl -i" in text
    assert "Not yet checked by this version of the suite: 1" in text
    assert "\x1b" not in text


def test_a_quiet_console_says_one_line() -> None:
    """The verdict."""
    stream = io.StringIO()
    Console(stream, Words("en"), quiet=True).end(whole())
    assert len(stream.getvalue().splitlines()) == 1


def test_a_part_keeps_its_reason_in_the_report() -> None:
    """What was not judged is told where it was not."""
    seen = Seen()
    with seen.part("jobs"):
        raise NotTested("GET /jobs gave 500")
    assert [(part, why.reason) for part, why in seen.remainder] == [("jobs", "GET /jobs gave 500")]
