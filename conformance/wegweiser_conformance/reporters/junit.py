"""The report as JUnit XML, one test case a requirement; the attributes count the elements that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from wegweiser_conformance.model import Status
from wegweiser_conformance.wording import Words

if TYPE_CHECKING:
    from wegweiser_conformance.report import Entry, Report

_ELEMENTS = {
    Status.FAILED: "failure",
    Status.SUSPECTED: "failure",
    Status.ERROR: "error",
    Status.NOT_TESTED: "skipped",
    Status.NOT_APPLICABLE: "skipped",
    Status.WAIVED: "skipped",
}


def render(report: Report) -> str:
    root = ElementTree.Element("testsuites", {"name": f"Wegweiser conformance of {report.target}"})
    for group in dict.fromkeys(entry.group for entry in report.entries):
        _suite(root, report, [entry for entry in report.entries if entry.group == group])
    _count(root)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ElementTree.Element, report: Report, entries: list[Entry]) -> None:
    moment = report.circumstances.time[:19]  # readers of JUnit know no offsets; ours is UTC
    attributes = {"name": entries[0].group, "timestamp": moment, "time": "0"}
    suite = ElementTree.SubElement(root, "testsuite", attributes)
    words = Words(report.circumstances.lang)
    _properties(suite, report, words)
    for entry in entries:
        _case(suite, entry, words)
    _count(suite)


def _properties(suite: ElementTree.Element, report: Report, words: Words) -> None:
    told = {
        "target": report.target,
        "contractVersion": report.contract_version,
        "suiteVersion": report.suite_version,
        "suiteMeasured": words.measured(report.measured),
        "seed": str(report.circumstances.seed),
        "requests": str(report.requests),
        "verdict": report.verdict.value,
    }
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in told.items():
        ElementTree.SubElement(properties, "property", {"name": name, "value": value})


def _case(suite: ElementTree.Element, entry: Entry, words: Words) -> None:
    group, _, name = entry.requirement.partition("/")
    case = ElementTree.SubElement(suite, "testcase", {"classname": group, "name": name, "time": "0"})
    element = _ELEMENTS.get(entry.status)
    status = words.status(entry.status)
    if element == "skipped":
        ElementTree.SubElement(case, element, {"message": f"{status}: {entry.reason}"})
    elif element is not None:
        told = {"message": entry.reason, "type": entry.status.value}
        ElementTree.SubElement(case, element, told).text = _story(entry, words)
    elif entry.status is not Status.PASSED:
        ElementTree.SubElement(case, "system-out").text = f"{status}: {entry.reason}\n{_story(entry, words)}"


def _story(entry: Entry, words: Words) -> str:
    lines = [f"{words.level(entry.level)} · {entry.class_}: {entry.sentence}", entry.link]
    for one in entry.evidence:
        lines += ["", f"{words['expected']}: {one.expected}", f"{words['found']}: {one.found}"]
        lines += [f"{words['place']}: {one.pointer}"] if one.pointer else []
        lines += [f"{words['sure']}: {words.sure(one.certain)}"]
        lines += [f"{words['hop']}: {words.hop(one.hop)}", one.trace.curl] if one.trace else []
    return "\n".join([*lines, "", f"{words['mend']}: {entry.mend}"])


def _count(element: ElementTree.Element) -> None:
    """The attributes JUnit readers sum up, counted from the elements themselves."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    for attribute, name in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(len(element.findall(f".//{name}"))))
