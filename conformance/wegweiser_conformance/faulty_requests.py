"""Requests with many faults at once: a strict server names them all, so one answer judges many rules.

What an answer does not name is asked again alone, so that a server that stops at its first fault is not
accused of missing the others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from wegweiser_conformance.odd_values import good_value, kind_of, odd_values
from wegweiser_conformance.refusals import errors, refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen, Violation
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Operation, Parameter

_ROUNDS = 8  # requests for odd values, shared by all lists
_MOST_ALONE = 12
_SAME_FOR_ALL = frozenset({"decimal", "date"})  # kinds whose odd values are those of the type
_CENTRE = {"lat": "51", "lon": "10"}
_COMPANIONS: dict[str, dict[str, str]] = {
    "lat": {"lon": "10"},
    "lon": {"lat": "51"},
    "radiusKm": _CENTRE,
    "placeless": _CENTRE,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One faulty parameter of a request, and the problem code that it must get; empty if any 400 will do."""

    parameter: str
    values: tuple[str, ...]
    code: str
    kind: str = ""


type_of_request = list[Fault]


def judge_faults(
    target: Target, seen: Seen, path: str, requests: Iterable[type_of_request], kind: str = "", of: str = ""
) -> Iterator[Violation]:
    """Violations unless every fault (of that kind or parameter) is refused and named, together or alone."""
    unnamed: list[Fault] = []
    for request in requests:
        wanted = [one for one in request if kind in {"", one.kind} and of in {"", one.parameter}]
        if wanted:
            answer = target.ask(path, params(request))
            named = names(answer)
            missed = [fault for fault in wanted if not _told(fault, named)]
            seen.judged(len(wanted) - len(missed))
            unnamed += missed
    for fault in _various(unnamed)[:_MOST_ALONE]:
        alone = {**_COMPANIONS.get(fault.parameter, {}), fault.parameter: list(fault.values)}
        seen.judged()
        yield from refused(target.ask(path, alone), 400, fault.code, fault.parameter if fault.code else "")


def _told(fault: Fault, named: set[tuple[str, str]]) -> bool:
    return any(one == fault.parameter and fault.code in {"", code} for one, code in named)


def params(request: type_of_request) -> dict[str, list[str]]:
    return {fault.parameter: list(fault.values) for fault in request}


def names(answer: Exchange) -> set[tuple[str, str]]:
    """Which faults a refusal names, each with its code; none unless it is a 400."""
    if answer.status != 400:
        return set()
    return {(str(error.get("parameter")), str(error.get("code"))) for error in errors(answer)}


def lists(target: Target) -> list[Operation]:
    return [target.operation(collection) for collection in target.collections]


def asked_parameters(operation: Operation) -> list[Parameter]:
    return [one for one in operation.parameters if one.location == "query"]


def odd_requests(target: Target, operation: Operation) -> list[type_of_request]:
    """Odd values of every parameter of a list, one a request. Each goes on where the one before it ended."""
    every = lists(target)
    count = _ROUNDS // max(len(every), 1)
    begun: Counter[str] = Counter()
    for asked in every:
        rows: list[type_of_request] = [[] for _ in range(count)]
        for parameter in asked_parameters(asked):
            kind = kind_of(parameter, target.contract.code_lists)
            shared = kind if kind in _SAME_FOR_ALL else parameter.name
            for row, fault in zip(rows, _odd_column(target, parameter, begun[shared]), strict=False):
                row.append(fault)
            begun[shared] += count
        if asked.path == operation.path:
            return [row for row in rows if row]
    return []


def good(target: Target, parameter: Parameter) -> str:
    return good_value(parameter, target.contract.code_lists)


def _odd_column(target: Target, parameter: Parameter, start: int) -> list[Fault]:
    code_lists = target.contract.code_lists
    kind = kind_of(parameter, code_lists)
    odd = odd_values(parameter, code_lists)
    begin = start % len(odd) if odd else 0
    turned = odd[begin:] + odd[:begin]
    return [Fault(parameter.name, values, "invalid-parameter", kind) for values in turned]


def _various(faults: Sequence[Fault]) -> list[Fault]:
    """One of each parameter first, then the second ones, and so on."""
    by_parameter: dict[str, list[Fault]] = {}
    for fault in faults:
        by_parameter.setdefault(fault.parameter, []).append(fault)
    return [fault for row in zip_longest(*by_parameter.values()) for fault in row if fault is not None]
