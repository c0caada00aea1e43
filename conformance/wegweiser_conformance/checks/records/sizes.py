"""How large records are, how long their texts, and that these are plain."""

from __future__ import annotations

import html.entities
import json
import re
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import routes, sightings
from wegweiser_conformance.checks.records.group import GROUP
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.passive import Fault, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

check = GROUP.check
MOST_BYTES = 4_000
MOST_BYTES_ON_AVERAGE = 1_500
FEWEST_FOR_AN_AVERAGE = 20
MOST_CHARACTERS = 300


@check("records/size")
def size(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        found = _bytes(record.value)
        yield None if found <= MOST_BYTES else Fault(f"at most {MOST_BYTES} bytes", f"{found} bytes")

    yield from judge(target, seen, rule, nothing="no record")


@check("records/average-size")
def average_size(target: Target, seen: Seen) -> Iterator[Violation]:
    told: set[str] = set()
    for collection in target.claimed("jobs", "course-sessions", "courses"):
        with seen.part(collection):
            pages = [
                page for page in sightings.pages(target) if page.collection == collection and _whole(page)
            ]
            full = [page for page in pages if page.next and len(page.items) >= FEWEST_FOR_AN_AVERAGE]
            if not full:
                raise NotApplicable(f"no full page of {collection} with {FEWEST_FOR_AN_AVERAGE} records")
            for page in full:
                seen.judged()
                average = sum(map(_bytes, page.items)) / len(page.items)
                if average > MOST_BYTES_ON_AVERAGE and page.answer.url not in told:
                    told.add(page.answer.url)
                    yield Violation(
                        f"at most {MOST_BYTES_ON_AVERAGE} bytes on average",
                        f"{average:.0f}",
                        page.answer,
                        "/items",
                    )


def _whole(page: ListPage) -> bool:
    """Not narrowed by a filter: those that a filter finds may be alike, and all of them large."""
    return routes.asked(page.answer.url).keys() <= {"limit", "cursor", "sort", "lang"}


def _bytes(record: Any) -> int:
    compact = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return len(compact.encode("utf-8", "replace"))


@check("records/text-length")
def text_length(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, text in _texts(record):
            fits = len(text) <= MOST_CHARACTERS
            yield None if fits else Fault(f"at most {MOST_CHARACTERS} characters", f"{len(text)}", pointer)

    yield from judge(target, seen, rule, nothing="no text")


_TAGS = (
    "a abbr article b big blockquote body br button center cite code div dd dl dt em embed figure font "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input label li link main meta nav "
    "object ol option p pre q s script section select small span strike strong style sub sup table "
    "tbody td tfoot th thead title tr tt u ul"
)
_TAG = re.compile(
    rf"</?(?:{'|'.join(_TAGS.split())})(?:\s[^<>]*)?/?\s*>|<!--|<!\[CDATA\[|<!DOCTYPE", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")


@check("records/text-plain")
def text_plain(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, text in _texts(record):
            markup = _markup(text)
            yield Fault("plain text", markup, pointer) if markup else None

    yield from judge(target, seen, rule, nothing="no text")


def _markup(text: str) -> str:
    if tag := _TAG.search(text):
        return f"the tag {tag[0][:20]}" if len(tag[0]) <= 20 else "an HTML tag"
    for entity in _ENTITY.finditer(text):
        name = entity[1]
        if name is None or f"{name};" in html.entities.html5:
            return f"the character entity {entity[0]}"
    return ""


def _texts(record: Observed) -> Iterator[tuple[str, str]]:
    """Every text of a record but its links."""
    for pointer, value in record.leaves:
        if isinstance(value, str) and not pointer.endswith("Url"):
            yield pointer, value
