"""`wegweiser demo`: serve, check, report: the whole round once, in two processes as in real life."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wegweiser_contract.arguments import UNUSABLE, ArgumentParser

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS, STOP_SECONDS, CHECK_SECONDS = 60, 10, 1800
BUDGET = "5000"
"""Requests: on one's own machine nobody has to be spared."""

VERDICTS = {
    0: "conformant",
    1: "not conformant",
    2: "not fully checked",
    3: "could not be checked",
    4: "the suite itself failed",
}


def demo(argv: list[str]) -> int:
    """Exit code of the check; 3 if the server did not start."""
    report = _arguments(argv)
    print("Starting the reference server …", flush=True)
    with _server() as url:
        if url is None:
            print("wegweiser demo: the server did not start; its own message stands above", file=sys.stderr)
            return UNUSABLE
        print(f"It serves {url}; now the conformance suite judges it over HTTP.", flush=True)
        code = _check(url, report)
    print(f"Verdict: {VERDICTS.get(code, f'the check ended with {code}')}")
    if code < UNUSABLE:
        print(f"Report:  {report.resolve()}")
    return code


def _arguments(argv: list[str]) -> Path:
    parser = ArgumentParser(
        prog="wegweiser demo", description="Serve, check and report, all on this machine."
    )
    parser.add_argument("--html", type=Path, default=Path("wegweiser-report.html"), metavar="FILE")
    report: Path = parser.parse_args(argv).html
    if not report.resolve().parent.is_dir():
        parser.error(f"--html: there is no folder {report.resolve().parent}")
    return report


@contextmanager
def _server() -> Iterator[str | None]:
    """The base URL of a server that ends with this block, whatever happens in it."""
    command = [*_wegweiser(), "serve", "--port", "0", "--quiet"]
    with _leaving_on_signals(), subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _first_line(process)
        finally:
            _stop(process)


def _first_line(process: subprocess.Popen[str]) -> str | None:
    """What the server says first is its base URL; whatever else it says is read away, lest it block."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line.strip())
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    try:
        return lines.get(timeout=START_SECONDS) or None
    except queue.Empty:
        return None


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _check(url: str, report: Path) -> int:
    command = [*_wegweiser(), "check", url, "--html", str(report), "--max-requests", BUDGET]
    try:
        return subprocess.run(command, check=False, timeout=CHECK_SECONDS).returncode
    except subprocess.TimeoutExpired:
        print(f"wegweiser demo: the check took longer than {CHECK_SECONDS} seconds", file=sys.stderr)
        return UNUSABLE


def _wegweiser() -> list[str]:
    return [sys.executable, "-m", "wegweiser_contract.command"]


@contextmanager
def _leaving_on_signals() -> Iterator[None]:
    """Being terminated ends the block like any other exception, so that the server is stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), leave) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
