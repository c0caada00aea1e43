"""Servers that would harm whoever asks them, and what `wegweiser check` says of each.

`python -m tests.conformance.hostile` measures them all and writes docs/hostile-answers.md.
"""

from __future__ import annotations

import contextlib
import io
import os
import ssl
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conformance.hostile_answers import HOSTILE, TLS
from tests.conformance.serving import answering

from wegweiser_conformance import cli

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from tests.conformance.hostile_answers import Hostile

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "hostile-answers.md"
TIME_LIMIT = 2
KEY = "0123456789-the-key-of-an-organisation"
HEAD = f"""# Hostile answers

What `wegweiser check URL --timeout {TIME_LIMIT}` makes of servers that would harm whoever asks them; without
`--timeout` a request may take 15 seconds. No body is read beyond 8 MiB, packed or unpacked, no header beyond
100 KiB; redirects are never followed, and the key goes to no host but the one that was named. "Sent" is what
the server could bring itself to send before it was left, buffers of the network included.

Written by `python -m tests.conformance.hostile`; `tests/conformance/test_hostile_answers.py` holds each row
to what it says.

| the server … | exit | what is reported | seconds | sent |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one run; `reported` is its one message, or what it found."""

    exit_code: int
    reported: str
    seconds: float
    sent: int
    leaked: bytes


class Wire:
    """A connection that counts what it could send."""

    def __init__(self) -> None:
        self.sent = 0
        self.elsewhere = ""

    def bound(self, hostile: Hostile, connection: socket.socket) -> None:
        self._connection = connection
        hostile.answer(self)

    def send(self, data: bytes) -> None:
        for start in range(0, len(data), 65_536):
            piece = data[start : start + 65_536]
            self._connection.sendall(piece)
            self.sent += len(piece)


def tell(hostile: Hostile) -> Told:
    """Start the server and let the command judge it, with a key that must stay here."""
    wire, trap = Wire(), Trap()
    with answering(trap) as elsewhere, answering(lambda one: wire.bound(hostile, one), _tls(hostile)) as base:
        wire.elsewhere = elsewhere
        base = base.replace("http://", f"{hostile.scheme}://")
        arguments = [base, "--timeout", str(TIME_LIMIT), "--only", hostile.only, "--max-requests", "12"]
        out, err = io.StringIO(), io.StringIO()
        begun = time.monotonic()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _key():
            code = cli.check(arguments)
        seconds = time.monotonic() - begun
    reported = err.getvalue() or _found(out.getvalue())
    reported = " ".join(reported.replace(base, "URL").removeprefix("wegweiser check: ").split())
    return Told(code, reported, seconds, wire.sent, trap.caught)


class Trap:
    """Another host: nothing may ever arrive here."""

    caught = b""

    def __call__(self, connection: socket.socket) -> None:
        self.caught += b"asked"


def _found(console: str) -> str:
    """The requirement and what was found, once."""
    lines = [line.strip() for line in console.splitlines()]
    named = [line for line in lines if " · " in line and "/" in line.partition(" · ")[0]]
    found = dict.fromkeys(line for line in lines if line.startswith("Found:"))
    return "; ".join([*named[:1], *list(found)[:2]])


@contextlib.contextmanager
def _key() -> Iterator[None]:
    before = os.environ.get("WEGWEISER_API_KEY")
    os.environ["WEGWEISER_API_KEY"] = KEY
    try:
        yield
    finally:
        os.environ.pop("WEGWEISER_API_KEY")
        if before is not None:
            os.environ["WEGWEISER_API_KEY"] = before


def _tls(hostile: Hostile) -> ssl.SSLContext | None:
    """A certificate for somebody else, signed by nobody, made afresh."""
    if hostile.answer is not TLS:
        return None
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-days", "2", "-subj", "/CN=elsewhere.example", "-keyout", key, "-out", certificate],
            check=True, capture_output=True, timeout=30,
        )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context


def row(hostile: Hostile, told: Told) -> str:
    reported = told.reported.replace("|", "\\|")
    sent = f"{told.sent / 1024 / 1024:.1f} MiB" if told.sent > 99_999 else f"{told.sent} bytes"
    return f"| {hostile.does} | {told.exit_code} | {reported} | {told.seconds:.1f} | {sent} |"


def main() -> None:
    rows = []
    for hostile in HOSTILE:
        rows.append(row(hostile, tell(hostile)))
        print(rows[-1], flush=True)
    DOCUMENT.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
