"""A verdict can be contested: the recorded traffic gives the same one again, and no secret with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.in_process import BASE, InProcess
from tests.conformance.test_right_servers import TOWN, store_of
from tests.conformance.whole_runs import CHECKS

from wegweiser_conformance import contact, recording, runner
from wegweiser_conformance.client import Client
from wegweiser_conformance.credentials import api_key
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.pace import Pace
from wegweiser_conformance.recording import RecordingError
from wegweiser_conformance.second_look import second_look
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.defects.guard import KEY
from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from wegweiser_conformance.model import Result
    from wegweiser_conformance.target import Target

BUDGET = 1_234
SOME = ("paging", "personal-data", "access", "records", "cors")
WANTED = {id_: one for id_, one in load_contract().requirements.items() if one.group in SOME}


def judged(target: Target) -> list[Result]:
    checks = [CHECKS[id_] for id_ in WANTED if id_ in CHECKS]
    return list(second_look(target, list(runner.run(checks, WANTED, target))))


def recorded(path: str, **settings: Any) -> list[Result]:
    mask = Mask()
    app = create_app(Settings(**settings), store_of(TOWN, 1))
    client = Client(BASE, api_key(KEY, mask), mask, Pace(most=BUDGET), transport=InProcess(app))
    try:
        target = contact.meet(client, seed=7)
        results = judged(target)
        recording.write(path, client, results, seed=target.seed, time="2026-11-22T22:00:00+00:00")
        return results
    finally:
        client.close()


def replayed(path: str) -> list[Result]:
    held = recording.read(path)
    assert held.budget == BUDGET  # on a small one less is asked
    client = recording.replaying(held, pace=Pace(most=held.budget, sleep=lambda _: None))
    target = contact.meet(client, held.classes, held.seed)
    return recording.as_judged(judged(target), held)


@pytest.mark.parametrize(
    "defect", [None, "paging/total-off-by-one", "personal-data/contact-mailbox-of-a-person"]
)
def test_a_recording_gives_the_same_verdict(defect: str | None, tmp_path: Path) -> None:
    """Requirement by requirement, without a network and without the key."""
    path = str(tmp_path / "run.jsonl")
    then = recorded(path, defect=defect)
    again = replayed(path)
    assert {one.requirement.id: one.status for one in again} == {
        one.requirement.id: one.status for one in then
    }
    assert KEY not in (tmp_path / "run.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "no recording"), ("{}\n", "no recording"), ('{"recording": 9}\n', "format 9, this suite reads 1")],
)
def test_what_is_no_recording_is_named(text: str, told: str, tmp_path: Path) -> None:
    """In one message."""
    path = tmp_path / "run.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(RecordingError, match=told):
        recording.read(str(path))


def test_what_was_not_asked_then_is_not_tested_now(tmp_path: Path) -> None:
    """A newer suite asks more; it does not guess."""
    path = str(tmp_path / "run.jsonl")
    recorded(path)
    lines = (tmp_path / "run.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "run.jsonl").write_text("\n".join(lines[:12]) + "\n", "utf-8")
    reasons = {one.reason for one in replayed(path) if one.status == "not-tested"}
    assert any("was not asked in the recorded run" in reason for reason in reasons)
