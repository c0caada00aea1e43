"""schemathesis, all checks, finds nothing; its exceptions stand in `schemathesis.toml`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVE = [sys.executable, "-m", "wegweiser_contract.command", "serve", "--port", "0", "--quiet"]
SCHEMATHESIS = [
    str(Path(sys.executable).with_name("schemathesis")),
    "--config-file",
    str(ROOT / "schemathesis.toml"),
]


def test_generated_requests_find_no_fault(tmp_path: Path) -> None:
    """Requests made from the served contract, right and wrong ones, are all answered by it."""
    server = subprocess.Popen(SERVE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout
        url = server.stdout.readline().strip().removesuffix("/v1")
        run = [
            *SCHEMATHESIS,
            "run",
            f"{url}/openapi.json",
            "--checks",
            "all",
            "--max-examples",
            "15",
            "--seed",
            "1",
        ]
        done = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    finally:
        server.terminate()
        server.communicate(timeout=20)
    assert done.returncode == 0, done.stdout
