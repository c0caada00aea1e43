"""The fresh publisher behind a real socket: other versions of HTTP, chunks, slowness, quotas, folders of files.

.venv/bin/python -m tests.fresh.over_http [--only TEXT]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tests.fresh import tree
from tests.fresh.asked import Asked
from tests.fresh.innocent import usual
from tests.fresh.innocents import INNOCENTS
from tests.fresh.publisher import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fresh.publisher import Publisher

BASE = "/daten/v1"


class Handler(BaseHTTPRequestHandler):
    """One publisher; class attributes say how it speaks."""

    publisher: Publisher
    lock = threading.Lock()
    chunked = False
    lower = False
    seconds = 0.0
    pace: tuple[int, float] | None = None
    times: list[float]

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if self.seconds:
            time.sleep(self.seconds)
        if self.pace and self._too_fast(*self.pace):
            return
        if not path.startswith(BASE):
            self._send(404, {}, b"")
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.lock:
            given = self.publisher.answer(
                Asked(self.command, unquote(path.removeprefix(BASE)), query, headers)
            )
        self._send(given.status, given.headers, given.body)

    do_HEAD = do_OPTIONS = do_POST = do_PUT = do_DELETE = do_PATCH = do_GET  # noqa: N815

    def _too_fast(self, most: int, seconds: float) -> bool:
        with self.lock:
            now = time.monotonic()
            self.times[:] = [one for one in self.times if one > now - seconds]
            if len(self.times) < most:
                self.times.append(now)
                return False
        body = json.dumps({
            "type": "https://wegweiser.example/problems/rate-limited", "title": "Too fast", "status": 429,
            "detail": "Wait.", "code": "rate-limited", "retryAfterSeconds": 1,
        }).encode()  # fmt: skip
        self._send(429, {"Content-Type": "application/problem+json", "Retry-After": "1", "Content-Language": "de",
                         "Access-Control-Allow-Origin": "*", "Vary": "Accept-Language",
                         "Content-Length": str(len(body))}, body)  # fmt: skip
        return True

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        chunked = self.chunked and self.command != "HEAD" and status not in (204, 304)
        for name, value in headers.items():
            if chunked and name == "Content-Length":
                continue
            self.send_header(name.lower() if self.lower else name, value)
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif (
            "Content-Length" not in headers
            and self.protocol_version == "HTTP/1.1"
            and status not in (204, 304)
        ):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if chunked:
            for at in range(0, len(body), 700):
                part = body[at : at + 700]
                self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing is logged."""


class Files(SimpleHTTPRequestHandler):
    """A folder: `/X` is `X.json`, a folder its `index.json`, with its slash and without it, or as `base` says."""

    base = ("", "/")

    def send_head(self) -> Any:
        path = self.path.partition("?")[0]
        tail = path.removeprefix(BASE)
        self.path = (
            "/index.json" if tail in self.base else ("/none" if tail.endswith("/") else f"{tail}.json")
        )
        return super().send_head()

    def log_message(self, *_: Any) -> None:
        """Nothing is logged."""


@contextlib.contextmanager
def served(handler: Any) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    finally:
        server.shutdown()
        server.server_close()


def handler_of(publisher: Publisher, **how: Any) -> Any:
    return type(
        "Spoken", (Handler,), {"publisher": publisher, "times": [], "protocol_version": "HTTP/1.1", **how}
    )


def _ticking() -> Publisher:
    """Data that change every three seconds."""
    publisher = INNOCENTS["usual"].make()

    def tick() -> None:
        from tests.fresh.right.changing import new_job, touched

        for number in range(10_000):
            time.sleep(3)
            with Handler.lock:
                (new_job if number % 2 else touched)(publisher, number)

    threading.Thread(target=tick, daemon=True).start()
    return publisher


def _with_quota(publisher: Publisher, requests: int, seconds: int) -> Publisher:
    from tests.fresh.faulty import instead

    def description(inner: Any) -> Any:
        made = inner()
        made["limits"]["quotas"] = [{"scheme": "anonymous", "requests": requests, "seconds": seconds}]
        return made

    instead(publisher, "description", description)
    return publisher


@contextlib.contextmanager
def folder(*, spare: bool = False, **sizes: Any) -> Iterator[str]:
    """`spare`: lists and code lists alone, and no slash behind the base path."""
    handler = type("Spare", (Files,), {"base": ("",)}) if spare else Files
    with tempfile.TemporaryDirectory() as place:
        tree.write(Path(place), sizes)
        for name in COLLECTIONS if spare else ():
            for item in (Path(place) / name).glob("*.json"):
                item.unlink()
        with served(partial(handler, directory=place)) as base:
            yield base


SPOKEN: dict[str, Any] = {
    "http/1.1": lambda: served(handler_of(usual())),
    "http/1.0": lambda: served(handler_of(usual(), protocol_version="HTTP/1.0")),
    "chunked": lambda: served(handler_of(usual(), chunked=True)),
    "lower-case": lambda: served(handler_of(usual(), lower=True)),
    "slow-200-ms": lambda: served(handler_of(usual(), seconds=0.2)),
    "two-a-second": lambda: served(handler_of(_with_quota(usual(), 2, 1), pace=(2, 1.0))),
    "two-a-second-unannounced": lambda: served(handler_of(_with_quota(usual(), 100, 60), pace=(2, 1.0))),
    "changing-every-3-s": lambda: served(handler_of(_ticking(), seconds=0.02)),
    "tree": lambda: folder(),
    "tree/large": lambda: folder(jobs=450, sessions=1300, offices=220),
    "tree/spare": lambda: folder(spare=True),
    "tree/one": lambda: folder(jobs=1, courses=1, sessions=1, offices=1),
}


def check(base: str) -> tuple[int, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        done = subprocess.run(
            [sys.executable, "-m", "wegweiser_contract.command", "check", base, "--json", str(report), "--quiet"],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        told = json.loads(report.read_text()) if report.exists() else {"stderr": done.stderr + done.stdout}
        return done.returncode, told


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    for name, make in SPOKEN.items():
        if not any(text in name for text in options.only.split(",")):
            continue
        with make() as base:
            begun = time.monotonic()
            code, told = check(base)
        print(f"{name}: exit {code}, {time.monotonic() - begun:.0f} s, {told.get('stderr', '')}", flush=True)
        for one in told.get("results", ()):
            if one["status"] not in ("passed", "not-applicable"):
                print(
                    f"    {one['status']} {one.get('requirement', one.get('id'))}: {str(one.get('reason'))[:200]}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
