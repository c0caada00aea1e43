"""The site, built once for all tests that read it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tooling.docs.rendered import read_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tooling.docs.rendered import Rendered

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`make docs`, somewhere else; Sphinx refuses dead references and anything else it would warn of."""
    out = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "tooling.docs", "--only-out", "--quiet", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def pages(site: Path) -> Mapping[str, Rendered]:
    return read_site(site)
