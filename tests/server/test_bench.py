"""The benchmark: what it reports is what happened, and what is missing is named."""

from __future__ import annotations

import asyncio
import os
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import process_time
from typing import TYPE_CHECKING

import pytest
from tooling.bench import load as load_module
from tooling.bench import rivals as rivals_module
from tooling.bench.load import LoadError, generator, said_by_python, said_by_wrk
from tooling.bench.plain import is_whole, run
from tooling.bench.processor import processor_seconds
from tooling.bench.rivals import rivals
from tooling.bench.table import Rates, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = b"HTTP/1.1 200 OK\r\n"
WRK = "  812 requests in 1.01s, 3.2MB read\nRequests/sec:    803.96\n"


@pytest.mark.parametrize(
    ("answer", "whole"),
    [
        (HEAD, False),
        (HEAD + b"Content-Length: 3\r\n\r\nab", False),
        (HEAD + b"content-length: 3\r\n\r\nabc", True),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", False),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", True),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", True),
        (b"HTTP/1.1 204 No Content\r\n\r\n", True),
    ],
)
def test_an_answer_is_read_to_its_end(answer: bytes, whole: bool) -> None:
    """By its length, or by its last chunk; else the next request would meet the rest of it."""
    assert is_whole(answer) is whole


@contextmanager
def served(status: int) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *said: object) -> None:
            """Nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever measures hangs up when time is over."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "all_bad"), [(200, False), (404, True)])
def test_the_plain_generator_counts_answers(status: int, all_bad: bool) -> None:
    """Every answer once, and those that are no 2xx apart."""
    with served(status) as url:
        found = asyncio.run(run(url, ["/a", "/b"], 0.2, 3))
    assert found["requests"] > 3
    assert found["bad"] == (found["requests"] if all_bad else 0)


def test_what_a_generator_says_is_read() -> None:
    """Rates are taken over; answers that are no 2xx make the figure void."""
    assert said_by_wrk(WRK).per_second == 803.96
    assert said_by_python('{"requests": 10, "bad": 0, "seconds": 2.0}').per_second == 5
    for refused in ("Traceback", WRK + "  Non-2xx or 3xx responses: 4\n"):
        with pytest.raises(LoadError):
            said_by_wrk(refused)
    for refused in ("Traceback", '{"requests": 10, "bad": 1, "seconds": 2.0}'):
        with pytest.raises(LoadError):
            said_by_python(refused)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without wrk, Node or Java the report says so, and figures without a partner have no ratio."""
    for module in (load_module, rivals_module):
        monkeypatch.setattr(module.shutil, "which", lambda name: None)
    assert "wrk" in generator()
    assert "asyncio" in generator()
    missing = {rival.name: rival.missing for rival in rivals(1, tmp_path / "contract.json", tmp_path)}
    assert missing["Prism"] == "no node on the path"
    assert missing["Specmatic"] == "no java on the path"
    assert missing["this server"] is None
    found: dict[tuple[str, str], Rates | str] = {
        ("this server", "item, hot"): Rates(10.0, None),
        ("Prism", "item, hot"): "not run: no node",
    }
    assert "| item, hot | 10 | not run: no node | not run | not run | – | – | – |" in table(found)
    assert "| item, hot | unknown | not run: no node |" in table(found, "processor")


def test_ratios_are_of_the_same_kind_of_second() -> None:
    """By the clock and by processor time are two tables."""
    found: dict[tuple[str, str], Rates | str] = {
        ("this server", "item, hot"): Rates(10.0, 300.0),
        ("Prism", "item, hot"): Rates(20.0, 100.0),
    }
    assert "| item, hot | 10 | 20 | not run | not run | 0.50 |" in table(found)
    assert "| item, hot | 300 | 100 | not run | not run | 3.00 |" in table(found, "processor")


def test_processor_time_is_that_of_the_process() -> None:
    """What this test itself takes is counted, however busy the machine is."""
    before = processor_seconds(os.getpid())
    if before is None:
        pytest.skip("this system does not tell")
    began = process_time()
    while process_time() - began < 0.1:
        pass
    after = processor_seconds(os.getpid())
    assert after
    assert after - before >= 0.05
