"""A socket that answers every connection with bytes as they are: for answers that no framework would send."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    type_of_answer = Callable[[socket.socket], None]


@contextmanager
def answering(answer: bytes | type_of_answer, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """The base URL of a server that reads one request per connection, answers so, and closes."""
    listener = socket.create_server(("127.0.0.1", 0))
    worker = threading.Thread(target=_serve, args=(listener, answer, tls), daemon=True)
    worker.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        worker.join(timeout=5)


def _serve(
    listener: socket.socket, answer: bytes | type_of_answer, tls: ssl.SSLContext | None = None
) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            connection.settimeout(5)
            try:
                if tls is not None:
                    connection = tls.wrap_socket(connection, server_side=True)
                connection.recv(65_536)
                connection.sendall(answer) if isinstance(answer, bytes) else answer(connection)
            except OSError:
                continue


def plain(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """A whole answer with a right `Content-Length`."""
    head = "\r\n".join([f"HTTP/1.1 {status}", *fields, f"Content-Length: {len(body)}", "Connection: close"])
    return head.encode() + b"\r\n\r\n" + body
