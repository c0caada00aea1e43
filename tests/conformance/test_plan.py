"""`--plan` says what would be asked; the numbers behind it are those of a real run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conformance.judged import target
from tests.conformance.tiny import Tiny

from wegweiser_conformance import plan
from wegweiser_conformance.checks import GROUPS
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from wegweiser_conformance.target import Target

EVERY = load_contract().requirements.values()


def planned(found: Target) -> dict[str, plan.Part]:
    return {one.group: one for one in plan.parts(found, EVERY)}


def test_only_groups_of_the_contract_were_counted() -> None:
    """None that has been renamed."""
    for small in (False, True):
        assert set(plan.counted(small)) <= {group.name for group in GROUPS}


def test_a_small_budget_is_planned_with_less() -> None:
    """And suffices for what is planned."""
    found = target(Tiny())
    usual = sum(one.requests for one in planned(found).values())
    found.client.pace.most = 400
    assert sum(one.requests for one in planned(found).values()) < usual
    assert sum(plan.counted(small=True).values()) <= 400


def test_what_is_not_claimed_is_not_planned() -> None:
    """A publisher of jobs alone is asked a quarter of what each list costs, and nothing about places."""
    parts = planned(target(Tiny()))
    assert "place-search" not in parts
    assert parts["filters"].requests == round(plan.counted()["filters"] / 4)
    assert parts["code-lists"].requests == plan.counted()["code-lists"]


def test_the_plan_tells_bound_duration_and_manners() -> None:
    """And asks for nothing but the description."""
    tiny = Tiny()
    found = target(tiny)
    found.client.pace.rate = 5.0
    lines = list(plan.told(found, EVERY))
    assert lines[-3].startswith("about ")
    assert "minutes at 5 a second" in lines[-3]
    assert lines[-2] == "methods: GET, HEAD, OPTIONS"
    assert "other hosts: none" in lines[-1]
    assert {request.url.path for request in tiny.asked} == {"/v1/"}
