"""The load generator: `wrk` from another core."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CONNECTIONS = 16
SERVER_CORE, LOAD_CORE = "0", "1"
# One list of targets, none asked twice until all were asked.
SCRIPT = """
local targets, turn = {}, 0
function init(args)
  for line in io.lines(os.getenv("BENCH_TARGETS")) do targets[#targets + 1] = wrk.format("GET", line) end
end
function request() turn = turn % #targets + 1; return targets[turn] end
"""
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
TOTAL = re.compile(r"(\d+) requests in ([\d.]+)s")
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")


class LoadError(Exception):
    """The load could not be made, or was not answered as it should be."""


@dataclass(frozen=True, slots=True)
class Measured:
    per_second: float
    requests: int


def pinned(core: str) -> list[str]:
    return ["taskset", "-c", core] if shutil.which("taskset") else []


def load(base: str, targets: list[str], seconds: float, folder: Path) -> Measured:
    if not shutil.which("wrk"):
        raise LoadError("wrk is not installed; it is a package of Debian and of other systems")
    script, listed = folder / "targets.lua", folder / "targets.txt"
    script.write_text(SCRIPT)
    listed.write_text("".join(f"{target}\n" for target in targets))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", str(script), base]
    environment = {"BENCH_TARGETS": str(listed), **_path()}
    done = subprocess.run([*pinned(LOAD_CORE), *command], capture_output=True, text=True, env=environment)
    return measured(done.stdout + done.stderr)


def measured(said: str) -> Measured:
    rate, total, bad = RATE.search(said), TOTAL.search(said), BAD.search(said)
    if not rate or not total:
        raise LoadError(f"wrk said: {said.strip()[:300]}")
    if bad:
        raise LoadError(f"{bad[1]} of {total[1]} answers were no 2xx")
    return Measured(float(rate[1]), int(total[1]))


def _path() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
