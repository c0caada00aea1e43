"""The suite and the reference server in one process: the honest one is spared, every defect convicted.

A defect runs only the check that it is for; the data are made once for all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.in_process import BASE, InProcess

from wegweiser_conformance import contact, runner
from wegweiser_conformance.checks import every_check
from wegweiser_conformance.checks.pending import PENDING
from wegweiser_conformance.client import EVERY_METHOD, Client
from wegweiser_conformance.credentials import api_key
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.model import Status
from wegweiser_conformance.pace import Pace
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app, sample_store
from wegweiser_server.defects import DEFECTS
from wegweiser_server.defects.guard import KEY
from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_conformance.model import Result

CHECKS = {check.requirement_id: check for check in every_check()}
STORE = cache(lambda: sample_store(Settings()))
# A fault of these is a warning or note, which is as far as a check can go.
BROKEN = {Status.FAILED, Status.WARNING, Status.NOTE, Status.SUSPECTED}
# Where a defect needs another address than the one that both sides have here.
ADDRESSES = {"access/http": "http://api.agency.example/v1"}


def judge(only: Iterable[str], base: str = BASE, **settings: Any) -> dict[str, Result]:
    """As a sandbox, where other methods may be sent; with a key that only closed servers ask for."""
    transport = InProcess(create_app(Settings(**settings), STORE()))
    mask = Mask()
    pace = Pace(sleep=lambda _: None)
    client = Client(base, api_key(KEY, mask), mask, pace, transport=transport, methods=EVERY_METHOD)
    every = load_contract().requirements
    wanted = {id_: every[id_] for id_ in only}
    try:
        results = runner.run([CHECKS[id_] for id_ in wanted if id_ in CHECKS], wanted, contact.meet(client))
        return {result.requirement.id: result for result in results}
    finally:
        client.close()


def test_the_honest_server_is_spared() -> None:
    """By every check, and with no more requests than a full verdict may need."""
    results = judge(load_contract().requirements)
    grave = {
        id_: f"{one.status}: {one.reason}"
        for id_, one in results.items()
        if one.status.gravity > Status.PASSED.gravity
    }
    assert grave == {}


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_every_defect_is_convicted(name: str) -> None:
    """The requirement that it breaks is found broken by its own check, run alone."""
    convicts = DEFECTS[name].convicts
    if convicts in PENDING:
        return
    result = judge([convicts], ADDRESSES.get(name, BASE), defect=name)[convicts]
    assert result.status in BROKEN, f"{result.status}: {result.reason}"
