"""The findings of the HTML report: one article a cause, with all that a developer needs to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.causes import TOLD
from wegweiser_conformance.reporters.html_text import english, pair, prose, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wegweiser_conformance.causes import Cause
    from wegweiser_conformance.report import Entry, Evidence, Report, Trace
    from wegweiser_conformance.wording import Words

_MOST_OPEN = 8


def findings(report: Report, words: Words) -> str:
    articles = "\n".join(_article(cause, words) for cause in report.causes)
    return f"""<section aria-labelledby="findings"><h2 id="findings">{text(words["findings"])}</h2>
{_filter(report, words) if report.causes else f"<p>{text(words['no_findings'])}</p>"}
{articles}</section>"""


def _filter(report: Report, words: Words) -> str:
    """Shown by the script only: without it everything is visible anyway."""
    counts = {status: sum(cause.status is status for cause in report.causes) for status in TOLD}
    buttons = "".join(
        f'<button type="button" aria-pressed="false" data-show="{status}">{text(words.status(status))} '
        f"({count})</button>"
        for status, count in counts.items()
        if count
    )
    return f"""<div class="filter" role="search" hidden>
<label>{text(words["filter_label"])} <input type="search" placeholder="{text(words["filter_hint"])}"></label>
<p><button type="button" aria-pressed="true" data-show="">{text(words["all"])} ({len(report.causes)})</button>
{buttons}<output data-word="{text(words["shown"])}"></output></p></div>"""


def _article(cause: Cause, words: Words) -> str:
    lead = cause.lead
    body = _single(lead, words) if cause.broken == 1 else _several(cause, words)
    title = text(lead.requirement) if cause.broken == 1 else text(words.heading(cause))
    return f"""<article class="s-{cause.status}" data-status="{cause.status}" id="{text(lead.requirement)}">
<h3><span class="badge s-{cause.status}">{text(words.status(cause.status))}</span> {title}</h3>
{body}</article>"""


def _single(entry: Entry, words: Words) -> str:
    return f"""{_sentence(entry, words)}
{_told(entry, words)}
<dl class="pairs">{_mend(prose(entry.mend), entry, words)}{_origin(entry, words)}</dl>"""


def _several(cause: Cause, words: Words) -> str:
    """The evidence of the first, what mends them all, then each requirement with its own evidence."""
    lead, rest = cause.lead, cause.entries[1:]
    return f"""{_sentence(lead, words)}
{_told(lead, words)}
<dl class="pairs">{_mend(prose(words.mend(cause)), lead, words)}{_origin(lead, words)}</dl>
{_others(rest, words)}"""


def _others(rest: Sequence[Entry], words: Words) -> str:
    """Named at once, told when asked for; many are folded together."""
    title = f"{text(words['concerned'])}: + {len(rest)}"
    folded = "\n".join(_folded(entry, words) for entry in rest)
    if len(rest) <= _MOST_OPEN:
        return f"<h4>{title}</h4>\n{folded}"
    names = ", ".join(text(entry.requirement) for entry in rest)
    return f"""<details><summary>{title}</summary>
{folded}</details>
<p class="names">{names}</p>"""


def _folded(entry: Entry, words: Words) -> str:
    status = f'<span class="badge s-{entry.status}">{text(words.status(entry.status))}</span>'
    name = text(entry.requirement)
    return f"""<details class="other" id="{name}"><summary>{status} {name}</summary>
{_sentence(entry, words)}
{_told(entry, words)}
<dl class="pairs">{_mend(prose(entry.mend), entry, words)}</dl></details>"""


def _sentence(entry: Entry, words: Words) -> str:
    level = f"{text(words.level(entry.level))} · {text(entry.class_)}"
    link = f'<a href="{text(entry.link)}">{text(entry.requirement)}</a>'
    return f'<p class="sentence">{prose(entry.sentence)} <span class="quiet">{level} · {link}</span></p>'


def _told(entry: Entry, words: Words) -> str:
    """The first piece of evidence open, the others folded."""
    if not entry.evidence:
        reason = f"<span{english('reason' in entry.english)}>{text(entry.reason)}</span>"
        return f'<dl class="pairs">{pair(words["reason"], reason)}</dl>'
    first, *others = [_evidence(one, words) for one in entry.evidence]
    if not others:
        return first
    summary = text(words["more_evidence"].format(len(others)))
    return f"{first}\n<details><summary>{summary}</summary>{''.join(others)}</details>"


def _mend(advice: str, entry: Entry, words: Words) -> str:
    return pair(words["mend"], advice) if advice and entry.evidence else ""


def _origin(entry: Entry, words: Words) -> str:
    place = pair(words["contract_place"], f"<code>{text(entry.place)}</code>") if entry.place else ""
    demands = pair(words["demands"], text(", ".join(entry.demands))) if entry.demands else ""
    cells = words.judged_on(entry)
    return (pair(words["compared"], text(cells)) if cells else "") + place + demands


def _evidence(one: Evidence, words: Words) -> str:
    expected = f"<samp{english('expected' in one.english)}>{text(one.expected)}</samp>"
    found = f'<samp class="found"{english("found" in one.english)}>{text(one.found)}</samp>'
    pairs = [pair(words["where"], text(one.where))] if one.where else []
    pairs += [pair(words["expected"], expected), pair(words["found"], found)]
    if one.pointer:
        pairs.append(pair(words["place"], f"<code>{text(one.pointer)}</code>"))
    if one.trace:
        pairs.append(pair(words["request"], f'<pre class="curl">{text(one.trace.curl)}</pre>'))
        pairs.append(pair(words["hop"], text(words.hop(one.hop))))
    pairs.append(pair(words["sure"], text(words.sure(one.certain))))
    answer = _answer(one.trace, words) if one.trace else ""
    return f'<div class="evidence"><dl class="pairs">{"".join(pairs)}</dl>{answer}</div>'


def _answer(trace: Trace, words: Words) -> str:
    fields = "\n".join(f"{name}: {value}" for name, value in trace.headers)
    outcome = trace.fault or trace.status
    size = f"{trace.size} {text(words['size'])}"
    return f"""<details><summary>{text(words["answer"])} #{trace.number}: {text(outcome)}, {size}</summary>
<pre tabindex="0">{text(fields)}

{text(trace.body)}</pre></details>"""
