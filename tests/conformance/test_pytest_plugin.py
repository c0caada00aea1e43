"""The plugin for pytest: each requirement is a test, and without its option nothing happens."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conformance.judged import report_of, requirement, target
from tests.server.running import serving

from wegweiser_conformance import cli, pytest_run
from wegweiser_conformance.model import Result, Status, Violation
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    import argparse

pytest_plugins = ["pytester"]

MODULE = "wegweiser_conformance.pytest_plugin"
# An installation older than the entry point in pyproject.toml needs the plugin named.
INSTALLED = any(one.value == MODULE for one in importlib.metadata.entry_points(group="pytest11"))
PLUGIN = ("-p", "no:cacheprovider", *(() if INSTALLED else ("-p", MODULE)))
NOWHERE = ("--wegweiser-url", "http://127.0.0.1:1/v1")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Instead of a run: a report with one result of each kind; the list holds what was asked for."""
    runs: list[list[str]] = []
    judged = target()
    answer = judged.ask("/jobs")
    results = [
        Result(requirement(id_="paging/envelope"), Status.PASSED),
        Result(
            requirement(id_="paging/full-pages"),
            Status.FAILED, "", (Violation(20, 19, answer, "/items"),),
        ),
        Result(
            requirement("SHOULD", id_="paging/data-version-given"),
            Status.WARNING, "", (Violation("a version", "none", answer),),
        ),
        Result(requirement(id_="paging/total-matches"), Status.NOT_TESTED, "the budget is spent"),
    ]  # fmt: skip

    def instead(options: argparse.Namespace, console: object) -> object:
        runs.append(options.only)
        return report_of(results, judged)

    monkeypatch.setattr(cli, "judged", instead)
    return runs


def test_each_requirement_is_a_test(pytester: pytest.Pytester, asked: list[list[str]]) -> None:
    """Its name is the id, so that `-k` chooses; the verdict is one more."""
    done = pytester.runpytest_inprocess(*PLUGIN, *NOWHERE, "--collect-only", "-q")
    told = set(done.outlines)
    for name in [*load_contract().requirements, "verdict"]:
        assert f"wegweiser::{name}" in told
    assert asked == []


def test_a_result_is_told_as_pytest_tells_it(pytester: pytest.Pytester, asked: list[list[str]]) -> None:
    """Failed with the finding, a warning, a skip with its reason; the suite runs once."""
    done = pytester.runpytest_inprocess(*PLUGIN, *NOWHERE, "-W", "default", "-rs", "-k", "paging/ or verdict")
    outcomes = done.parseoutcomes()
    assert (outcomes["failed"], outcomes["passed"], outcomes["warnings"]) == (2, 2, 1)
    done.stdout.fnmatch_lines(["*wegweiser: paging/full-pages*", "*Expected: 20", "*Found: 19", "*curl -i*"])
    done.stdout.fnmatch_lines(["*ConformanceWarning*"])
    done.stdout.fnmatch_lines(["*not tested: the budget is spent"])
    done.stdout.fnmatch_lines(["*not conformant*"])
    done.stdout.no_fnmatch_line("*Traceback*")
    assert len(asked) == 1


def test_only_what_is_chosen_is_asked_for(pytester: pytest.Pytester, asked: list[list[str]]) -> None:
    """Whoever wants one requirement does not pay for all."""
    pytester.runpytest_inprocess(*PLUGIN, *NOWHERE, "-k", "paging/envelope").assert_outcomes(
        passed=1, deselected=len(load_contract().requirements)
    )
    pytester.runpytest_inprocess(*PLUGIN, *NOWHERE, "--wegweiser-args", "--only paging", "-q")
    assert asked == [["paging/envelope"], ["paging"]]


def test_tests_of_ones_own_run_beside_it(pytester: pytest.Pytester, asked: list[list[str]]) -> None:
    """And without the option they run alone."""
    pytester.makepyfile("def test_mine(): pass")
    pytester.runpytest_inprocess(*PLUGIN).assert_outcomes(passed=1)
    assert asked == []
    done = pytester.runpytest_inprocess(*PLUGIN, *NOWHERE, "-k", "mine or paging/envelope")
    assert done.parseoutcomes()["passed"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [("", "*nothing listens there*"), ("--only nonsense", "*--wegweiser-args: no requirement or group*")],
)
def test_what_cannot_be_judged_is_said_once(pytester: pytest.Pytester, arguments: str, message: str) -> None:
    """As a wrong use of pytest: no test fails, since nothing was judged."""
    done = pytester.runpytest_inprocess(*PLUGIN, *NOWHERE, "--wegweiser-args", arguments)
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in done.outlines + done.errlines if message.strip("*") in line]


def test_a_fault_of_the_suite_ends_the_run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not blamed on the server, and not met again in every test."""
    runs: list[object] = []

    def broken(*arguments: object) -> None:
        runs.append(arguments)
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(cli, "judged", broken)
    done = pytester.runpytest_inprocess(*PLUGIN, *NOWHERE)
    assert done.ret == pytest.ExitCode.INTERNAL_ERROR
    assert len(runs) == 1
    assert [line for line in done.outlines + done.errlines if "fault of the suite" in line]


def test_a_server_is_judged(pytester: pytest.Pytester) -> None:
    """The real run: the honest reference server passes, the wrong one fails where it is wrong."""
    arguments = ("--wegweiser-args", "--only paging/total-matches paging/envelope", "-q")
    with serving("--quiet", "--classes", "core,query,offices") as base:
        done = pytester.runpytest_inprocess(*PLUGIN, "--wegweiser-url", base, *arguments)
        done.assert_outcomes(passed=3)
    with serving("--quiet", "--classes", "core,query,offices", "--defect", "paging/total-off-by-one") as base:
        done = pytester.runpytest_inprocess(*PLUGIN, "--wegweiser-url", base, *arguments)
        done.assert_outcomes(passed=1, failed=2)


def test_loading_it_costs_nothing() -> None:
    """Every pytest of whoever installs the suite imports it: neither httpx nor the contract comes along."""
    program = f"import sys, {MODULE}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"httpx", "jsonschema_rs", "schemathesis", "wegweiser_contract", "pytest", "yaml"}


def test_pytest_is_no_dependency() -> None:
    """The base install stays small; the entry point is what pytest looks for."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert not [one for one in project["dependencies"] if one.startswith("pytest")]
    assert project["entry-points"]["pytest11"] == {"wegweiser": MODULE}
    assert pytest_run.VERDICT == "verdict"
