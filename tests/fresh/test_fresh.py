"""A publisher that shares nothing with the reference server: right it is spared, wrong it is convicted.

All faults and all ways of being right take an hour: `python -m tests.fresh.convicting`, `… .sparing`, `… .over_http`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.fresh.convicting import OF_THE_HONEST, outcome
from tests.fresh.faulty import FAULTS
from tests.fresh.innocents import INNOCENTS
from tests.fresh.over_http import check, folder
from tests.fresh.running import judged

from wegweiser_conformance.model import Status

if TYPE_CHECKING:
    from tests.fresh.innocent import Innocent

# One of each kind that once accused somebody.
SPARED = (
    "usual",
    "languages/subtags",
    "access/key",
    "form/brackets-as-array",
    "classes/offices",
    "size/two",
    "changing/closed-60-without-version",
    "data/homes-at-postcodes",
    "data/homes-on-a-grid",
    "data/near-ids",
    "data/pages-by-key",
    "data/sibling-languages",
)
# What once passed for right.
ONCE_MISSED = (
    "bounds/past-dropped", "bounds/since-as-text", "changes/ignored-beside-q", "codes/broader", "codes/entry-at-most",
    "codes/id-case", "codes/two-values-at-most", "courses/counts-ended", "courses/include-needs-session",
    "cursor/bound-to-limit", "cursor/ignores-place", "cursor/ignores-sort", "description/language-missing",
    "description/language-more", "doors/brackets", "gzip/truncated", "next/not-encoded",
    "places/bearing-unlocated", "prefix/turned", "tags/ranges", "words/german-titles",
)  # fmt: skip


def accusations(innocent: Innocent) -> list[str]:
    results, _ = judged(innocent.make())
    return [
        f"{one.requirement.id}: {one.reason}"
        for one in results
        if one.status in (Status.FAILED, Status.SUSPECTED, Status.ERROR)
        and one.requirement.id not in OF_THE_HONEST
    ]


@pytest.mark.parametrize("name", SPARED)
def test_a_right_publisher_is_spared(name: str) -> None:
    """Nothing is called failed or suspected, and the suite itself does not fail."""
    assert accusations(INNOCENTS[name]) == []


@pytest.mark.parametrize("spare", [False, True], ids=["whole", "spare"])
def test_a_tree_in_an_order_of_its_own_is_spared(*, spare: bool) -> None:
    """Files need not come in the order that only `query` demands; those of single records need not be there."""
    with folder(spare=spare) as base:
        code, told = check(base)
    assert code == 0, [one for one in told["results"] if one["status"] == "failed"]


@pytest.mark.parametrize("name", ONCE_MISSED)
def test_a_wrong_publisher_is_convicted(name: str) -> None:
    """A MUST is found broken."""
    assert outcome((name,)).status == "failed"


def test_every_fault_says_what_is_wrong() -> None:
    """In a sentence that is its own."""
    said = [one.says for one in FAULTS.values()]
    assert all(said)
    assert len(set(said)) == len(said)
