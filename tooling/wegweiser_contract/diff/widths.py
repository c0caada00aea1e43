"""For each keyword of a schema: is the new value narrower, wider, or just different?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.changes import Width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Schema = Mapping[str, Any]
    Compare = Callable[[Any, Any], Width | None]

_EVERY_TYPE = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_WIDER_FORMAT = {"int32": "int64", "float": "double"}


def by_sets(old: frozenset[Any] | None, new: frozenset[Any] | None) -> Width | None:
    """None stands for all values there are."""
    if old == new:
        return None
    if old is None or (new is not None and new < old):
        return Width.NARROWED
    if new is None or new > old:
        return Width.WIDENED
    return Width.CHANGED


def types(schema: Schema) -> frozenset[str]:
    """The types that fit: every integer is a number too, and `nullable` is a type like any other."""
    kind = schema.get("type", _EVERY_TYPE)
    named = {kind} if isinstance(kind, str) else set(kind)
    if "number" in named:
        named.add("integer")
    return frozenset(named | {"null"} if schema.get("nullable") else named)


def values(schema: Schema) -> frozenset[str] | None:
    """The values of a closed list."""
    listed = [schema["const"]] if "const" in schema else schema.get("enum")
    return None if listed is None else frozenset(map(repr, listed))


def _lower_bound(old: Any, new: Any) -> Width:
    if old is None or (new is not None and new > old):
        return Width.NARROWED
    return Width.WIDENED


def _upper_bound(old: Any, new: Any) -> Width:
    if old is None or (new is not None and new < old):
        return Width.NARROWED
    return Width.WIDENED


def _demand(old: Any, new: Any) -> Width:
    """There or not there; two different ones cannot be compared."""
    if old is None:
        return Width.NARROWED
    return Width.WIDENED if new is None else Width.CHANGED


def _format(old: Any, new: Any) -> Width:
    if _WIDER_FORMAT.get(str(old)) == new:
        return Width.WIDENED
    if _WIDER_FORMAT.get(str(new)) == old:
        return Width.NARROWED
    return _demand(old, new)


def _switch(old: Any, new: Any) -> Width | None:
    """Something forbidden when true; absent means false."""
    if bool(old) == bool(new):
        return None
    return Width.NARROWED if new else Width.WIDENED


KEYWORDS: dict[str, Compare] = {
    **dict.fromkeys(("minimum", "minLength", "minItems", "minProperties"), _lower_bound),
    **dict.fromkeys(("maximum", "maxLength", "maxItems", "maxProperties"), _upper_bound),
    **dict.fromkeys(("pattern", "multipleOf", "x-code-list"), _demand),
    **dict.fromkeys(("uniqueItems",), _switch),
    "format": _format,
}


def exclusive(bound: str) -> Compare:
    """`exclusiveMinimum` is a switch in 3.0 and a bound in 3.1."""

    def compare(old: Any, new: Any) -> Width | None:
        if isinstance(old, bool) or isinstance(new, bool):
            return _switch(old, new)
        return _lower_bound(old, new) if bound == "minimum" else _upper_bound(old, new)

    return compare


KEYWORDS |= {"exclusiveMinimum": exclusive("minimum"), "exclusiveMaximum": exclusive("maximum")}
