"""The tables of the HTML report: a line for each class, for each requirement, for each request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.causes import TOLD
from wegweiser_conformance.model import Status
from wegweiser_conformance.reporters.html_text import english, prose, text

if TYPE_CHECKING:
    from wegweiser_conformance.report import Entry, Report
    from wegweiser_conformance.verdict import ClassVerdict
    from wegweiser_conformance.wording import Words

_SHOWN = (*TOLD, Status.PASSED, Status.NOT_APPLICABLE)


def classes(report: Report, words: Words) -> str:
    rows = "\n".join(_class_row(one, words) for one in report.classes)
    names = (words["class"], words["verdict"], words["counts"])
    columns = "".join(f'<th scope="col">{text(name)}</th>' for name in names)
    return f"""<section aria-labelledby="classes"><h2 id="classes">{text(words["classes"])}</h2>
<div class="wide"><table><thead><tr>{columns}</tr></thead><tbody>
{rows}</tbody></table></div></section>"""


def _class_row(one: ClassVerdict, words: Words) -> str:
    counts = "".join(
        f'<li class="s-{status}">{one.counts[status]} {text(words.status(status))}</li>'
        for status in _SHOWN
        if one.counts.get(status)
    )
    verdict = f'<td><span class="badge {one.verdict}">{text(words.verdict(one.verdict))}</span></td>'
    return (
        f'<tr><th scope="row">{text(one.class_)}</th>{verdict}<td><ul class="counts">{counts}</ul></td></tr>'
    )


def every(report: Report, words: Words) -> str:
    rows = "\n".join(_row(entry, words) for entry in report.entries)
    names = "".join(
        f'<th scope="col">{text(words[name])}</th>'
        for name in ("status", "requirement", "level", "compared", "reason")
    )
    return f"""<section aria-labelledby="every"><h2 id="every">{text(words["every"])}</h2>
<details><summary>{text(words["show"])} ({len(report.entries)})</summary>
<div class="wide"><table><thead><tr>{names}</tr></thead><tbody>
{rows}</tbody></table></div></details></section>"""


def _row(entry: Entry, words: Words) -> str:
    counted = ", ".join(f"{place} {count}" for place, count in entry.places if place)
    reason = f"<span{english('reason' in entry.english)}>{text(entry.reason)}</span>"
    for part, why in entry.remainder:
        reason += f'<br><span class="quiet">{text(words["unread"])}: {text(part)}: {text(why)}</span>'
    on_places = f'<br><span class="quiet">{text(words.judged_on(entry))}</span>'
    cells = [
        f'<td><span class="badge s-{entry.status}">{text(words.status(entry.status))}</span></td>',
        f'<td><a href="{text(entry.link)}">{text(entry.requirement)}</a><br>',
        f'<span class="quiet">{prose(entry.sentence)}</span></td>',
        f"<td>{text(words.level(entry.level))}</td>",
        f'<td class="number" title="{text(counted)}">{entry.compared or ""}{on_places}</td>',
        f"<td>{reason}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def pending(report: Report, words: Words) -> str:
    if not report.pending:
        return ""
    listed = "".join(f"<li>{text(one)}</li>" for one in report.pending)
    summary = f"{text(words['pending'])} ({len(report.pending)})"
    return f"<details><summary>{summary}</summary><ul>{listed}</ul></details>"


def traffic(report: Report, words: Words) -> str:
    rows = "\n".join(
        f'<tr><td class="number">{one.number}</td><td>{text(one.method)}</td>'
        f'<td class="url">{text(one.url)}</td>'
        f'<td>{text(one.fault or one.status)}</td><td class="number">{one.size}</td>'
        f'<td class="number">{one.seconds:.3f} {text(words["seconds"])}</td></tr>'
        for one in report.traffic
    )
    return f"""<details><summary>{text(words["traffic"])} ({len(report.traffic)})</summary>
<div class="wide"><table><tbody>{rows}</tbody></table></div></details>"""
