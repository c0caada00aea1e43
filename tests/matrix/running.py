"""Runs the suite against mutants; a mutant is killed by the first requirement that notices it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tests.conformance.in_process import BASE, InProcess
from tests.conformance.whole_runs import BROKEN, CHECKS
from tests.matrix import answers, innocent, parameters, properties
from tests.matrix.reach import UNCHANGED, reached

from wegweiser_conformance import contact, runner
from wegweiser_conformance.client import READING_METHODS, Client
from wegweiser_conformance.credentials import NONE
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.model import Status
from wegweiser_conformance.pace import MOST_REQUESTS, Pace
from wegweiser_conformance.second_look import second_look
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.defects.middleware import Defective
from wegweiser_server.settings import DEFAULT_CLASSES, Settings
from wegweiser_server.store import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.matrix.model import Mutant

    from wegweiser_conformance.model import Result
    from wegweiser_server.store import Store

SIZES = {"jobs": 500, "courses": 90, "sessions": 420, "offices": 110}
BASE_PATH = "/v1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`killer` is the requirement that noticed it, empty if none did; `requests` what that took.

    `reached` is false where no answer of the whole run differed from the honest server's.
    """

    mutant: str
    says: str
    killer: str
    status: str
    reason: str
    requests: int
    untested: tuple[str, ...] = ()
    reached: bool = True


@cache
def every_mutant() -> Mapping[str, Mutant]:
    classes = frozenset(DEFAULT_CLASSES)
    made = [*parameters.mutants(classes), *properties.mutants(classes), *answers.mutants(classes)]
    by_id = {one.id: replace(one, equivalent=innocent.why(one.id)) for one in made}
    assert len(by_id) == len(made), "two mutants with one id"
    return by_id


@cache
def store() -> Store:
    return load(generate(today=berlin_today(), **SIZES))


@cache
def honest() -> object:
    return create_app(Settings(), store())


def outcome(mutant: Mutant, budget: int = MOST_REQUESTS) -> Outcome:
    """Of a whole run, broken off at the first requirement that is found broken."""
    client = client_of(mutant, budget)
    try:
        return _judged(mutant, client)
    finally:
        client.close()


def client_of(mutant: Mutant, budget: int = MOST_REQUESTS) -> Client:
    app = Defective(honest(), mutant, BASE_PATH)  # type: ignore[arg-type]
    pace = Pace(most=budget, sleep=lambda _: None)
    return Client(BASE, NONE, Mask(), pace, transport=InProcess(app), methods=READING_METHODS)


def _reached(client: Client, mutant: Mutant) -> bool:
    honest = client_of(replace(UNCHANGED, heads=mutant.heads))
    try:
        return reached(client.traffic, honest)
    finally:
        honest.close()


def _judged(mutant: Mutant, client: Client) -> Outcome:
    untested: list[str] = []
    try:
        target = contact.meet(client)
    except Exception as refusal:  # whatever keeps the suite from judging is told to its user
        return Outcome(
            mutant.id, mutant.says, "contact", "unreachable", str(refusal)[:200], len(client.traffic)
        )
    first = []
    for result in _results(mutant, target):
        first.append(result)
        if result.status in BROKEN:
            return _told(mutant, result, client, untested)
        if result.status in (Status.NOT_TESTED, Status.ERROR):
            untested.append(result.requirement.id)
        if result.status is Status.ERROR:
            return _told(mutant, result, client, untested)
    for result in second_look(target, first):
        if result.status in BROKEN:
            return _told(mutant, result, client, untested)
    return Outcome(
        mutant.id,
        mutant.says,
        "",
        "survived",
        "",
        len(client.traffic),
        tuple(untested),
        _reached(client, mutant),
    )


def _results(mutant: Mutant, target: object):  # type: ignore[no-untyped-def]
    """First the groups that the mutant concerns, then all others, then what is judged on all traffic."""
    every = load_contract().requirements
    first = {id_: one for id_, one in every.items() if one.group in mutant.groups}
    rest = {id_: one for id_, one in every.items() if id_ not in first}
    passive = {id_: one for id_, one in first.items() if one.judged == "passive"}
    for part in (first, rest, passive):
        yield from runner.run([CHECKS[id_] for id_ in part if id_ in CHECKS], part, target)  # type: ignore[arg-type]


def _told(mutant: Mutant, result: Result, client: Client, untested: list[str]) -> Outcome:
    return Outcome(
        mutant.id,
        mutant.says,
        result.requirement.id,
        str(result.status),
        result.reason[:200],
        len(client.traffic),
        tuple(untested),
    )
