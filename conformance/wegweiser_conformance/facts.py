"""The facts of a record: everything but texts, labels and names, which depend on the language."""

from __future__ import annotations

from typing import Any

from wegweiser_conformance import fields

_WORDED = frozenset({"label", "name", "town", "street", "distanceKm"})
_ABSENT = object()


def of(record: Any) -> dict[str, Any]:
    """pointer → value."""
    return dict(fields.leaves(_without_words(record)))


def differing(one: dict[str, Any], other: dict[str, Any]) -> str:
    """The first pointer at which two records differ; empty if they agree."""
    pointers = sorted({*one, *other})
    return next((at for at in pointers if one.get(at, _ABSENT) != other.get(at, _ABSENT)), "")


def _without_words(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_words(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: one for name, one in value.items() if name not in _WORDED and not is_text(one)}
    return {name: _without_words(one) for name, one in kept.items()}


def is_text(value: Any) -> bool:
    """A `Text` of the contract: words in a language."""
    return isinstance(value, dict) and "value" in value and "lang" in value
