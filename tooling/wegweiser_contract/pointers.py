"""JSON Pointers (RFC 6901): the way every message names a place inside a document."""

from __future__ import annotations

from typing import Any


def step(pointer: str, key: str | int) -> str:
    """The pointer one level deeper."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def keys(pointer: str) -> list[str]:
    """The unescaped keys of a pointer, with or without its leading `#`."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.lstrip("#").split("/")[1:]]


def lookup(document: Any, pointer: str) -> Any:
    """What the pointer leads to; `LookupError` where it leads nowhere."""
    node = document
    for key in keys(pointer):
        if isinstance(node, list):
            node = _entry(node, key)
        elif isinstance(node, dict):
            node = node[key]
        else:
            raise KeyError(key)
    return node


def _entry(nodes: list[Any], key: str) -> Any:
    if not key.isdecimal():
        raise KeyError(key)
    return nodes[int(key)]
