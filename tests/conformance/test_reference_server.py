"""The suite and the reference server in one process: the honest one is spared, every defect convicted.

A defect runs only the check that it is for; the data are made once for all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.in_process import BASE
from tests.conformance.whole_runs import ADDRESSES, BROKEN, OF_FILES, earlier_run, grave, judge_app

from wegweiser_conformance.model import Status
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app, sample_store
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.defects import DEFECTS
from wegweiser_server.settings import Settings
from wegweiser_server.store import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_conformance.earlier import Earlier
    from wegweiser_conformance.model import Result
    from wegweiser_server.store import Store

STORE = cache(lambda: sample_store(Settings()))
# Enough of everything to show most defects; then nearly all; the sample shows the rest.
SMALL = cache(lambda: load(generate(jobs=250, courses=60, sessions=250, offices=70, today=berlin_today())))
SMALLER = cache(lambda: load(generate(jobs=500, courses=90, sessions=420, offices=110, today=berlin_today())))


EARLIER = cache(lambda: earlier_run(create_app(Settings(), SMALLER())))


# The goal is 400. More than that go to filters asked alone as well as together, to 44 pages of whole lists,
# to items and code lists, and to what is sent to a sandbox only; asking less let defects through.
MOST_REQUESTS = 530


class Counted:
    """An application that counts what it is asked."""

    def __init__(self, app: Any) -> None:
        self.app, self.requests = app, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.requests += scope["type"] == "http"
        await self.app(scope, receive, send)


def judge(
    only: Iterable[str], store: Store, base: str = BASE, earlier: Earlier | None = None, **settings: Any
) -> dict[str, Result]:
    """By the checks alone: each must see its defect itself, before anybody looks a second time."""
    app = create_app(Settings(**settings), store)
    return judge_app(app, only, base, earlier=earlier, checks_only=True)


def test_nothing_is_held_against_a_server_that_stays_as_it_was() -> None:
    """Beside an earlier run of its own, ids are judged; nothing else has happened."""
    compared = [one.id for one in load_contract().requirements.values() if one.judged == "compared"]
    results = judge(compared, SMALLER(), earlier=EARLIER())
    assert {one.status for one in results.values()} == {Status.PASSED, Status.NOT_APPLICABLE}
    assert results["records/id-stable"].compared > 1000


def test_the_honest_server_is_spared() -> None:
    """By every check, and with no more requests than a full verdict may need."""
    asked = Counted(create_app(Settings(), STORE()))
    assert grave(judge_app(asked, load_contract().requirements)) == {}
    assert asked.requests <= MOST_REQUESTS


@pytest.mark.parametrize("name", sorted(DEFECTS.keys() - OF_FILES))
def test_every_defect_is_convicted(name: str) -> None:
    """The requirement that it breaks is found broken by its own check, run alone."""
    convicts = DEFECTS[name].convicts
    compared = load_contract().requirements[convicts].judged == "compared"
    for store in (SMALLER,) if compared else (SMALL, SMALLER, STORE):  # some need many records to show
        before = EARLIER() if compared else None
        result = judge([convicts], store(), ADDRESSES.get(name, BASE), before, defect=name)[convicts]
        if result.status in BROKEN:
            return
    pytest.fail(f"{result.status}: {result.reason}")
