"""`--max-requests 400`: a full verdict with less evidence, and nobody accused for that."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.conformance.in_process import BASE, InProcess
from tests.conformance.whole_runs import BROKEN, CHECKS, grave

from wegweiser_conformance import contact, runner
from wegweiser_conformance.client import READING_METHODS, Client
from wegweiser_conformance.credentials import NONE
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.measured import measured
from wegweiser_conformance.model import Status
from wegweiser_conformance.pace import MOST_REQUESTS, Pace
from wegweiser_conformance.second_look import second_look
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.defects import DEFECTS
from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from wegweiser_conformance.model import Result

EVERY = load_contract().requirements
SMALL = 400
# SHOULD, and judged in one list only, whose titles may not have what it needs.
SEEN_BY_CHANCE = {"text-search/word-forms"}


@cache
def whole_run(budget: int, defect: str | None = None) -> dict[str, Result]:
    pace = Pace(most=budget, sleep=lambda _: None)
    transport = InProcess(create_app(Settings(defect=defect)))
    client = Client(BASE, NONE, Mask(), pace, transport=transport, methods=READING_METHODS)
    try:
        target = contact.meet(client)
        results = second_look(target, list(runner.run(list(CHECKS.values()), EVERY, target)))
        return {one.requirement.id: one for one in results}
    finally:
        client.close()


def judged(results: dict[str, Result]) -> set[str]:
    return {one for one, result in results.items() if result.status is not Status.NOT_APPLICABLE}


def test_four_hundred_requests_give_a_full_verdict() -> None:
    """Every requirement that the usual budget judges is judged, and kept."""
    results = whole_run(SMALL)
    assert grave(results) == {}
    assert judged(results) - SEEN_BY_CHANCE == judged(whole_run(MOST_REQUESTS)) - SEEN_BY_CHANCE


def test_less_is_compared() -> None:
    """Rules for all lists in fewer of them."""
    for one in ("text-search/case-insensitive", "paging/invalid-cursor", "place-search/radius-default"):
        assert 0 < whole_run(SMALL)[one].compared < whole_run(MOST_REQUESTS)[one].compared


@pytest.mark.parametrize(
    "name",
    ["filters/course-sessions-mode-inverted", "filters/jobs-start-to-exclusive", "paging/total-off-by-one"],
)
def test_defects_are_convicted(name: str) -> None:
    """By whichever requirement shows them."""
    results = whole_run(SMALL, name)
    assert any(one.status in BROKEN and one.requirement.level == "MUST" for one in results.values())
    assert results[DEFECTS[name].convicts].status in BROKEN


def test_the_suite_says_that_it_misses_more() -> None:
    """A smaller budget has a rate of its own."""
    usual, small = measured(), measured(small=True)
    assert small.small
    assert not usual.small
    assert small.miss_rate is not None
    assert usual.miss_rate is not None
    assert small.miss_rate > usual.miss_rate
