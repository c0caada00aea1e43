"""The report as JSON: for programs, and for comparing two runs. `data/report.schema.json` is its schema."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.causes import Cause
    from wegweiser_conformance.earlier import Progress
    from wegweiser_conformance.measured import Measured
    from wegweiser_conformance.report import Entry, Evidence, Report, Trace

FORMAT = "https://wegweiser.example/schemas/report-1.json"


@cache
def schema() -> Mapping[str, Any]:
    """The published JSON Schema, which every report keeps."""
    file = resources.files("wegweiser_conformance") / "data" / "report.schema.json"
    read: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return read


def render(report: Report) -> str:
    return json.dumps(document(report), ensure_ascii=False, indent=2) + "\n"


def document(report: Report) -> dict[str, Any]:
    run = report.circumstances
    return {
        "$schema": FORMAT,
        "target": report.target,
        "publisher": report.publisher,
        "contractVersion": report.contract_version,
        "suiteVersion": report.suite_version,
        "suiteMeasured": _measured(report.measured),
        "seed": run.seed,
        "time": run.time,
        "seconds": run.seconds,
        "lang": run.lang,
        "requests": report.requests,
        "verdict": report.verdict.value,
        "exitCode": report.exit_code,
        "claimedBy": report.claimed_by,
        "only": list(run.only),
        "escapes": list(report.escapes),
        "waivers": list(report.complaints),
        "progress": _progress(report.progress),
        "classes": [
            {"class": one.class_, "verdict": one.verdict.value, "counts": _counts(one.counts)}
            for one in report.classes
        ],
        "counts": _counts({status: report.count(status) for status in Status}),
        "causes": [_cause(one) for one in report.causes],
        "results": [_result(entry) for entry in report.entries],
        "pending": list(report.pending),
        "records": dict(report.records),
    }


def _progress(progress: Progress | None) -> dict[str, list[str]] | None:
    if progress is None:
        return None
    return {"new": list(progress.new), "mended": list(progress.mended), "still": list(progress.still)}


def _measured(measured: Measured) -> dict[str, Any]:
    return {
        "date": measured.date,
        "mutants": measured.mutants,
        "killed": measured.killed,
        "equivalent": measured.equivalent,
        "survivors": measured.survivors,
        "missRate": measured.miss_rate,
        "variants": measured.variants,
        "accused": measured.accused,
        "falseAlarmRate": measured.false_alarm_rate,
    }


def _counts(counts: Any) -> dict[str, int]:
    return {status.value: counts[status] for status in Status if counts.get(status)}


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "kind": cause.kind,
        "status": cause.status.value,
        "certain": cause.certain,
        "requirements": [entry.requirement for entry in cause.entries],
    }


def _result(entry: Entry) -> dict[str, Any]:
    return {
        "requirement": entry.requirement,
        "level": entry.level.value,
        "class": entry.class_,
        "status": entry.status.value,
        "reason": entry.reason,
        "sentence": entry.sentence,
        "link": entry.link,
        "compared": entry.compared,
        "cells": {"judged": entry.judged_places, "existing": entry.cells or None},
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
        "untranslated": sorted(evidence.english),
    }
    if evidence.trace is not None:
        told |= _exchange(evidence.trace)
        told["probablyAnsweredBy"] = {"hop": evidence.hop.hop.value, "signs": list(evidence.hop.signs)}
    return told


def _exchange(trace: Trace) -> dict[str, Any]:
    return {
        "exchange": trace.number,
        "request": {"method": trace.method, "url": trace.url, "curl": trace.curl},
        "answer": {
            "status": trace.status,
            "fault": trace.fault,
            "headers": [{"name": name, "value": value} for name, value in trace.headers],
            "body": trace.body,
        },
    }
