"""Security: whoever was let in is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.changes import Change, additive, breaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.diff.sides import Spot

    Alternative = frozenset[tuple[str, str]]

_OPEN: Alternative = frozenset()


def security_changes(old: Spot, new: Spot) -> Iterator[Change]:
    """Each old way in must still be enough for some new way in."""
    before, after = _alternatives(old), _alternatives(new)
    for way in before:
        if not any(other <= way for other in after):
            yield breaking("security/tightened", new.place, f"{_named(way)} is no longer enough")
    for way in after:
        if not any(other <= way for other in before):
            yield additive("security/loosened", new.place, f"{_named(way)} is enough now")


def scheme_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """How a credential is sent."""
    before, after = _schemes(old), _schemes(new)
    for name in before.keys() & after.keys():
        was, becomes = (
            {k: v for k, v in side.items() if k != "description"} for side in (before[name], after[name])
        )
        if was != becomes:
            place = f"/components/securitySchemes/{name}"
            yield breaking("security/scheme-changed", place, "the credential is sent otherwise")


def _alternatives(operation: Spot) -> list[Alternative]:
    wanted = operation.get("security", operation.document.get("security", [{}])) or [{}]
    return [frozenset((name, scope) for name in way for scope in ("", *way[name])) for way in wanted]


def _named(way: Alternative) -> str:
    return " with ".join(sorted({f"{name} {scope}".strip() for name, scope in way})) or "no credential"


def _schemes(document: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = document.get("components", {}).get("securitySchemes", {})
    return found
