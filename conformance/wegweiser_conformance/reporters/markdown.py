"""The report as Markdown: the summary that a CI system shows beside a change."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Status
from wegweiser_conformance.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.causes import Cause
    from wegweiser_conformance.report import Evidence, Report

_MOST_CAUSES = 40
_MOST_NAMED = 12
_MARKUP = re.compile(r"([\\*_\[\]|#@~])")
_CODE = re.compile("(`[^`]+`)")


def render(report: Report) -> str:
    words = Words(report.circumstances.lang)
    lines = [*_head(report, words), *_classes(report, words), *_findings(report, words)]
    return "\n".join(lines).rstrip() + "\n"


def plain(value: str) -> str:
    """A text in which nothing is markup, in one line; what stands in backticks stays code."""
    parts = _CODE.split(" ".join(value.split()))
    return "".join(part if part.startswith("`") else _bare(part) for part in parts)


def _bare(value: str) -> str:
    """Elements as entities, since a backslash before `<` is not honoured everywhere."""
    return escape(_MARKUP.sub(r"\\\1", value), quote=False)


def code(value: str) -> str:
    """A code span in one line, fenced by more backticks than it holds."""
    text = " ".join(value.split()).replace("|", "¦")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def _head(report: Report, words: Words) -> Iterator[str]:
    run = report.circumstances
    yield f"## Wegweiser {report.contract_version}: {words.verdict(report.verdict)}"
    yield ""
    yield f"{code(report.target)} · {words.meaning(report.verdict)}"
    yield ""
    if run.only:
        yield f"{words['only']}: {', '.join(map(code, run.only))}"
        yield ""
    yield from _beside(report, words)
    yield (
        f"<sub>{run.time} · {words['suite']} {report.suite_version} · "
        f"{words['spent'].format(report.requests, run.seconds, run.seed)} · "
        f"{words['measured']}: {words.measured(report.measured)}</sub>"
    )
    yield ""


def _beside(report: Report, words: Words) -> Iterator[str]:
    """What a reader must know to trust the verdict, and what became of an earlier run."""
    told = [f"- **{words['escapes']}**: {plain(one)}" for one in report.escapes]
    told += [f"- **{words['complaints']}**: {plain(one)}" for one in report.complaints]
    if report.progress is not None:
        for name in ("new", "mended", "still"):
            ids = ", ".join(map(code, getattr(report.progress, name)))
            told.append(f"- **{words[name]}**: {ids or '–'}")
    yield from [*told, ""] if told else []


def _classes(report: Report, words: Words) -> Iterator[str]:
    columns = [status for status in reversed(Status) if report.count(status)]
    yield f"| {words['class']} | {words['verdict']} | " + " | ".join(map(words.status, columns)) + " |"
    yield "|---|---|" + "---:|" * len(columns)
    for one in report.classes:
        counts = " | ".join(str(one.counts.get(status, 0) or "") for status in columns)
        yield f"| {code(one.class_)} | {words.verdict(one.verdict)} | {counts} |"
    yield ""


def _findings(report: Report, words: Words) -> Iterator[str]:
    yield f"### {words['findings']}"
    yield ""
    if not report.causes:
        yield words["no_findings"]
    for cause in report.causes[:_MOST_CAUSES]:
        yield from _cause(cause, words)
    if len(report.causes) > _MOST_CAUSES:
        yield f"+ {len(report.causes) - _MOST_CAUSES}"


def _cause(cause: Cause, words: Words) -> Iterator[str]:
    lead = cause.lead
    title = words.heading(cause) if cause.broken > 1 else lead.requirement
    yield f"<details><summary><b>{words.status(cause.status)}</b> · {title}</summary>"
    yield ""
    for entry in cause.entries[:_MOST_NAMED]:
        level = f"{words.level(entry.level)} · {entry.class_}"
        yield f"- [{entry.requirement}]({entry.link}) ({level}): {plain(entry.sentence)}"
    if cause.broken > _MOST_NAMED:
        yield f"- + {cause.broken - _MOST_NAMED}"
    yield ""
    if lead.evidence:
        yield from _evidence(lead.evidence[0], words)
        yield f"**{words['mend']}**: {plain(words.mend(cause))}"
    else:
        yield f"{words['reason']}: {plain(lead.reason)}"
    yield ""
    yield "</details>"
    yield ""


def _evidence(one: Evidence, words: Words) -> Iterator[str]:
    yield f"- {words['expected']}: {code(one.expected)}"
    yield f"- {words['found']}: {code(one.found)}"
    if one.pointer:
        yield f"- {words['place']}: {code(one.pointer)}"
    yield f"- {words['sure']}: {words.sure(one.certain)}"
    if one.trace:
        yield f"- {words['hop']}: {plain(words.hop(one.hop))}"
        yield f"- {words['request']}: {code(one.trace.curl)}"
    yield ""
