"""The bridge as its README starts it, and a publisher that answers whatever a test wants."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "integreat-bridge"
KEY = "the-key-of-the-bridge-that-nobody-may-see"
Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Headers
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def ask(url: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Reply:
    request = Request(url, headers=dict(headers or {}), method=method)
    try:
        with urlopen(request, timeout=30) as reply:
            return Reply(reply.status, _lower(reply.headers), reply.read())
    except HTTPError as error:
        with error:
            return Reply(error.code, _lower(error.headers), error.read())


def _lower(headers: Any) -> Headers:
    return {name.lower(): value for name, value in headers.items()}


@contextmanager
def printing_its_address(command: list[str], log: Path, **environment: str) -> Iterator[str]:
    """A server whose first line of output is its base URL."""
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command,
            cwd=FOLDER,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            base = process.stdout.readline().strip()
            assert base.startswith("http://"), log.read_text("utf-8")
            yield base
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def bridge(upstream: str, log: Path, **environment: str) -> Iterator[str]:
    command = [sys.executable, "-m", "bridge", "--port", "0"]
    settings = {"BRIDGE_UPSTREAM": upstream, "BRIDGE_API_KEY": KEY} | environment
    with printing_its_address(command, log, **settings) as base:
        yield base


@contextmanager
def reference(folder: Path, *arguments: str) -> Iterator[str]:
    """A reference server that answers nobody without the bridge's key."""
    hashed = subprocess.run(
        [sys.executable, "-m", "wegweiser_contract.command", "serve", "--hash-secret"],
        input=KEY,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    (folder / "credentials").write_text(f"key the-bridge {hashed.stdout.strip()}\n", "utf-8")
    command = [sys.executable, "-m", "wegweiser_contract.command", "serve", "--port", "0", "--quiet"]
    command += ["--access", "key", "--credentials", str(folder / "credentials"), *arguments]
    with printing_its_address(command, folder / "upstream.log") as base:
        yield base


def always(status: int, headers: Headers, body: bytes) -> Callable[[str], tuple[int, Headers, bytes]]:
    return lambda path: (status, headers, body)


@dataclass(slots=True)
class Publisher:
    """Answers as `answer` says, and remembers who asked what."""

    answer: Callable[[str], tuple[int, Headers, bytes]]
    base: str = ""
    asked: list[tuple[str, Headers]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def publisher(answer: Callable[[str], tuple[int, Headers, bytes]]) -> Iterator[Publisher]:
    ours = Publisher(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            ours.asked.append((self.path, _lower(self.headers)))
            status, headers, body = ours.answer(self.path)
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        ours.base = f"http://127.0.0.1:{server.server_address[1]}/v1"
        yield ours
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
