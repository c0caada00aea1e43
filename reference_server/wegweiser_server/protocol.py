"""What is refused before any application sees it: no HTTP, too long, too slow. By a problem, too."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping

    from .answers import Answer

LONGEST_TARGET = 65536
LONGEST_HEAD = 65536
# From the first byte of a request to its last.
SECONDS_TO_ASK = 20.0
# After a refusal what still arrives is thrown away for so long: a client that is still sending reads it then.
SECONDS_TO_LINGER = 2.0
SECONDS_TO_FETCH = 60.0


class _Refused(Exception):
    """httptools makes a parser's error of it."""


def sent(answer: Answer) -> bytes:
    """The whole answer as it goes over the wire; the connection ends with it."""
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name.lower()}: {value}" for name, value in answer.headers.items()]
    lines += [f"content-length: {len(answer.body)}", "connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1") + answer.body


class Protocol(HttpToolsProtocol):
    """uvicorn's, with bounds. It speaks HTTP/1.1 and 1.0 as httptools reads them."""

    answers: ClassVar[Mapping[int, Answer]]
    seconds_to_ask: ClassVar[float] = SECONDS_TO_ASK

    _status = 400
    _refused = False
    _ended = False
    _begun = False
    _head = 0
    _fields = 0
    _hosts = 0
    _codings = b""
    _late: asyncio.TimerHandle | None = None
    _unfetched: asyncio.TimerHandle | None = None

    def note(self, answer: Answer) -> None:
        """Told of each refusal that is sent."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._late = self.loop.call_later(self.seconds_to_ask, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._in_time()
        super().connection_lost(exc)
        self.resume_writing()

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._ended, going_on = False, self._begun
        super().data_received(data)
        if self._ended:
            self._in_time()
        elif not self._refused:
            self._unfinished(len(data) if going_on and self._begun else 0)

    def _unfinished(self, size: int) -> None:
        """A field that does not end is not seen by the parser's callbacks, so bytes are counted."""
        self._head += size
        if self._head > LONGEST_TARGET + LONGEST_HEAD:
            self._refuse(431)
        elif self._late is None:
            self._late = self.loop.call_later(self.seconds_to_ask, self._too_slow)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._ended, self._begun, self._head, self._fields = False, True, 0, 0
        self._hosts, self._codings = 0, b""

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > LONGEST_TARGET:
            self._status = 414
            raise _Refused

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._fields += len(name) + len(value)
        lower = name.lower()
        if lower == b"host":
            self._hosts += 1
        elif lower == b"transfer-encoding":
            self._codings = value
        if self._fields > LONGEST_HEAD:
            self._status = 431
            raise _Refused

    def on_headers_complete(self) -> None:
        self._begun = False
        if self._ambiguous():
            raise _Refused
        super().on_headers_complete()

    def _ambiguous(self) -> bool:
        """„MUST respond with a 400 … to any HTTP/1.1 request message that lacks a Host header field and any
        … that contains more than one“ (RFC 9112, 3.2, shortened); or whose end nobody can know (6.3)."""
        unhosted = self._hosts > 1 or (self._hosts == 0 and self.parser.get_http_version() == "1.1")
        last = self._codings.rpartition(b",")[2].strip().lower()
        return unhosted or last not in (b"", b"chunked")

    def on_message_complete(self) -> None:
        self._ended = True
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        self._refuse(self._status)

    def _refuse(self, status: int) -> None:
        """An answer under way goes first, and then nothing more is sent."""
        self._refused = True
        self._in_time()
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.keep_alive = False
            self.pipeline.clear()
            return
        self.transport.write(sent(self.answers[status]))
        self.note(self.answers[status])
        self.transport.write_eof()
        self.loop.call_later(SECONDS_TO_LINGER, self.transport.close)

    def _too_slow(self) -> None:
        self._late = None
        if self.transport.is_closing() or self._refused:
            return
        if self._begun or (self.cycle is not None and not self.cycle.response_complete):
            self._refuse(408)
        else:
            self.transport.close()

    def _in_time(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def on_response_complete(self) -> None:
        """While requests are waiting no more of them are read."""
        super().on_response_complete()
        if self.pipeline:
            self.flow.pause_reading()

    def timeout_keep_alive_handler(self) -> None:
        if not self.transport.is_closing() and self.transport.get_write_buffer_size():
            self.loop.call_later(SECONDS_TO_FETCH, self.transport.abort)
        super().timeout_keep_alive_handler()

    def pause_writing(self) -> None:
        """Whoever does not fetch an answer keeps neither it nor the connection for ever."""
        super().pause_writing()
        self._unfetched = self.loop.call_later(SECONDS_TO_FETCH, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._unfetched is not None:
            self._unfetched.cancel()
            self._unfetched = None

    def _unsupported_upgrade_warning(self) -> None:
        """An upgrade that is not offered is ignored (RFC 9110, 7.8); nobody has to be told."""


def refusing_with(
    answers: Mapping[int, Answer], note: Callable[[Answer], None] = lambda _: None
) -> type[HttpToolsProtocol]:
    """The protocol with these answers (400, 408, 414, 431); `note` is told of each that is sent."""
    settings = {"answers": answers, "note": lambda _, answer: note(answer)}
    return type("Protocol", (Protocol,), settings)
