"""The report as SARIF 2.1.0: a rule for each requirement, a result for each finding.

There are no source files: a place is an operation of the interface and the requirement that it breaks, as
logical locations. What nobody could judge is `open`, what a person must confirm is up for `review`.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.links import DOCUMENTATION
from wegweiser_conformance.model import Level, Status
from wegweiser_conformance.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.report import Entry, Evidence, Report, Trace

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "note"}
_KINDS = {Status.SUSPECTED: "review", Status.NOT_TESTED: "open"}
_FOUND = {Status.FAILED, Status.WARNING, Status.NOTE, Status.SUSPECTED, Status.NOT_TESTED, Status.WAIVED}
_NUMBERS = re.compile(r"\d+")


def render(report: Report) -> str:
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report) -> dict[str, Any]:
    words = Words(report.circumstances.lang)
    index = {entry.requirement: number for number, entry in enumerate(report.entries)}
    return {
        "tool": {"driver": _driver(report, words)},
        "language": words.lang,
        "automationDetails": {"id": f"wegweiser/{report.contract_version}/"},
        "invocations": [_invocation(report)],
        "results": [
            result
            for entry in report.entries
            if entry.status in _FOUND
            for result in _results(entry, index[entry.requirement], report, words)
        ],
        "columnKind": "unicodeCodePoints",
        "properties": _properties(report, words),
    }


def _driver(report: Report, words: Words) -> dict[str, Any]:
    return {
        "name": "wegweiser check",
        "version": report.suite_version,
        "informationUri": DOCUMENTATION,
        "rules": [_rule(entry, words) for entry in report.entries],
    }


def _rule(entry: Entry, words: Words) -> dict[str, Any]:
    advice = f"{words['mend']}: {entry.mend}"
    return {
        "id": entry.requirement,
        "shortDescription": {"text": entry.sentence},
        "help": {"text": f"{entry.sentence}\n\n{advice}", "markdown": f"{entry.sentence}\n\n{advice}"},
        "helpUri": entry.link,
        "defaultConfiguration": {"level": _LEVELS[entry.level]},
        "properties": {"tags": [words.level(entry.level), entry.class_, entry.group]},
    }


def _invocation(report: Report) -> dict[str, Any]:
    """A fault of the suite is a notification, never a result: it says nothing about the server."""
    faults = [
        {"level": "error", "message": {"text": entry.reason}, "associatedRule": {"id": entry.requirement}}
        for entry in report.with_status(Status.ERROR)
    ]
    return {
        "executionSuccessful": not faults,
        "exitCode": report.exit_code,
        "startTimeUtc": f"{report.circumstances.time[:19]}Z",
        "toolExecutionNotifications": faults,
    }


def _properties(report: Report, words: Words) -> dict[str, Any]:
    return {
        "target": report.target,
        "verdict": report.verdict.value,
        "contractVersion": report.contract_version,
        "seed": report.circumstances.seed,
        "requests": report.requests,
        "suiteMeasured": words.measured(report.measured),
    }


def _results(entry: Entry, index: int, report: Report, words: Words) -> Iterator[dict[str, Any]]:
    for one in entry.evidence or (None,):
        text = entry.reason if one is None else _message(one, words)
        result: dict[str, Any] = {
            "ruleId": entry.requirement,
            "ruleIndex": index,
            "kind": _KINDS.get(entry.status, "fail"),
            "level": "none" if entry.status in _KINDS else _LEVELS[entry.level],
            "message": {"text": text or entry.sentence},
            "locations": [{"logicalLocations": list(_places(entry, one, report))}],
            "partialFingerprints": {"wegweiser/1": _fingerprint(entry, one)},
        }
        if entry.status is Status.WAIVED:
            result["suppressions"] = [{"kind": "external", "justification": entry.reason}]
        if one is not None and one.trace is not None:
            result |= _web(one.trace)
        yield result


def _message(one: Evidence, words: Words) -> str:
    lines = [f"{words['expected']}: {one.expected}", f"{words['found']}: {one.found}"]
    lines += [f"{words['place']}: {one.pointer}"] if one.pointer else []
    lines += [one.trace.curl] if one.trace else []
    return "\n".join(lines)


def _places(entry: Entry, one: Evidence | None, report: Report) -> Iterator[dict[str, Any]]:
    if one is not None and one.trace is not None:
        path = one.trace.url.removeprefix(report.target).partition("?")[0] or "/"
        yield {"name": path, "fullyQualifiedName": f"{one.trace.method} {path}", "kind": "operation"}
    yield {"name": entry.requirement, "fullyQualifiedName": entry.requirement, "kind": "requirement"}


def _fingerprint(entry: Entry, one: Evidence | None) -> str:
    """The same in two runs, although ids and numbers differ."""
    place = "" if one is None else f"{one.where} {_NUMBERS.sub('#', one.pointer)}"
    return hashlib.sha256(f"{entry.requirement} {place}".encode()).hexdigest()[:32]


def _web(trace: Trace) -> dict[str, Any]:
    """The exchange; the credential was never part of it."""
    return {
        "webRequest": {"method": trace.method, "target": trace.url, "headers": dict(trace.sent)},
        "webResponse": {
            "statusCode": trace.status,
            "headers": dict(trace.headers),
            "body": {"text": trace.body},
            "noResponseReceived": bool(trace.fault),
        },
    }
