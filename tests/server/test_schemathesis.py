"""schemathesis finds nothing in the honest server, with no exception that a requirement does not ask for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.server.running import serving

from wegweiser_contract import load_contract

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "schemathesis.toml"
RUN = (
    "--phases=examples,coverage,fuzzing,stateful",
    "--checks=all",
    "--max-examples=15",
    "--seed=1",
    "--no-color",
)


def test_every_exception_names_requirements_that_exist() -> None:
    """An exception without a requirement would hide a fault."""
    text = CONFIG.read_text("utf-8")
    named = set(re.findall(r"\b[a-z-]+/[a-z-]+\b", text.partition("[checks]")[2]))
    assert named
    assert named <= set(load_contract().requirements)


def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    """All checks in all phases, few examples; issue-sized runs are made by hand."""
    command = Path(sys.executable).parent / "schemathesis"
    with serving() as base:
        description = f"{base.removesuffix('/v1')}/openapi.json"
        done = subprocess.run(
            [command, f"--config-file={CONFIG}", "run", description, f"--url={base}", *RUN],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert "passed" in done.stdout
