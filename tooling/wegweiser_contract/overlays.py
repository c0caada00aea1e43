"""The contract in another language, as an overlay (OpenAPI Overlay Specification 1.0.0) on the bundle.

A strict part of the standard: each target names one place (see `targets`), each update holds texts alone.
Apply an overlay to the whole bundle and project afterwards: a projection lacks some of the targets.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_contract.errors import SourceError
from wegweiser_contract.pointers import lookup, step
from wegweiser_contract.targets import target_pointer
from wegweiser_contract.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OVERLAY_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Action:
    number: int
    target: str
    update: Mapping[str, Any]

    def __str__(self) -> str:
        return f"action {self.number} ({self.target})"

    def pointer(self, document: Mapping[str, Any]) -> str | None:
        """The place of its target, if there is one that can hold texts."""
        try:
            pointer = target_pointer(document, self.target)
        except (LookupError, ValueError):
            return None
        return pointer if isinstance(lookup(document, pointer), dict) else None


@dataclass(frozen=True, slots=True)
class Overlay:
    place: str
    """The file, as messages name it."""
    actions: tuple[Action, ...]


def read_overlay(raw: Mapping[str, Any], place: str) -> Overlay:
    """The overlay in a file's mapping; `SourceError` where it is of another shape."""
    if raw.get("overlay") != OVERLAY_VERSION:
        raise SourceError(place, f"overlay is {raw.get('overlay')!r}; right would be {OVERLAY_VERSION!r}")
    if not isinstance(raw.get("actions"), list):
        raise SourceError(place, "there are no actions; right would be a list of {target, update}")
    actions = tuple(_action(entry, number, place) for number, entry in enumerate(raw["actions"], start=1))
    seen: set[str] = set()
    for action in actions:
        if action.target in seen:
            raise SourceError(place, f"{action} has the target of an earlier one; right would be one action")
        seen.add(action.target)
    return Overlay(place, actions)


def _action(entry: Any, number: int, place: str) -> Action:
    match entry:
        case {"target": str(target), "update": dict(update), **others} if not others and _texts_only(update):
            return Action(number, target, update)
    shown = entry.get("target") if isinstance(entry, dict) else entry
    right = "{target, update}, the update nothing but texts below keys"
    raise SourceError(place, f"action {number} ({shown}) is not understood; right would be {right}")


def _texts_only(node: Any) -> bool:
    if isinstance(node, dict):
        return all(_texts_only(entry) for entry in node.values())
    return isinstance(node, str)


def apply_overlay(document: Mapping[str, Any], overlay: Overlay) -> dict[str, Any]:
    """A copy of the document with all updates merged in; a target that is unknown is a `SourceError`."""
    result = copy.deepcopy(dict(document))
    for action in overlay.actions:
        pointer = action.pointer(result)
        if pointer is None:
            right = "right would be $, .name, ['name'] or [?@.key == 'value'], leading to one place"
            raise SourceError(overlay.place, f"{action} leads nowhere in the contract; {right}")
        _merge(lookup(result, pointer), action.update)
    return result


def _merge(node: dict[str, Any], update: Mapping[str, Any]) -> None:
    for key, value in update.items():
        if isinstance(value, dict) and isinstance(node.get(key), dict):
            _merge(node[key], value)
        else:
            node[key] = copy.deepcopy(value)


def unknown_targets(document: Mapping[str, Any], overlay: Overlay) -> list[Action]:
    return [action for action in overlay.actions if action.pointer(document) is None]


def missing_texts(document: Mapping[str, Any], overlay: Overlay) -> list[str]:
    """Pointers of the texts in the document that the overlay does not replace."""
    given = overlay_texts(document, overlay)
    return [pointer for pointer in texts_of(document) if pointer not in given]


def surplus_texts(document: Mapping[str, Any], overlay: Overlay) -> list[str]:
    """Pointers of the texts in the overlay that the document has not, or no longer."""
    known = texts_of(document)
    return [pointer for pointer in overlay_texts(document, overlay) if pointer not in known]


def overlay_texts(document: Mapping[str, Any], overlay: Overlay) -> dict[str, str]:
    """The overlay's texts by their pointers in the document; actions with unknown targets have none."""
    found: dict[str, str] = {}
    for action in overlay.actions:
        pointer = action.pointer(document)
        if pointer is not None:
            found.update(_leaves(action.update, pointer))
    return found


def _leaves(node: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield pointer, node
    else:
        for key, entry in node.items():
            yield from _leaves(entry, step(pointer, key))
