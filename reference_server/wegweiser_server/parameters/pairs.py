"""A query string as names and values, decoded without mercy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

BROKEN_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
UNNAMED = "="


@dataclass(frozen=True, slots=True)
class Pair:
    """`value` is None if the pair is not correctly encoded."""

    name: str
    value: str | None


def pairs_of(query: bytes) -> tuple[Pair, ...]:
    """In the order of the query; `+` is a blank, as forms write it; empty pieces (`&&`) carry nothing."""
    return tuple(_pair(piece) for piece in query.split(b"&") if piece)


def _pair(piece: bytes) -> Pair:
    name, _, value = piece.partition(b"=")
    right_name = _decoded(name)
    shown = right_name if right_name is not None else name.decode("ascii", "replace")
    return Pair(shown or UNNAMED, None if right_name is None else _decoded(value))


def _decoded(text: bytes) -> str | None:
    if BROKEN_PERCENT.search(text):
        return None
    try:
        return unquote_to_bytes(text.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        return None


def query_of(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
