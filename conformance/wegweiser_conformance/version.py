"""The suite's own version and the name under which it calls."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    SUITE_VERSION = version("wegweiser")
except PackageNotFoundError:  # run from a source tree that was never installed
    SUITE_VERSION = "0"

USER_AGENT = f"wegweiser-conformance/{SUITE_VERSION} (+https://wegweiser.example/conformance)"
