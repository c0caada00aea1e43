"""The servers that are compared: how each is started, or why it cannot be."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .load import SERVER_CORE, LoadError, pinned

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SECONDS_TO_START = 60.0


@dataclass(frozen=True, slots=True)
class Rival:
    """`prefix` stands before the contract's paths; `missing` says why it is not run."""

    name: str
    command: list[str]
    prefix: str = ""
    missing: str | None = None


def rivals(port: int, contract: Path, folder: Path) -> list[Rival]:
    bench = HERE / "node_modules"
    jar, prism = bench / "specmatic" / "specmatic.jar", bench / ".bin" / "prism"
    where = ["--host", "127.0.0.1", "--port", str(port)]
    server = [sys.executable, "-m", "wegweiser_contract.command", "serve", *where]
    return [
        Rival("this server", server, "/v1"),
        Rival("Prism", [str(prism), "mock", "-h", "127.0.0.1", "-p", str(port), str(contract)],
              missing=_lacks("node", prism)),
        Rival("Specmatic", ["java", "-jar", str(jar), "mock", str(contract), *where], "",
              missing=_lacks("java", jar)),
        Rival("bare Starlette", [sys.executable, "-m", "tooling.bench.fixed", str(port), str(folder)], "/v1"),
    ]  # fmt: skip


def _lacks(runtime: str, program: Path) -> str | None:
    if not shutil.which(runtime):
        return f"no {runtime} on the path"
    return None if program.exists() else "npm did not install it"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(rival: Rival, port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Pinned to its core, until it answers; its output is kept in a file for when it does not."""
    said = folder / "said.txt"
    with said.open("wb") as output:
        command = [*pinned(SERVER_CORE), *rival.command]
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder_of_project())
    try:
        _wait(f"http://127.0.0.1:{port}{rival.prefix}/jobs", process, said)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def folder_of_project() -> Path:
    return HERE.parent.parent


def _wait(url: str, process: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise LoadError(f"it did not answer {url}: {said.read_text(errors='replace').strip()[:200]!r}")
