"""Starting loads what serving needs and nothing of what checking, publishing or testing needs."""

from __future__ import annotations

import subprocess
import sys

NEEDLESS = (
    "schemathesis",
    "hypothesis",
    "pytest",
    "jsonschema_rs",
    "wegweiser_conformance",
    "wegweiser_server.defects",
    "wegweiser_server.variants",
    "wegweiser_server.publishing",
)
PROGRAM = f"""
import sys
from wegweiser_server import cli, running
from wegweiser_server.application import create_app
create_app()
print([name for name in {NEEDLESS!r} if name in sys.modules])
"""


def test_nothing_needless_is_imported() -> None:
    """Libraries of the suite alone would take longer than everything else at the start."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
