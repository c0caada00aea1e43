"""The suite for those who live in pytest: `pytest --wegweiser-url URL` makes each requirement one test.

Every pytest loads this module, so it imports next to nothing; `pytest_run` does the work if it is asked to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_URL = "--wegweiser-url"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("wegweiser", "judge a server by the Wegweiser contract")
    group.addoption(_URL, metavar="URL", help="what precedes /jobs; each requirement becomes a test")
    group.addoption(
        "--wegweiser-args",
        metavar="ARGUMENTS",
        default="",
        help='further arguments of `wegweiser check`, such as "--classes core,query,offices --rate 2"',
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption(_URL):
        from wegweiser_conformance.pytest_run import Requirements

        config.pluginmanager.register(Requirements(config), "wegweiser-requirements")
