"""The report as one HTML file: no request leaves it, no script is needed to read it.

The first screen is for whoever decides: the verdict, what to do first, one line a class. Below, a finding has
everything that the developer needs to mend it. Every text goes through `text()`, which escapes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.model import Status
from wegweiser_conformance.reporters.html_findings import findings
from wegweiser_conformance.reporters.html_style import POLICY, SCRIPT, STYLE
from wegweiser_conformance.reporters.html_tables import classes, every, pending, traffic
from wegweiser_conformance.reporters.html_text import prose, text
from wegweiser_conformance.wording import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wegweiser_conformance.causes import Cause
    from wegweiser_conformance.report import Report

_MOST_FIRST = 3
_PRESSING = {Status.ERROR, Status.FAILED, Status.SUSPECTED, Status.NOT_TESTED, Status.WARNING}


def render(report: Report) -> str:
    words = Words(report.circumstances.lang)
    title = f"{words['title']}: {report.target}"
    return f"""<!DOCTYPE html>
<html lang="{words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{text(title)}</title>
<style>{STYLE}</style>
</head>
<body>
{_head(report, words)}
<main>
<div class="screen">
{_first(report, words)}
{classes(report, words)}
</div>
{_facts(report, words)}
{findings(report, words)}
{every(report, words)}
{pending(report, words)}
{traffic(report, words)}
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def _head(report: Report, words: Words) -> str:
    run = report.circumstances
    whom = f"{report.publisher} · {report.target}" if report.publisher else report.target
    only = f"<p>{text(words['only'])}: {text(', '.join(run.only))}</p>" if run.only else ""
    return f"""<header class="{report.verdict}">
<p class="kind">Wegweiser {text(report.contract_version)} · {text(words["title"])} · {text(run.time[:10])}</p>
<h1>{text(words.verdict(report.verdict))}</h1>
<p class="whom">{text(whom)}</p>
<p class="meaning">{text(words.meaning(report.verdict))}</p>
{only}{_escapes(report, words)}</header>"""


def _escapes(report: Report, words: Words) -> str:
    """Beside the verdict, since it rests on less than it seems."""
    title = f"{words['escapes']} ({len(report.escapes)})"
    return f'<div class="escapes">{_list(title, report.escapes)}</div>' if report.escapes else ""


def _first(report: Report, words: Words) -> str:
    """What to do first, and what else a reader must know."""
    pressing = [cause for cause in report.causes if cause.status in _PRESSING]
    steps = "".join(_step(cause, words) for cause in pressing[:_MOST_FIRST])
    more = len(pressing) - _MOST_FIRST
    rest = f'<p><a href="#findings">+ {more}: {text(words["findings"])}</a></p>' if more > 0 else ""
    steps = f"<ol>{steps}</ol>{rest}" if steps else f"<p>{text(words['nothing_to_do'])}</p>"
    return f"""<section aria-labelledby="first"><h2 id="first">{text(words["first"])}</h2>
{steps}{_beside(report, words)}</section>"""


def _step(cause: Cause, words: Words) -> str:
    lead = cause.lead
    status = f'<span class="badge s-{cause.status}">{text(words.status(cause.status))}</span>'
    settles = f" · {text(words['settles'].format(cause.broken))}" if cause.broken > 1 else ""
    label, advice = words["mend"], prose(words.mend(cause))
    if not lead.evidence:
        label, advice = words["reason"], text(lead.reason)
    name = text(lead.requirement)
    where = f'<p class="quiet">{status} <a href="#{name}">{name}</a>{settles}</p>'
    rule = f"<p><strong>{prose(lead.sentence)}</strong></p>"
    return f"<li>{rule}<p>{text(label)}: {advice}</p>\n{where}</li>"


def _beside(report: Report, words: Words) -> str:
    """What is wrong with the waivers, and what became of an earlier run."""
    told = [_list(words["complaints"], report.complaints)]
    if report.progress is not None:
        names = ("new", "mended", "still")
        rows = [f"{words[name]}: {', '.join(getattr(report.progress, name)) or '–'}" for name in names]
        told.append(_list(words["progress"], rows))
    return "".join(told)


def _list(title: str, lines: Sequence[str]) -> str:
    listed = "".join(f"<li>{prose(line)}</li>" for line in lines)
    return f'<h3>{text(title)}</h3><ul class="beside">{listed}</ul>' if listed else ""


def _facts(report: Report, words: Words) -> str:
    run = report.circumstances
    facts = [
        (words["target"], report.target),
        (words["publisher"], report.publisher),
        (words["time"], run.time.replace("T", " ")),
        (words["contract"], report.contract_version),
        (words["suite"], report.suite_version),
        (words["measured"], words.measured(report.measured)),
        (words["requests"], f"{report.requests} · {run.seconds:.1f} {words['seconds']}"),
        (words["seed"], run.seed),
        (words["scope"], words[report.claimed_by]),
    ]
    rows = "".join(
        f"<div><dt>{text(name)}</dt><dd>{text(value)}</dd></div>" for name, value in facts if value != ""
    )
    return f'<dl class="facts">{rows}</dl>'
