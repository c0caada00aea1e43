"""The report as JSON: for programs, and for comparing two runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.model import Status

if TYPE_CHECKING:
    from wegweiser_conformance.report import Entry, Evidence, Report


def render(report: Report) -> str:
    return json.dumps(document(report), ensure_ascii=False, indent=2) + "\n"


def document(report: Report) -> dict[str, Any]:
    run = report.circumstances
    return {
        "target": report.target,
        "contractVersion": report.contract_version,
        "suiteVersion": report.suite_version,
        "seed": run.seed,
        "time": run.time,
        "seconds": run.seconds,
        "requests": report.requests,
        "verdict": report.verdict.value,
        "exitCode": report.exit_code,
        "claimedBy": report.claimed_by,
        "only": list(run.only),
        "classes": [
            {"class": one.class_, "verdict": one.verdict.value, "counts": _counts(one.counts)}
            for one in report.classes
        ],
        "counts": _counts({status: report.count(status) for status in Status}),
        "results": [_result(entry) for entry in report.entries],
        "pending": list(report.pending),
    }


def _counts(counts: Any) -> dict[str, int]:
    return {status.value: counts[status] for status in Status if counts.get(status)}


def _result(entry: Entry) -> dict[str, Any]:
    return {
        "requirement": entry.requirement,
        "level": entry.level.value,
        "class": entry.class_,
        "status": entry.status.value,
        "reason": entry.reason,
        "sentence": entry.sentence,
        "compared": entry.compared,
        "places": dict(entry.places),
        "remainder": [{"where": part, "reason": reason} for part, reason in entry.remainder],
        "evidence": [_evidence(one, entry.mend) for one in entry.evidence],
    }


def _evidence(evidence: Evidence, mend: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "expected": evidence.expected,
        "found": evidence.found,
        "where": evidence.where,
        "pointer": evidence.pointer,
        "certain": evidence.certain,
        "mend": mend,
    }
    if evidence.trace is not None:
        trace = evidence.trace
        told["exchange"] = trace.number
        told["request"] = {"method": trace.method, "url": trace.url, "curl": trace.curl}
        told["answer"] = {
            "status": trace.status,
            "fault": trace.fault,
            "headers": [{"name": name, "value": value} for name, value in trace.headers],
            "body": trace.body,
        }
    return told
