"""A run of the suite against an application in this process, with all that a defect may need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.conformance.in_process import BASE, InProcess

from wegweiser_conformance import contact, runner
from wegweiser_conformance.checks import every_check
from wegweiser_conformance.client import EVERY_METHOD, Client
from wegweiser_conformance.credentials import api_key, basic
from wegweiser_conformance.earlier import Earlier, snapshots
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.model import Status
from wegweiser_conformance.pace import Pace
from wegweiser_conformance.second_look import second_look
from wegweiser_contract import load_contract
from wegweiser_server.defects import DEFECTS
from wegweiser_server.defects.guard import KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wegweiser_conformance.model import Result

CHECKS = {check.requirement_id: check for check in every_check()}
# A fault of these is a warning or note, which is as far as a check can go.
BROKEN = {Status.FAILED, Status.WARNING, Status.NOTE, Status.SUSPECTED}
# Where a defect needs another address than the one that both sides have here.
ADDRESSES = {"access/http": "http://api.agency.example/v1"}
# What only files can be wrong about needs files.
OF_FILES = {
    name for name, one in DEFECTS.items() if load_contract().requirements[one.convicts].class_ == "static"
}


def judge_app(
    app: Any,
    only: Iterable[str],
    base: str = BASE,
    *,
    password: str = "",
    earlier: Earlier | None = None,
    checks_only: bool = False,
    sleep: Callable[[float], None] = lambda _: None,
) -> dict[str, Result]:
    """As a sandbox, where other methods may be sent; with a key that only closed servers ask for."""
    mask = Mask()
    credential = basic(password, mask) if password else api_key(KEY, mask)
    client = Client(base, credential, mask, Pace(sleep=sleep), transport=InProcess(app), methods=EVERY_METHOD)
    every = load_contract().requirements
    wanted = {id_: every[id_] for id_ in only}
    try:
        target = contact.meet(client, earlier=earlier)
        results = list(runner.run([CHECKS[id_] for id_ in wanted if id_ in CHECKS], wanted, target))
        looked = results if checks_only else second_look(target, results)
        return {result.requirement.id: result for result in looked}
    finally:
        client.close()


def earlier_run(app: Any, base: str = BASE) -> Earlier:
    """What an earlier run against this application would have left in its report."""
    client = Client(base, api_key(KEY, Mask()), Mask(), Pace(), transport=InProcess(app))
    try:
        target = contact.meet(client)
        for collection in target.collections:
            target.walk(collection)
        return Earlier(base, datetime.now(UTC) - timedelta(days=1), {}, snapshots(target))
    finally:
        client.close()


def grave(results: dict[str, Result]) -> dict[str, str]:
    """What an honest server must not be told."""
    return {
        id_: f"{one.status}: {one.reason}"
        for id_, one in results.items()
        if one.status.gravity > Status.PASSED.gravity
    }
