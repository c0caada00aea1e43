"""Reads an answer's body within bounds, before and after decompression."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_conformance.transport import Deadline

MOST_BYTES = 8 * 1024 * 1024
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class BodyFault(Exception):
    """The body could not be read to its end; `so_far` is what arrived."""

    def __init__(self, message: str, so_far: bytes = b"") -> None:
        super().__init__(message)
        self.so_far = so_far


def read(chunks: Iterable[bytes], encoding: str, deadline: Deadline, most: int = MOST_BYTES) -> bytes:
    """The decoded body. `chunks` are the raw bytes as they came over the wire."""
    raw = bytearray()
    for chunk in chunks:
        raw += chunk
        if len(raw) > most:
            raise BodyFault(f"the body is longer than {_mib(most)}", bytes(raw[:most]))
        if deadline.passed:
            raise BodyFault(f"the body did not end within the time limit ({len(raw)} bytes came)", bytes(raw))
    return decode(bytes(raw), encoding, most)


def decode(raw: bytes, encoding: str, most: int = MOST_BYTES) -> bytes:
    """Undo `Content-Encoding`, never beyond `most` bytes."""
    coding = encoding.strip().lower()
    if coding in {"", "identity"} or not raw:
        return raw
    if coding not in _WINDOW_BITS:
        raise BodyFault(f"Content-Encoding is {coding[:40]}, only gzip was accepted", raw)
    unpacker = zlib.decompressobj(_WINDOW_BITS[coding])
    try:
        body = unpacker.decompress(raw, most + 1)
    except zlib.error as error:
        raise BodyFault(f"the body is not {coding}, as Content-Encoding says: {error}", raw) from None
    if len(body) > most:
        raise BodyFault(f"the body unpacks to more than {_mib(most)}", body[:most])
    if not unpacker.eof:
        raise BodyFault(f"the {coding} body breaks off", body)
    return body


def _mib(size: int) -> str:
    return f"{size // (1024 * 1024)} MiB" if size >= 1024 * 1024 else f"{size} bytes"
