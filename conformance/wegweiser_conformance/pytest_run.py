"""Each requirement as a test of pytest. The first test runs the suite, once; every test tells its result.

passed, and SHOULD or MAY broken   the test passes, the latter with a `ConformanceWarning`
failed, fault of the suite         it fails with the findings
everything else                    it is skipped, and says why
"""

from __future__ import annotations

import io
import shlex
import warnings
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from wegweiser_conformance import cli, options
from wegweiser_conformance.judging import location_of
from wegweiser_conformance.model import Status
from wegweiser_conformance.registry import choose
from wegweiser_conformance.reporters.console import Console
from wegweiser_conformance.verdict import EXIT_CODES
from wegweiser_conformance.wording import Words
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from wegweiser_conformance.report import Entry, Report

VERDICT = "verdict"
_GROUP = "wegweiser"
_BROKEN = {Status.FAILED, Status.ERROR}
_LESSER = {Status.WARNING, Status.NOTE}


class ConformanceWarning(UserWarning):
    """A SHOULD or MAY of the contract is broken."""


class Broken(Exception):
    """What a failing test shows: the findings, without a traceback of ours."""


class Requirements:
    """The plugin, while one server is judged."""

    def __init__(self, config: pytest.Config) -> None:
        given = [config.getoption("--wegweiser-url"), *shlex.split(config.getoption("--wegweiser-args"))]
        try:
            self.options = options.parse(given)
            self.ids = sorted(choose(self.options.only, load_contract().requirements))
        except cli.USERS_FAULTS as fault:
            raise pytest.UsageError(f"--wegweiser-args: {fault}") from None
        self.run = Run(self.options)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """Before `-k` and its like choose among them."""
        group = _Group.from_parent(session, name=_GROUP, nodeid=_GROUP)
        for name in [*self.ids, VERDICT]:
            item = _Item.from_parent(group, name=name, run=self.run)
            if session.config.pluginmanager.hasplugin("xdist"):
                item.add_marker(pytest.mark.xdist_group(_GROUP))
            items.append(item)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Only what is wanted is asked for."""
        wanted = {item.name for item in session.items if isinstance(item, _Item)}
        if not wanted >= {*self.ids, VERDICT}:
            self.options.only = sorted(wanted - {VERDICT}) or self.options.only


class Run:
    """One run of the suite, when the first test wants its result."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._options = given

    @cached_property
    def report(self) -> Report:
        words = Words(self._options.lang)
        try:
            return cli.judged(self._options, Console(io.StringIO(), words, quiet=True))
        except cli.USERS_FAULTS as fault:
            pytest.exit(f"wegweiser: {fault}", returncode=pytest.ExitCode.USAGE_ERROR)
        except Exception as fault:
            place = f"{type(fault).__name__}: {fault} ({location_of(fault)})"
            pytest.exit(
                f"wegweiser: fault of the suite, please report it: {place}", pytest.ExitCode.INTERNAL_ERROR
            )

    @cached_property
    def entries(self) -> dict[str, Entry]:
        return {entry.requirement: entry for entry in self.report.entries}

    def told(self, entry: Entry) -> str:
        """A finding as the console tells it."""
        stream = io.StringIO()
        Console(stream, Words(self._options.lang)).finding(entry)
        return stream.getvalue().strip()

    @property
    def verdict(self) -> str:
        stream = io.StringIO()
        Console(stream, Words(self._options.lang)).verdict(self.report)
        return stream.getvalue().strip()


class _Group(pytest.Collector):
    def collect(self) -> list[pytest.Item]:
        return []


class _Item(pytest.Item):
    def __init__(self, *, run: Run, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self._run = run

    def runtest(self) -> None:
        if self.name == VERDICT:
            if EXIT_CODES[self._run.report.verdict]:
                raise Broken(self._run.verdict)
            return
        entry = self._run.entries.get(self.name)
        if entry is None:
            pytest.skip("the release of the contract that the server names does not have it")
        _tell(entry, self._run)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        if isinstance(excinfo.value, Broken | ConformanceWarning):  # the latter under `-W error`
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"{_GROUP}: {self.name}"


def _tell(entry: Entry, run: Run) -> None:
    if entry.status in _BROKEN:
        raise Broken(run.told(entry))
    if entry.status in _LESSER:
        warnings.warn(ConformanceWarning(run.told(entry)), stacklevel=1)
    elif entry.status is not Status.PASSED:
        pytest.skip(f"{Words('en').status(entry.status)}: {entry.reason}")
