"""The two documents side by side, and where in them one is looking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_contract.errors import ContractError
from wegweiser_contract.pointers import lookup, step

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of one document with its references followed: `place` is where it is written."""

    document: Mapping[str, Any]
    place: str
    node: Mapping[str, Any]

    def at(self, *keys: str | int) -> Spot:
        """A spot further inside; what is absent is an empty mapping."""
        spot = self
        for key in keys:
            spot = spot._inside(key)
        return spot

    def has(self, key: str) -> bool:
        return key in self.node

    def get(self, key: str, default: Any = None) -> Any:
        return self.node.get(key, default)

    def _inside(self, key: str | int) -> Spot:
        node: Any = self.node
        inner = node[int(key)] if isinstance(node, list) else node.get(key, {})
        return spot(self.document, step(self.place, key), inner)


def spot(document: Mapping[str, Any], place: str, node: Any) -> Spot:
    """The place of a node, or of the component that it refers to."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        place = node["$ref"].removeprefix("#")
        node = _target(document, node["$ref"])
    return Spot(document, place, node)


def _target(document: Mapping[str, Any], reference: str) -> Any:
    if not reference.startswith("#/"):
        raise ContractError(f"the reference {reference!r} leads out of the document; compare bundles")
    try:
        return lookup(document, reference)
    except LookupError:
        raise ContractError(f"the reference {reference!r} leads nowhere") from None
