"""Guides as programs: the `bash` blocks of a Markdown file, run one after the other in one folder.

A block marked `bash server` is a command that serves until it is ended: it runs beside the others on a free
port, and its base URL is `$BASE` for those that follow; `$REPOSITORY` is the clone. Comments after a block:

<!-- shows: … -->      what its output must hold
<!-- run as: … -->     what is run in its place, where a reader has a host or a folder that a test has not
<!-- not run: … -->    why a block marked `bash skip` is not run at all
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = re.compile(
    r"^( *)```bash(?P<mark>[a-z ]*)\n(?P<code>.*?)^\1```\n(?P<after>(?: *<!-- .*? -->\n?)*)", re.M | re.S
)
COMMENT = re.compile(r"<!-- (shows|run as|not run):\s+(.*?)\s*-->", re.S)
ROOT = Path(__file__).resolve().parents[2]
SECONDS_A_BLOCK = 300
SECONDS_TO_START = 120


@dataclass(frozen=True, slots=True)
class Block:
    """One command block: what to run, how (`""`, `server`, `skip`), and what must be seen."""

    code: str
    mark: str
    shows: str = ""
    instead: str = ""
    why_not: str = ""

    @classmethod
    def all_of(cls, text: str) -> list[Block]:
        return [cls._of(found) for found in BLOCK.finditer(text)]

    @classmethod
    def _of(cls, found: re.Match[str]) -> Block:
        said = dict(COMMENT.findall(found["after"]))
        return cls(
            found["code"],
            found["mark"].strip(),
            said.get("shows", ""),
            said.get("run as", ""),
            said.get("not run", ""),
        )


def run_guide(path: Path, folder: Path) -> list[tuple[Block, str]]:
    """Every block that was run, with its output; an exit code other than 0 raises."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("BASE", None)
    environment["REPOSITORY"] = str(ROOT)
    shown: list[tuple[Block, str]] = []
    with ExitStack() as servers:
        for block in Block.all_of(path.read_text("utf-8")):
            if block.mark == "server":
                environment["BASE"] = servers.enter_context(_serving(block.code.strip(), folder, environment))
            elif block.mark != "skip":
                shown.append((block, _output(block.instead or block.code, folder, environment)))
    return shown


def _output(code: str, folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS_A_BLOCK,
        check=False,
    )
    assert done.returncode == 0, f"exit code {done.returncode} of\n{code}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@contextmanager
def _serving(command: str, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The server of a guide, on a free port, until the guide ends; yields its base URL."""
    port = _free_port()
    process = subprocess.Popen(
        ["bash", "-c", f"exec {command} --port {port}"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process, command)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes], command: str) -> None:
    """Until the server answers something: it may listen long before, while its records are still made."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        assert process.poll() is None, f"{command} did not start"
        if _answers(port):
            return
        time.sleep(0.1)
    raise AssertionError(f"{command} does not answer")


def _answers(port: int) -> bool:
    """Whatever it says: a 404 and a connection that a scenario breaks off come from a ready one, too."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_START)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except ConnectionRefusedError:
        return False
    except (HTTPException, ConnectionError):
        return True
    finally:
        connection.close()
    return True
