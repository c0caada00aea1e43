"""The texts of a contract: whatever its document tells a reader in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.pointers import step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEXT_KEYS = ("title", "summary", "description")

_KEYED_BY_NAME = {
    *("paths", "schemas", "parameters", "responses", "headers", "examples", "securitySchemes"),
    *("content", "properties", "x-classes"),
}
"""Below these the keys are names that authors chose: a property called `title` is no title."""

_DATA = {"example", "value", "default", "enum"}


def texts_of(document: Mapping[str, Any]) -> dict[str, str]:
    """Every title, summary and description by its pointer, in the document's order."""
    return dict(_texts(document, "", names=False))


def _texts(node: Any, pointer: str, *, names: bool) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for index, entry in enumerate(node):
            yield from _texts(entry, step(pointer, index), names=False)
    for key, entry in node.items() if isinstance(node, dict) else ():
        place = step(pointer, key)
        if names:
            yield from _texts(entry, place, names=False)
        elif key in TEXT_KEYS and isinstance(entry, str):
            yield place, entry
        elif _may_hold_texts(key):
            yield from _texts(entry, place, names=key in _KEYED_BY_NAME)


def _may_hold_texts(key: str) -> bool:
    return key not in _DATA and (key in _KEYED_BY_NAME or not key.startswith("x-"))
