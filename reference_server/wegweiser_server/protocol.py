"""Requests that are no HTTP at all are refused before any application sees them: by a problem, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from .answers import Answer


def refusing_with(answer: Answer) -> type[HttpToolsProtocol]:
    """uvicorn's protocol with this answer to what it cannot parse."""
    lines = [f"HTTP/1.1 {answer.status} Bad Request"]
    lines += [f"{name.lower()}: {value}" for name, value in answer.headers.items()]
    lines += [f"content-length: {len(answer.body)}", "connection: close", "", ""]
    sent = "\r\n".join(lines).encode("latin-1") + answer.body

    class Protocol(HttpToolsProtocol):
        def send_400_response(self, msg: str) -> None:
            self.transport.write(sent)
            self.transport.close()

    return Protocol
