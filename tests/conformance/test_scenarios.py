"""Scenarios that obey the contract are not accused, however hard they make it for clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.test_variants import village
from tests.conformance.whole_runs import grave, judge_app

from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.scenarios import waiting
from wegweiser_server.settings import Quota, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

START = 1_795_000_000.0


class Clock:
    """Goes on only when somebody waits."""

    def __init__(self) -> None:
        self.seconds = START

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def told(scenario: str, sleep: Callable[[float], None] = lambda _: None, **more: Any) -> dict[str, str]:
    app = create_app(Settings(scenarios=(scenario,), **more), village())
    found = grave(judge_app(app, load_contract().requirements, sleep=sleep))
    return {name: why for name, why in found.items() if not why.startswith("warning: ")}


@pytest.mark.parametrize("scenario", ["deprecated", "partial", "small-pages"])
def test_what_obeys_is_not_accused(scenario: str) -> None:
    """Nothing failed, suspected or left untested."""
    assert told(scenario) == {}


def test_slowness_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is it one when every answer keeps the suite waiting."""
    monkeypatch.setattr(waiting, "SECONDS", 0.001)
    monkeypatch.setattr(waiting, "LONG_SECONDS", 0.01)
    assert told("slow") == {}


def test_who_is_told_to_wait_waits() -> None:
    """The suite obeys `Retry-After`, and then judges everything."""
    clock = Clock()
    assert told("rate-limited", clock.sleep, now=clock.now, quota=Quota(60, 10)) == {}
    assert clock.seconds > START + 60


def test_data_that_change_are_no_fault() -> None:
    """Some things cannot be judged while data change under way; none is called failed."""
    found = {name: why for name, why in told("changing").items() if not why.startswith("not-tested")}
    assert found == {}
