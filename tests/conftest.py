"""What holds for all tests: skips are named at the end, and under CI=true a skip is a failure."""

from __future__ import annotations

import os

import pytest
from _pytest.nodeid import NodeId


def skipped_reports(session_or_reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    return [r for r in session_or_reporter.stats.get("skipped", []) if isinstance(r, pytest.TestReport)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every skipped test in the last lines, with its reason."""
    for report in skipped_reports(terminalreporter):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"not run here: {report.nodeid}: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI=true a machine must be able to run everything."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        os.environ.get("CI") == "true"
        and isinstance(reporter, pytest.TerminalReporter)
        and skipped_reports(reporter)
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep an `xdist_group` together: xdist 3.8 writes it where pytest 9.2 no longer reads it."""
    for item in items if getattr(config.option, "loadgroup", False) else ():
        group = item.get_closest_marker("xdist_group")
        if group and not item.nodeid.endswith(f"@{group.args[0]}"):
            item._id = NodeId.parse(f"{item.nodeid}@{group.args[0]}")
