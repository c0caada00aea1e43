"""Requests in which everything is wrong that is not a value: unknown names, parameters twice, empty ones.

Two a list say it all: what may not stand twice stands twice in one and is empty in the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.faulty_requests import Fault, asked_parameters, good, lists

if TYPE_CHECKING:
    from wegweiser_conformance.faulty_requests import type_of_request
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Operation, Parameter

UNKNOWN, REPEATED, EMPTY = "unknown", "repeated", "empty"
_FOREIGN = ("noSuchParameter", "page", "offset", "format", "plz", "api_key", "_", "utm_source")
_VALUELESS = Fault("flag", ("",), "unknown-parameter", UNKNOWN)


def strict_requests(target: Target, operation: Operation) -> list[type_of_request]:
    """Faults of every kind that the operation's path can meet."""
    unknown = [Fault(name, ("1",), "unknown-parameter", UNKNOWN) for name in foreign(target, operation)]
    unknown.append(_VALUELESS)
    if operation.kind == "list":
        one, other = _of_list(target, operation)
        return [[*unknown, *one], [*_in_brackets(target, operation), *other]]
    tags = {"description": ("de", "de"), "item": ("",)}.get(operation.kind)
    if tags is None or operation.parameter("lang") is None:
        return [unknown]
    return [[*unknown, _twice("lang", tags) if len(tags) > 1 else _empty("lang", tags)]]


def foreign(target: Target, operation: Operation) -> list[str]:
    """Names that the path does not know: invented ones, its own in other case, those of other paths."""
    every = {one.name for two in target.contract.operations for one in asked_parameters(two)}
    known = {one.name for one in asked_parameters(operation)}
    cased = [name for name in (_other_case(one) for one in sorted(known)) if name not in known][:4]
    return [*_FOREIGN, *cased, *sorted(every - known)]


def _in_brackets(target: Target, operation: Operation) -> type_of_request:
    """`kind[]` is not `kind`. Frameworks that think so cannot name it as it came: any refusal is right."""
    several = [one for one in asked_parameters(operation) if one.repeated][:1]
    return [Fault(f"{one.name}[]", (good(target, one),), "", UNKNOWN) for one in several]


def _of_list(target: Target, operation: Operation) -> tuple[type_of_request, type_of_request]:
    different = lists(target).index(operation) % 2 == 0
    named = [one for one in asked_parameters(operation) if one.name != "cursor"]
    several = [one for one in named if one.repeated]
    once = [one for one in named if not one.repeated]
    twice = [
        _twice(one.name, _two_values(target, one, different=different))
        for one in once
        if good(target, one) or one.name == "q"
    ]
    beside = [_empty(one.name, (good(target, one), "")) for one in several]
    return (
        [*twice, *(_empty(one.name, ("",)) for one in several)],
        [*(_empty(one.name, ("",)) for one in once), *beside],
    )


def _twice(name: str, values: tuple[str, ...]) -> Fault:
    return Fault(name, values, "repeated-parameter", REPEATED)


def _empty(name: str, values: tuple[str, ...]) -> Fault:
    return Fault(name, values, "invalid-parameter", EMPTY)


def _two_values(target: Target, parameter: Parameter, *, different: bool) -> tuple[str, str]:
    value = good(target, parameter) or "a"
    choices = parameter.schema.get("enum") or []
    others = {"integer": "6", "number": "9"}
    other = str(choices[-1]) if choices else others.get(str(parameter.schema.get("type")), value)
    return (value, other if different else value)


def _other_case(name: str) -> str:
    return name.lower() if name != name.lower() else name.upper()
