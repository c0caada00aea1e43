"""The forms of the report that programs read, each held against its schema, and against what it must say."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from tests.conformance.judged import report_of, requirement, target
from tests.conformance.test_reporters import whole
from tests.conformance.tiny import Tiny

from wegweiser_conformance.measured import Measured, measured
from wegweiser_conformance.model import Result, Status, Suspected, Violation
from wegweiser_conformance.options import parse
from wegweiser_conformance.reporters import WRITERS
from wegweiser_conformance.reporters.json_report import schema
from wegweiser_conformance.reporters.markdown import code, plain
from wegweiser_conformance.wording import LANGUAGES, Words

if TYPE_CHECKING:
    from wegweiser_conformance.report import Report

SCHEMAS = Path(__file__).parent / "schemas"
JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd"))
SARIF = jsonschema.Draft202012Validator(
    json.loads((SCHEMAS / "sarif.schema.json").read_text("utf-8")),
    format_checker=jsonschema.FormatChecker(),
)


def honest(lang: str = "en") -> Report:
    """Everything passed."""
    return report_of(
        [Result(requirement(), Status.PASSED, compared=3, places=(("jobs", 3),))], target(), lang
    )


def reports() -> list[Report]:
    """Of every status and of none, in both languages, with hostile text."""
    return [made(lang) for lang in LANGUAGES for made in (whole, honest)]


def sarif(report: Report) -> Any:
    return json.loads(WRITERS["sarif"](report))["runs"][0]


@pytest.mark.parametrize("report", reports())
def test_the_json_report_keeps_the_published_schema(report: Report) -> None:
    """The schema is shipped with the suite, and closed: nothing unsaid is written."""
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(
        json.loads(WRITERS["json"](report)), schema(), format_checker=jsonschema.FormatChecker()
    )


@pytest.mark.parametrize("report", reports())
def test_the_junit_report_keeps_its_schema(report: Report) -> None:
    """Ours, written after what Jenkins and Surefire read."""
    JUNIT.validate(WRITERS["junit"](report))


def test_the_junit_schema_refuses_what_no_reader_expects() -> None:
    """It can fail: a case with two outcomes, a count that is missing."""
    text = WRITERS["junit"](whole())
    assert not JUNIT.is_valid(text.replace(' failures="', ' fails="'))
    assert not JUNIT.is_valid(text.replace("</failure>", "</failure><skipped/>"))


@pytest.mark.parametrize("report", reports())
def test_the_sarif_report_keeps_its_schema(report: Report) -> None:
    """The closed part of SARIF 2.1.0 that the suite writes."""
    SARIF.validate(json.loads(WRITERS["sarif"](report)))


def test_sarif_has_a_rule_a_requirement_and_a_result_a_finding() -> None:
    """Rules carry help and link; results point to their rule."""
    run = sarif(whole())
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == len(Status)
    assert all(rule["help"]["text"] and rule["helpUri"].startswith("https://") for rule in rules)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    kinds = [(one["ruleId"], one["kind"], one["level"]) for one in run["results"]]
    assert kinds.count(("demo/failed", "fail", "error")) == 2
    assert kinds.count(("demo/suspected", "review", "none")) == 2
    assert kinds.count(("demo/not-tested", "open", "none")) == 1


def test_sarif_says_a_fault_of_the_suite_as_such() -> None:
    """It is no result, and the run did not succeed."""
    run = sarif(whole())
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "demo/error" not in {one["ruleId"] for one in run["results"]}
    assert sarif(honest())["invocations"][0]["executionSuccessful"] is True


def test_sarif_places_a_finding_at_operation_and_requirement() -> None:
    """There is no source file that could be named."""
    places = sarif(whole())["results"][0]["locations"][0]["logicalLocations"]
    assert [place["fullyQualifiedName"] for place in places] == ["GET /jobs", "demo/failed"]


def test_a_waived_finding_is_suppressed_in_sarif() -> None:
    """With the reason as justification."""
    waived = [one for one in sarif(whole())["results"] if one["ruleId"] == "demo/waived"]
    assert [one["suppressions"][0]["kind"] for one in waived] == ["external"]


def test_a_fingerprint_outlives_ids_and_numbers() -> None:
    """Two runs of the same fault have the same one, two faults have two."""

    def fingerprint(pointer: str) -> str:
        found = Violation("a label", "nothing", pointer=pointer, where="jobs")
        report = report_of([Result(requirement(), Status.FAILED, "", (found,))], target())
        one: str = sarif(report)["results"][0]["partialFingerprints"]["wegweiser/1"]
        return one

    assert fingerprint("/items/3/title") == fingerprint("/items/17/title")
    assert fingerprint("/items/3/title") != fingerprint("/items/3/employer")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_says_the_verdict_the_classes_and_what_to_mend(lang: str) -> None:
    """And lets nothing that the server sent become markup."""
    text, words = WRITERS["markdown"](whole(lang)), Words(lang)
    assert text.startswith(f"## Wegweiser 1.0.0-rc.3: {words.verdict(whole().verdict)}\n")
    assert f"| `core` | {words.verdict(whole().verdict)} |" in text
    assert f"**{words['mend']}**" in text
    assert "<script" not in re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", text)


@pytest.mark.parametrize(
    ("value", "span"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a`", "`` `a` ``"), ("a\nb", "`a b`"), ("", ""), ("a|b", "`a¦b`")],
)
def test_a_code_span_holds_whatever_it_is_given(value: str, span: str) -> None:
    """Backticks within need a longer fence; a line break or a bar would end it."""
    assert code(value) == span


def test_plain_text_has_no_markup() -> None:
    """But code in backticks stays code."""
    assert plain("a *b* <i> `c_d` @x #1\n# e") == r"a \*b\* &lt;i&gt; `c_d` \@x \#1 \# e"


class Drawing(HTMLParser):
    """What an SVG could load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.active += [tag] if tag in {"script", "image", "use", "a", "foreignobject", "style"} else []
        self.active += [name for name, _ in attrs if name.startswith("on") or name.endswith("href")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_badge_says_the_verdict_and_is_inert(lang: str) -> None:
    """As text and for whoever cannot see it; it loads nothing and runs nothing."""
    text = WRITERS["badge"](honest(lang))
    root = ElementTree.fromstring(text)
    said = f"Wegweiser 1.0.0-rc.3: {Words(lang).verdict(honest().verdict)}"
    assert root.get("aria-label") == said
    assert root.findtext("{http://www.w3.org/2000/svg}title") == said
    drawing = Drawing()
    drawing.feed(text)
    assert drawing.active == []


def test_the_badge_has_a_colour_for_each_verdict() -> None:
    """Wrong is not shown in the colour of right."""
    assert "#b3191f" not in WRITERS["badge"](honest())
    assert "#12703a" not in WRITERS["badge"](whole())


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "html", "markdown"])
def test_every_report_names_the_circumstances(form: str) -> None:
    """Target, seed, versions, requests, and how well the suite itself was measured."""
    report = whole()
    text = WRITERS[form](report)
    for fact in (report.target, report.contract_version, report.suite_version):
        assert fact in text
    assert "2026-11-22" in text
    unmeasured = "not measured" if measured().miss_rate is None else str(measured().mutants)
    assert (unmeasured if form != "json" else '"suiteMeasured"') in text


def test_measured_rates_are_told() -> None:
    """Shares of what was tried; nothing tried is not measured."""
    rates = Measured("2026-11-22", mutants=200, killed=190, variants=30, accused=0)
    assert (rates.miss_rate, rates.false_alarm_rate) == (0.05, 0.0)
    assert Words("de").measured(rates).startswith("übersieht 5,0 % von 200")
    assert Words("en").measured(Measured()) == "not measured"


def test_a_german_report_is_german_to_its_findings() -> None:
    """What the catalogue has is German; what it lacks is English and marked so."""
    found = (
        Violation("a whole number", "nothing"),
        Suspected("no such thing as a sentence of the catalogue", "1"),
    )
    text = WRITERS["html"](report_of([Result(requirement(), Status.FAILED, "", found)], target(), "de"))
    assert "<samp>eine ganze Zahl</samp>" in text
    assert '<samp lang="en">no such thing as a sentence of the catalogue</samp>' in text
    assert "Verdacht: ein Mensch muss ihn bestätigen" in text


@pytest.mark.parametrize("form", list(WRITERS))
def test_every_form_has_an_option(form: str) -> None:
    """`--sarif FILE` and the like."""
    assert getattr(parse(["http://127.0.0.1", f"--{form}", "x"]), form) == "x"


def test_an_answer_from_a_cache_is_said_to_be_one() -> None:
    """Probably."""
    judged = target(Tiny())
    answer = judged.ask("/jobs")
    answer.headers.lines = (*answer.headers.lines, ("Age", "30"))
    report = report_of([Result(requirement(), Status.FAILED, "", (Violation("1", "2", answer),))], judged)
    assert "a cache on the way (Age: 30)" in WRITERS["html"](report)
