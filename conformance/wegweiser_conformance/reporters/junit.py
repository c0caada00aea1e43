"""The report as JUnit XML, one test case a requirement; the attributes count the elements that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from wegweiser_conformance.model import Status

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
    attributes = {"name": entries[0].group, "timestamp": report.circumstances.time, "time": "0"}
    suite = ElementTree.SubElement(root, "testsuite", attributes)
    for entry in entries:
        _case(suite, entry)
    _count(suite)


def _case(suite: ElementTree.Element, entry: Entry) -> None:
    group, _, name = entry.requirement.partition("/")
    case = ElementTree.SubElement(suite, "testcase", {"classname": group, "name": name, "time": "0"})
    element = _ELEMENTS.get(entry.status)
    if element == "skipped":
        ElementTree.SubElement(case, element, {"message": f"{entry.status}: {entry.reason}"})
    elif element is not None:
        told = {"message": entry.reason, "type": entry.status.value}
        ElementTree.SubElement(case, element, told).text = _story(entry)
    elif entry.status is not Status.PASSED:
        ElementTree.SubElement(case, "system-out").text = f"{entry.status}: {entry.reason}\n{_story(entry)}"


def _story(entry: Entry) -> str:
    lines = [f"{entry.level} {entry.sentence}"]
    for one in entry.evidence:
        lines += ["", f"expected: {one.expected}", f"found: {one.found}"]
        lines += [f"at: {one.pointer}"] if one.pointer else []
        lines += [one.trace.curl] if one.trace else []
    return "\n".join([*lines, "", entry.mend])


def _count(element: ElementTree.Element) -> None:
    """The attributes JUnit readers sum up, counted from the elements themselves."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    for attribute, name in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(len(element.findall(f".//{name}"))))
