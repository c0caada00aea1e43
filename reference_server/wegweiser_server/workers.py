"""Several processes on one listening socket: the parent starts, watches and stops them, and serves nothing.

They are forked before anything is opened, so each has its own store. What must be the same in all of them
(settings, the key of the cursors, the file with the records, the counts of the quota) is made before.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

from .settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    Ready = Callable[[], None]

log = logging.getLogger("wegweiser_server")
LOOK_SECONDS = 0.05
# One that dies at once is not started again and again without a pause.
SECONDS_BETWEEN_STARTS = 1.0
STOPPING = (signal.SIGINT, signal.SIGTERM)


def can_fork() -> None:
    if not hasattr(os, "fork"):
        raise SettingsError("--workers: this system cannot fork processes; start several servers instead")


class Workers:
    """`work` serves until told to stop, calls its argument once it answers, and returns an exit code."""

    def __init__(self, count: int, work: Callable[[Ready], int], grace_seconds: float) -> None:
        self._count = count
        self._work = work
        self._grace = grace_seconds
        self._started: dict[int, float] = {}
        self._waiting: list[float] = []
        self._stopping = False
        self._inbox, self._outbox = os.pipe()

    def run(self, ready: Ready) -> int:
        """0 after an orderly stop; the exit code of a worker that cannot start."""
        os.set_blocking(self._inbox, False)
        for number in STOPPING:
            signal.signal(number, self._stop)
        for _ in range(self._count):
            self._start()
        try:
            code = self._until_ready()
            if code == 0 and not self._stopping:
                ready()
                self._watch()
            return code
        finally:
            self._end()

    def _stop(self, *_: Any) -> None:
        self._stopping = True

    def _start(self) -> None:
        started = os.fork()
        if started:
            self._started[started] = time.monotonic()
            return
        code = 1
        try:
            # Ctrl-C reaches the parent only, which tells everyone once.
            os.setpgid(0, 0)
            for number in STOPPING:
                signal.signal(number, signal.SIG_DFL)
            code = self._work(self._tell)
        except Exception as error:  # the last place where it can be seen
            log.error("a worker ended: %s", type(error).__name__)
        finally:
            os._exit(code)

    def _tell(self) -> None:
        os.write(self._outbox, b".")

    def _until_ready(self) -> int:
        answering = 0
        while answering < self._count and not self._stopping:
            for _, code in self._ended():
                return code or 1
            try:
                answering += len(os.read(self._inbox, self._count))
            except BlockingIOError:
                time.sleep(LOOK_SECONDS)
        return 0

    def _watch(self) -> None:
        while not self._stopping:
            for since, code in self._ended():
                log.warning("a worker ended (%s); another takes its place", _said(code))
                self._waiting.append(since + SECONDS_BETWEEN_STARTS)
            due = [when for when in self._waiting if when <= time.monotonic()]
            self._waiting = [when for when in self._waiting if when not in due]
            for _ in due:
                self._start()
            time.sleep(LOOK_SECONDS)

    def _ended(self) -> list[tuple[float, int]]:
        """When each that has ended was started, and its exit code (a signal is negative)."""
        found = []
        for pid in list(self._started):
            gone, status = os.waitpid(pid, os.WNOHANG)
            if gone:
                found.append((self._started.pop(pid), os.waitstatus_to_exitcode(status)))
        return found

    def _end(self) -> None:
        self._send(signal.SIGTERM)
        until = time.monotonic() + self._grace
        while self._started and time.monotonic() < until:
            self._ended()
            time.sleep(LOOK_SECONDS)
        self._send(signal.SIGKILL)
        for pid in self._started:
            os.waitpid(pid, 0)
        for end in (self._inbox, self._outbox):
            with closing(os.fdopen(end)):
                pass

    def _send(self, number: signal.Signals) -> None:
        for pid in self._started:
            os.kill(pid, number)


def _said(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
