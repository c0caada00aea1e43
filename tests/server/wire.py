"""Servers as processes of their own, and requests to them byte by byte."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SERVE = (sys.executable, "-m", "wegweiser_contract.command", "serve", "--port", "0")
ODD = (sys.executable, str(Path(__file__).with_name("odd_server.py")))
SECONDS = 20.0


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    url: str
    errors: IO[str]

    @property
    def port(self) -> int:
        return int(self.url.split(":")[2].partition("/")[0])

    def said(self) -> str:
        """Everything on standard error so far."""
        return Path(self.errors.name).read_text("utf-8")

    def connect(self, timeout: float = SECONDS) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def send(self, raw: bytes) -> Told:
        with self.connect() as connection:
            connection.sendall(raw)
            return told(connection)

    def get(self, target: str, **headers: str) -> Told:
        return self.ask("GET", target, headers)

    def ask(self, method: str, target: str, headers: Mapping[str, str]) -> Told:
        lines = [f"{method} {target} HTTP/1.1", "Host: here", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return self.send("\r\n".join([*lines, "", ""]).encode())


@dataclass(frozen=True)
class Told:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def told(connection: socket.socket) -> Told:
    """The answer, and that the connection ends with it."""
    return read_answer(b"".join(iter(lambda: connection.recv(65536), b"")))


def read_answer(raw: bytes) -> Told:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *fields = head.decode("latin-1").split("\r\n")
    pairs = (field.partition(": ") for field in fields)
    return Told(int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, body)


@contextmanager
def process(*command: str, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    with (
        tempfile.NamedTemporaryFile("w+", suffix=".log", encoding="utf-8") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment
        ) as started,
    ):
        try:
            assert started.stdout
            yield Running(started, started.stdout.readline().strip(), errors)
        finally:
            started.kill()


def judge_problem(answer: Told, status: int) -> None:
    """A problem document that says what it is about, in the form of the contract."""
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]
    assert int(answer.headers["content-length"]) == len(answer.body)
