"""What follows from the fault of one parameter: totals, combinations and other rules judged by its answers.

A requirement about one parameter (its place in the contract is that parameter) that is broken explains
another one if every request that shows the other broken bears the parameter, on the same list. If that one
is about a parameter, too, there must be a request without it that shows the first one broken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from wegweiser_conformance.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wegweiser_conformance.report import Entry

PARAMETERS = "/components/parameters/"
BROKEN = frozenset({Status.FAILED, Status.WARNING, Status.NOTE})
# They stand beside others in requests of all kinds, and explain nothing.
BESIDE = frozenset({"limit", "cursor", "lang", "sort"})

# Path of a list and parameter.
Asked = tuple[str, str]


def explained(entries: Sequence[Entry]) -> Mapping[str, str]:
    """By the id of a requirement: that of the one which explains it."""
    broken = [entry for entry in entries if entry.status in BROKEN and entry.evidence]
    narrow = {entry.requirement: own for entry in broken if (own := _own(entry))}
    found: dict[str, str] = {}
    for entry in broken:
        shared, own = _shared(entry), narrow.get(entry.requirement, frozenset())
        causes = [
            cause.requirement
            for cause in broken
            if narrow.get(cause.requirement, frozenset()) & shared and not own & _shared(cause)
        ]
        if causes:
            found[entry.requirement] = causes[0]
    return found


def about_parameter(entry: Entry) -> bool:
    return entry.place.rpartition("#")[2].startswith(PARAMETERS)


def _own(entry: Entry) -> frozenset[Asked]:
    """The parameter that the requirement is about, on the lists where it was shown to be broken."""
    if not about_parameter(entry):
        return frozenset()
    component = entry.place.rpartition("/")[2].lower()
    # `OfficeKind` is the component of the parameter `kind`.
    asked = [one for requests in _requests(entry) for one in requests]
    return frozenset(one for one in asked if component.endswith(one[1].lower()))


def _shared(entry: Entry) -> frozenset[Asked]:
    """What all requests have in common that show it broken."""
    requests = _requests(entry)
    return frozenset.intersection(*requests) if requests else frozenset()


def _requests(entry: Entry) -> list[frozenset[Asked]]:
    found = []
    for one in entry.evidence:
        parts = urlsplit(one.trace.url if one.trace else "")
        names = set(parse_qs(parts.query, keep_blank_values=True)) - BESIDE
        found.append(frozenset((parts.path, name) for name in names))
    return found
