"""The load, from another core: by `wrk`, or by Python where that is missing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
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


def generator() -> str:
    if shutil.which("wrk"):
        return "wrk"
    return "Python's asyncio, for `wrk` is missing (a Debian package): it is slower, fast rows are too low"


def load(base: str, targets: list[str], seconds: float, folder: Path) -> Measured:
    listed = folder / "targets.txt"
    listed.write_text("".join(f"{target}\n" for target in targets))
    return _by_wrk(base, listed, seconds) if shutil.which("wrk") else _by_python(base, listed, seconds)


def _by_wrk(base: str, listed: Path, seconds: float) -> Measured:
    script = listed.with_name("targets.lua")
    script.write_text(SCRIPT)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", str(script), base]
    return said_by_wrk(_said(command, {"BENCH_TARGETS": str(listed), **_path()}))


def _by_python(base: str, listed: Path, seconds: float) -> Measured:
    command = [sys.executable, "-m", "tooling.bench.plain", base, str(listed), str(seconds), str(CONNECTIONS)]
    return said_by_python(_said(command, dict(os.environ)))


def _said(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run([*pinned(LOAD_CORE), *command], capture_output=True, text=True, env=environment)
    return done.stdout + done.stderr


def said_by_wrk(said: str) -> Measured:
    rate, total, bad = RATE.search(said), TOTAL.search(said), BAD.search(said)
    if not rate or not total:
        raise LoadError(f"wrk said: {said.strip()[:300]}")
    if bad:
        raise LoadError(f"{bad[1]} of {total[1]} answers were no 2xx")
    return Measured(float(rate[1]), int(total[1]))


def said_by_python(said: str) -> Measured:
    try:
        found = json.loads(said)
    except ValueError:
        raise LoadError(f"the load generator said: {said.strip()[-300:]}") from None
    if found["bad"] or not found["requests"]:
        raise LoadError(f"{found['bad']} of {found['requests']} answers were no 2xx")
    return Measured(found["requests"] / found["seconds"], found["requests"])


def _path() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
