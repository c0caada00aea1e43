"""Generated requests: what schemathesis makes, what is sent of it, and what is held against a server."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.conformance.in_process import BASE, InProcess

from wegweiser_conformance import contact, schema_driven
from wegweiser_conformance.client import Client
from wegweiser_conformance.pace import Pace
from wegweiser_conformance.schema_driven.cases import drawn
from wegweiser_conformance.schema_driven.faults import first_fault
from wegweiser_contract import load_contract
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.settings import Settings
from wegweiser_server.store import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.target import Target
    from wegweiser_server.store import Store

PARTIAL = ("core", "query", "course-sessions", "offices")
EVERYTHING = tuple(sorted(load_contract().classes - {"static"}))
CLAIMS = pytest.mark.parametrize("classes", [PARTIAL, EVERYTHING], ids=["partial", "everything"])
ALL = frozenset({schema_driven.ASKED_FOR})


@cache
def made(classes: tuple[str, ...], seed: int = 7, most: int = schema_driven.MOST) -> dict[str, bool]:
    return drawn(load_contract().project(classes), seed, most, 2027)


@cache
def store() -> Store:
    return load(generate(jobs=120, courses=30, sessions=120, offices=40, today=berlin_today()))


@contextmanager
def target_of(most: int = 600, seed: int = 7, **settings: Any) -> Iterator[Target]:
    client = Client(
        BASE, transport=InProcess(create_app(Settings(**settings), store())), pace=Pace(most=most)
    )
    try:
        yield contact.meet(client, seed=seed)
    finally:
        client.close()


@pytest.fixture
def honest() -> Iterator[Target]:
    with target_of() as target:
        yield target


def asked_of(target: Target) -> list[str]:
    before = len(target.client.traffic)
    schema_driven.ask(target, ALL)
    return [answer.url.removeprefix(BASE) for answer in target.client.traffic[before:]]


@CLAIMS
def test_so_many_are_drawn_and_right_ones_come_first(classes: tuple[str, ...]) -> None:
    """Both kinds for every list."""
    paths = made(classes)
    kinds = list(paths.values())
    assert kinds == sorted(kinds, reverse=True)
    lists = {one.path for one in load_contract().project(classes).operations if one.kind == "list"}
    assert 2 * len(lists) <= len(paths) <= schema_driven.MOST
    for right in (True, False):
        assert {path.partition("?")[0] for path, kind in paths.items() if kind is right} == lists


@CLAIMS
def test_only_documented_paths_are_asked(classes: tuple[str, ...]) -> None:
    """Nothing but GET on lists of the projection; and no URL that gateways would cut."""
    paths = {one.path for one in load_contract().project(classes).operations}
    assert {urlsplit(path).path for path in made(classes)} <= paths
    assert max(map(len, made(classes))) < 1_600


@CLAIMS
def test_a_right_request_has_no_fault(classes: tuple[str, ...]) -> None:
    """And none that depends on what a server issued or on a second parameter."""
    contract = load_contract().project(classes)
    operations = {one.path: one for one in contract.operations}
    for path, right in made(classes, most=60).items():
        if right:
            operation = operations[path.partition("?")[0]]
            assert first_fault(path, operation, contract.code_lists) is None
            names = {name for name, _ in parse_qsl(urlsplit(path).query)}
            assert not names & {"cursor", "radiusKm", "postcode", "sort", "q"}


def test_the_same_seed_draws_the_same_in_every_process() -> None:
    """Also where hashes are salted differently; another seed draws others."""
    program = (
        "from tests.conformance.test_schema_driven import made, PARTIAL; import json;"
        "print(json.dumps(made(PARTIAL)))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": salt, "PYTHONPATH": os.getcwd()},
        ).stdout
        for salt in ("1", "2")
    }
    assert len(told) == 1
    assert made(PARTIAL, seed=8) != made(PARTIAL)


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_an_honest_server_is_not_accused(seed: int) -> None:
    """It answers every right request with 200."""
    with target_of(seed=seed) as target:
        assert len(asked_of(target)) == schema_driven.MOST
        assert schema_driven.violations(target) == {}
        right = {path for path, kind in made(EVERYTHING, seed).items() if kind}
        refused = [
            one.url
            for one in target.client.traffic
            if one.url.removeprefix(BASE) in right and one.status != 200
        ]
        assert refused == []


def test_they_are_sent_once_and_only_in_a_run_of_many_rules(honest: Target) -> None:
    """A single check does without them."""
    schema_driven.ask(honest, {"paging/total-matches"})
    assert schema_driven.violations(honest) == {}
    assert len(honest.client.traffic) == 1
    assert len(asked_of(honest)) <= schema_driven.MOST
    assert asked_of(honest) == []


def test_a_spent_budget_ends_them() -> None:
    """Without a word: whatever was not tested for it says so itself."""
    with target_of(most=5) as target:
        assert len(asked_of(target)) == 4


@pytest.mark.parametrize(
    ("query", "requirement"),
    [
        ("kind=mbe&language=de", None),
        ("kind=x-own", None),
        ("limit=0", None),
        ("kind=nonsense", "query/unknown-code"),
        ("barrierFree=yes", "query/unknown-code"),
        ("limit=1e1", "query/integer-literal"),
        ("limit=1&limit=2", "query/repeated-parameter"),
        ("language=", "query/empty-value"),
        ("language=%25", "query/notation-literal"),
        ("nope=1", "query/unknown-parameter"),
    ],
)
def test_only_what_is_certainly_wrong_is_a_fault(query: str, requirement: str | None) -> None:
    """Bounds and own codes have rules of their own."""
    contract = load_contract().project(PARTIAL)
    offices = next(one for one in contract.operations if one.path == "/offices")
    fault = first_fault(f"{BASE}/offices?{query}", offices, contract.code_lists)
    assert (fault and fault.requirement) == requirement


@pytest.mark.parametrize(
    ("defect", "path", "requirement"),
    [
        ("query/unknown-ignored", "/jobs?nope=1", "query/unknown-parameter"),
        ("query/unknown-codes-find-nothing", "/jobs?offerType=nonsense", "query/unknown-code"),
        ("query/integers-by-conversion", "/jobs?limit=%201", "query/integer-literal"),
    ],
)
def test_a_server_that_accepts_nonsense_is_convicted(
    defect: str, path: str, requirement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the rule that the query breaks."""
    monkeypatch.setattr(schema_driven, "drawn", lambda *given: {path: False})
    with target_of(defect=defect) as target:
        asked_of(target)
        assert list(schema_driven.violations(target)) == [requirement]


def test_a_server_that_refuses_a_right_request_is_convicted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several filters at once are no fault; a single one has a rule of its own."""
    paths = {"/jobs?offerType=job&remote=only&nope=1": True, "/jobs?offerType=nonsense": True}
    monkeypatch.setattr(schema_driven, "drawn", lambda *given: paths)
    with target_of() as target:
        asked_of(target)
        found = schema_driven.violations(target)
    assert [(name, len(found[name])) for name in found] == [("filters/and-between-parameters", 1)]


def test_deep_asks_for_more() -> None:
    """As `--deep` says."""
    with target_of(most=60) as target:
        schema_driven.go_deep(target)
        assert len(asked_of(target)) > schema_driven.MOST
