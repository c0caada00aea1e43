"""Goes through every text of the whole traffic; what it finds is concealed before anything is said."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from wegweiser_conformance import fields, observed
from wegweiser_conformance.model import Suspected, Violation
from wegweiser_conformance.passive import Fault, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.privacy import Trace
    from wegweiser_conformance.target import Target

    type_of_search = Callable[[str], list[Trace]]
    type_of_choice = Callable[["Spot"], bool]


@dataclass(frozen=True, slots=True)
class Spot:
    """A text and where it stands."""

    text: str
    pointer: str
    body: Observed

    @property
    def name(self) -> str:
        """The member that holds it, whatever list it stands in."""
        above, _, step = self.pointer.rpartition("/")
        while step.isdigit():
            above, _, step = above.rpartition("/")
        return step


def texts(target: Target) -> Iterator[tuple[Observed, list[Spot]]]:
    """Every text of every record and of every other body."""
    for body in [*observed.records(target), *observed.bodies(target)]:
        yield body, [Spot(text, pointer, body) for pointer, text in body.leaves if isinstance(text, str)]


def scan(
    target: Target, seen: Seen, chosen: type_of_choice, search: type_of_search, expected: str
) -> Iterator[Finding]:
    """Every chosen text, in records and around them; a trace that the request itself held is an echo."""
    tally, counts = Tally(), dict.fromkeys([*target.collections, ""], 0)
    known = cache(search)
    for body, spots in texts(target):
        seen.judged(body.times, where=body.collection or "other answers")
        counts[body.collection] = counts.get(body.collection, 0) + body.times
        for spot in spots:
            for trace in known(spot.text) if chosen(spot) else ():
                if not _echoed(trace, spot):
                    tally.add(fault(target, trace, expected, spot.pointer), body)
    yield from tally.findings(counts)


def fault(target: Target, trace: Trace, expected: str, pointer: str) -> Fault:
    """A fault that says where and what, never the text itself."""
    target.conceal(trace.found)
    digest = hashlib.sha256(trace.found.encode("utf-8", "replace")).hexdigest()[:12]
    told = f"{trace.kind} of {len(trace.found)} characters, sha256 {digest}"
    return Fault(expected, told, pointer, certain=trace.certain)


def finding(target: Target, trace: Trace, expected: str, body: Observed, pointer: str) -> Finding:
    told = fault(target, trace, expected, pointer)
    kind: type[Finding] = Violation if trace.certain else Suspected
    return kind(told.expected, told.actual, body.answer, observed.pointed(body, pointer))


def _echoed(trace: Trace, spot: Spot) -> bool:
    """The suite asks with made-up values; an answer that repeats them betrays nobody."""
    answer = spot.body.answer
    sent = " ".join([answer.url, unquote_plus(answer.url), *(value for _, value in answer.sent)])
    return trace.found in sent


def strings(value: Any) -> Iterator[str]:
    return (text for _, text in fields.leaves(value) if isinstance(text, str))
