"""Targets of overlay actions: the part of JSONPath (RFC 9535) that names exactly one place.

`$`, `.name`, `['name']`, and in a list `[?@.key == 'value']`: the one entry that says so.
"""

from __future__ import annotations

import re
from typing import Any

from wegweiser_contract.pointers import step

_SEGMENT = re.compile(
    r"\.(?P<plain>[A-Za-z_][A-Za-z0-9_]*)"
    r"|\['(?P<quoted>[^'\\]+)'\]"
    r"|\[\?@\.(?P<key>[A-Za-z_][A-Za-z0-9_]*) == '(?P<value>[^'\\]*)'\]"
)


def target_pointer(document: Any, target: str) -> str:
    """The JSON Pointer of the place; `LookupError` where there is none, `ValueError` for other notations."""
    node, pointer = document, ""
    for segment in _segments(target):
        key = _key(node, segment)
        node, pointer = node[key], step(pointer, key)
    return pointer


def _segments(target: str) -> list[re.Match[str]]:
    found = list(_SEGMENT.finditer(target))
    if "$" + "".join(segment[0] for segment in found) != target:
        raise ValueError(target)
    return found


def _key(node: Any, segment: re.Match[str]) -> str | int:
    if segment["key"] is not None:
        return _the_one(node, segment["key"], segment["value"])
    name: str = segment["plain"] or segment["quoted"]
    if not isinstance(node, dict) or name not in node:
        raise LookupError(name)
    return name


def _the_one(nodes: Any, key: str, value: str) -> int:
    entries = enumerate(nodes) if isinstance(nodes, list) else ()
    found = [index for index, entry in entries if isinstance(entry, dict) and entry.get(key) == value]
    if len(found) != 1:
        raise LookupError(f"{len(found)} entries whose {key} is {value}")
    return found[0]
