"""The report as one HTML file: no request leaves it, no script is needed to read it.

The first screen is for whoever decides: verdict, target, counts per class. Below, a finding has everything
that the developer needs to mend it. Every text goes through `text()`, which escapes it.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Status
from wegweiser_conformance.reporters.html_style import POLICY, SCRIPT, STYLE
from wegweiser_conformance.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_conformance.report import Entry, Evidence, Report, Trace
    from wegweiser_conformance.verdict import ClassVerdict

_MOST_OPEN = 3
_CODE = re.compile("`([^`]+)`")
_TOLD = (
    Status.ERROR,
    Status.FAILED,
    Status.SUSPECTED,
    Status.WARNING,
    Status.NOT_TESTED,
    Status.NOTE,
    Status.WAIVED,
)
_SHOWN = (*_TOLD, Status.PASSED, Status.NOT_APPLICABLE)


def render(report: Report) -> str:
    words = Words(report.circumstances.lang)
    title = f"{words['title']}: {report.target}"
    return f"""<!DOCTYPE html>
<html lang="{words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{text(title)}</title>
<style>{STYLE}</style>
</head>
<body>
{_head(report, words)}
<main>
{_classes(report, words)}
{_findings(report, words)}
{_every(report, words)}
{_pending(report, words)}
{_traffic(report, words)}
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def text(value: object) -> str:
    return escape(str(value), quote=True)


def prose(value: str) -> str:
    """A sentence of the requirements, with what stands in backticks as code."""
    return _CODE.sub(r"<code>\1</code>", text(value))


def _head(report: Report, words: Words) -> str:
    run = report.circumstances
    facts = [
        (words["target"], report.target),
        (words["publisher"], report.publisher),
        (words["time"], run.time.replace("T", " ")),
        (words["contract"], report.contract_version),
        (words["suite"], report.suite_version),
        (words["requests"], f"{report.requests} · {run.seconds:.1f} {words['seconds']}"),
        (words["seed"], run.seed),
        (words["scope"], words[report.claimed_by]),
        (words["only"], ", ".join(run.only)),
    ]
    rows = "".join(
        f"<div><dt>{text(name)}</dt><dd>{text(value)}</dd></div>" for name, value in facts if value != ""
    )
    return f"""<header class="{report.verdict}">
<p class="kind">Wegweiser · {text(words["title"])}</p>
<h1>{text(words.verdict(report.verdict))}</h1>
<p class="meaning">{text(words.meaning(report.verdict))}</p>
<dl>{rows}</dl>
</header>"""


def _classes(report: Report, words: Words) -> str:
    columns = [status for status in _SHOWN if report.count(status)]
    names = "".join(f'<th scope="col" class="number">{text(words.status(status))}</th>' for status in columns)
    rows = "\n".join(_class_row(one, columns, words) for one in report.classes)
    return f"""<section aria-labelledby="classes"><h2 id="classes">{text(words["classes"])}</h2>
<div class="wide"><table><thead><tr>
<th scope="col">{text(words["class"])}</th><th scope="col">{text(words["verdict"])}</th>{names}
</tr></thead><tbody>{rows}</tbody></table></div></section>"""


def _class_row(one: ClassVerdict, columns: list[Status], words: Words) -> str:
    counts = "".join(f'<td class="number">{one.counts.get(status, 0) or ""}</td>' for status in columns)
    verdict = f'<td><span class="badge {one.verdict}">{text(words.verdict(one.verdict))}</span></td>'
    return f'<tr><th scope="row">{text(one.class_)}</th>{verdict}{counts}</tr>'


def _findings(report: Report, words: Words) -> str:
    told = report.with_status(*_TOLD)
    ordered = sorted(told, key=lambda entry: _TOLD.index(entry.status))
    articles = (
        "\n".join(_finding(entry, words) for entry in ordered) or f"<p>{text(words['no_findings'])}</p>"
    )
    return f"""<section aria-labelledby="findings"><h2 id="findings">{text(words["findings"])}</h2>
{_filter(_TOLD, ordered, words) if ordered else ""}
{articles}</section>"""


def _filter(statuses: Iterable[Status], entries: list[Entry], words: Words) -> str:
    """Shown by the script only: without it everything is visible anyway."""
    held = [status for status in statuses if any(entry.status is status for entry in entries)]
    buttons = "".join(
        f'<button type="button" aria-pressed="false" data-show="{status}">{text(words.status(status))} '
        f"({sum(entry.status is status for entry in entries)})</button>"
        for status in held
    )
    total = f"{text(words['all'])} ({len(entries)})"
    everything = f'<button type="button" aria-pressed="true" data-show="">{total}</button>'
    return f'<p class="filter" hidden>{text(words["show"])}: {everything}{buttons}</p>'


def _finding(entry: Entry, words: Words) -> str:
    told = [_evidence(one, words) for one in entry.evidence]
    evidence = "\n".join(told[:_MOST_OPEN])
    if told[_MOST_OPEN:]:
        more = "\n".join(told[_MOST_OPEN:])
        evidence += f"<details><summary>+ {len(told) - _MOST_OPEN}</summary>{more}</details>"
    reason = "" if entry.evidence else _pair(words["reason"], text(entry.reason))
    mend = _pair(words["mend"], prose(entry.mend)) if entry.mend and entry.evidence else ""
    return f"""<article class="s-{entry.status}" data-status="{entry.status}" id="{text(entry.requirement)}">
<h3><span class="badge s-{entry.status}">{text(words.status(entry.status))}</span> {text(entry.requirement)}
<span class="quiet">{text(words.level(entry.level))} · {text(entry.class_)}</span></h3>
<p class="sentence">{prose(entry.sentence)}</p>
{evidence}
<dl class="pairs">{reason}{mend}{_origin(entry, words)}</dl>
</article>"""


def _origin(entry: Entry, words: Words) -> str:
    place = _pair(words["contract_place"], f"<code>{text(entry.place)}</code>") if entry.place else ""
    demands = _pair(words["demands"], text(", ".join(entry.demands))) if entry.demands else ""
    return place + demands


def _evidence(one: Evidence, words: Words) -> str:
    pairs = [_pair(words["where"], text(one.where))] if one.where else []
    pairs += [_pair(words["expected"], f"<samp>{text(one.expected)}</samp>")]
    pairs += [_pair(words["found"], f'<samp class="found">{text(one.found)}</samp>')]
    if one.pointer:
        pairs.append(_pair(words["place"], f"<code>{text(one.pointer)}</code>"))
    if one.trace:
        pairs.append(_pair(words["request"], f'<pre class="curl">{text(one.trace.curl)}</pre>'))
    answer = _answer(one.trace, words) if one.trace else ""
    return f'<div class="evidence"><dl class="pairs">{"".join(pairs)}</dl>{answer}</div>'


def _answer(trace: Trace, words: Words) -> str:
    fields = "\n".join(f"{name}: {value}" for name, value in trace.headers)
    outcome = trace.fault or trace.status
    size = f"{trace.size} {text(words['size'])}"
    return f"""<details><summary>{text(words["answer"])} #{trace.number}: {text(outcome)}, {size}</summary>
<pre>{text(fields)}

{text(trace.body)}</pre></details>"""


def _pair(name: str, value: str) -> str:
    return f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>"


def _every(report: Report, words: Words) -> str:
    entries = list(report.entries)
    rows = "\n".join(_row(entry, words) for entry in entries)
    names = "".join(
        f'<th scope="col">{text(words[name])}</th>'
        for name in ("status", "requirement", "level", "compared", "reason")
    )
    return f"""<section aria-labelledby="every"><h2 id="every">{text(words["every"])}</h2>
{_filter(_SHOWN, entries, words)}
<div class="wide"><table><thead><tr>{names}</tr></thead><tbody>
{rows}</tbody></table></div></section>"""


def _row(entry: Entry, words: Words) -> str:
    counted = ", ".join(f"{place} {count}" for place, count in entry.places if place)
    reason = text(entry.reason)
    for part, why in entry.remainder:
        reason += f'<br><span class="quiet">{text(words["unread"])}: {text(part)}: {text(why)}</span>'
    cells = [
        f'<td><span class="badge s-{entry.status}">{text(words.status(entry.status))}</span></td>',
        f"<td><strong>{text(entry.requirement)}</strong><br>",
        f'<span class="quiet">{prose(entry.sentence)}</span></td>',
        f"<td>{text(words.level(entry.level))}</td>",
        f'<td class="number" title="{text(counted)}">{entry.compared or ""}</td>',
        f"<td>{reason}</td>",
    ]
    return f'<tr data-status="{entry.status}">{"".join(cells)}</tr>'


def _pending(report: Report, words: Words) -> str:
    if not report.pending:
        return ""
    listed = "".join(f"<li>{text(one)}</li>" for one in report.pending)
    summary = f"{text(words['pending'])} ({len(report.pending)})"
    return f"<details><summary>{summary}</summary><ul>{listed}</ul></details>"


def _traffic(report: Report, words: Words) -> str:
    rows = "\n".join(
        f'<tr><td class="number">{one.number}</td><td>{text(one.method)}</td>'
        f'<td class="url">{text(one.url)}</td>'
        f'<td>{text(one.fault or one.status)}</td><td class="number">{one.size}</td>'
        f'<td class="number">{one.seconds:.3f} {text(words["seconds"])}</td></tr>'
        for one in report.traffic
    )
    return f"""<details><summary>{text(words["traffic"])} ({len(report.traffic)})</summary>
<div class="wide"><table><tbody>{rows}</tbody></table></div></details>"""
