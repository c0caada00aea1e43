"""Clients that generators make from the bundle work."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.server.running import serving

ROOT = Path(__file__).resolve().parents[2]
BUNDLES = ("openapi.yaml", "openapi-3.1.yaml")


def generated(bundle: str, folder: Path) -> str:
    """The generator's output; the package is `folder/client/wegweiser_api_client`."""
    tools = Path(sys.executable).parent
    done = subprocess.run(
        [
            *(tools / "openapi-python-client", "generate", "--path", ROOT / "spec" / "bundled" / bundle),
            *("--output-path", folder / "client"),
        ],
        cwd=folder,
        env=os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_python_client_is_generated_without_a_warning(bundle: str, tmp_path: Path) -> None:
    """A warning would mean that a part of the contract is missing in the client."""
    assert "arning" not in generated(bundle, tmp_path)


def test_the_generated_python_client_lists_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Types and requests of the generated client fit the server."""
    generated("openapi.yaml", tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "client"))
    client = importlib.import_module("wegweiser_api_client")
    list_jobs = importlib.import_module("wegweiser_api_client.api.jobs.list_jobs")
    with serving() as base, client.Client(base_url=base) as connection:
        answer = list_jobs.sync(client=connection, working_time=["part-time"], limit=5)
    assert len(answer.items) == 5
    assert all("part-time" in {one.code for one in job.working_times} for job in answer.items)
    assert answer.page.total > 5
