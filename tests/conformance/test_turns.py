"""The order of questions: what a gateway may take for an attack comes late, wrong keys last."""

from __future__ import annotations

from functools import cache

import pytest
from tests.conformance.in_process import BASE, InProcess

from wegweiser_conformance import contact, runner
from wegweiser_conformance.checks import every_check
from wegweiser_conformance.client import Client
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.pace import Pace
from wegweiser_conformance.turns import Turn, order, turn
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.settings import Settings
from wegweiser_server.store import load

STORE = cache(lambda: load(generate(jobs=60, courses=9, sessions=50, offices=20, today=berlin_today())))
REQUIREMENTS = load_contract().requirements
SOME = (
    *("access/no-key-in-url", "access/unnamed-schemes-ignored", "paging/total-matches"),
    *("problems/unknown-path", "query/unknown-parameter", "records/item-equals-entry"),
)


def test_the_turns_follow_each_other() -> None:
    """And within each, what binds comes first."""
    ordered = sorted(REQUIREMENTS.values(), key=order)
    assert [turn(one) for one in ordered] == sorted(turn(one) for one in ordered)
    harmless = [one.level for one in ordered if turn(one) is Turn.HARMLESS]
    assert harmless == sorted(harmless, key=["MUST", "SHOULD", "MAY"].index)


@pytest.mark.parametrize("reverse", [False, True])
def test_wrong_keys_are_sent_last_and_twice_at_most(reverse: bool) -> None:
    """In whatever order the requirements are named; refusals are provoked after whole lists were read."""
    client = Client(BASE, mask=Mask(), pace=Pace(), transport=InProcess(create_app(Settings(), STORE())))
    named = sorted(SOME, reverse=reverse)
    try:
        target = contact.meet(client)
        list(runner.run(every_check(), {one: REQUIREMENTS[one] for one in named}, target))
    finally:
        client.close()
    keys = [one.number for one in client.traffic if {"X-API-Key", "Authorization"} & dict(one.sent).keys()]
    assert 1 <= len(keys) <= 2
    refused = [one.number for one in client.traffic if one.status >= 400]
    read = [one.number for one in client.traffic if one.status == 200 and "cursor=" in one.url]
    assert min(keys) > max(one for one in refused if one < min(keys))
    assert len([one for one in refused if one < min(read)]) == 0
