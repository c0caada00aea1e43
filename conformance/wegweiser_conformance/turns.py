"""The order in which requirements are judged: harmless questions, odd ones, credentials, what only looks.

A gateway that takes odd questions for an attack refuses what follows; so they follow. Within each turn MUST
comes first, as the budget goes to what binds.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Level

if TYPE_CHECKING:
    from wegweiser_contract import Requirement


class Turn(IntEnum):
    """When a requirement is judged."""

    HARMLESS = 0
    ODD = 1
    CREDENTIALS = 2
    LOOKING = 3


_URGENCY = list(Level)
_ODD_GROUPS = frozenset({"problems", "query"})
# Their checks ask what a server must refuse, or does not have.
_ODD = frozenset(
    {
        "changes/updated-since-literal",
        "methods/head-answers",
        "place-search/ags-lengths",
        "languages/malformed-lang",
        "methods/head-answers-live",
        "cors/no-preflight-needed",
        "paging/cursor-bound-to-request",
        "paging/invalid-cursor",
        "paging/limit-out-of-bounds",
        "place-search/lat-with-lon",
        "place-search/one-kind-of-place",
        "place-search/placeless-needs-place",
        "place-search/radius-bounds",
        "place-search/radius-needs-centre",
        "place-search/unknown-place",
        "service-description/unclaimed-paths-absent",
        "sorting/missing-sort-key",
        "text-search/length",
        "text-search/word-forms",
    }
)

# The later, the more it shows.
_LATE = frozenset({"paging/cursor-lives-an-hour", "place-search/echo"})


def turn(requirement: Requirement) -> Turn:
    if requirement.judged == "passive" or requirement.id in _LATE:
        return Turn.LOOKING
    if requirement.group == "access":
        return Turn.CREDENTIALS
    odd = requirement.judged == "conditional" or requirement.id in _ODD or requirement.group in _ODD_GROUPS
    return Turn.ODD if odd else Turn.HARMLESS


def order(requirement: Requirement) -> tuple[Turn, int, str]:
    return (turn(requirement), _URGENCY.index(Level(requirement.level)), requirement.id)
