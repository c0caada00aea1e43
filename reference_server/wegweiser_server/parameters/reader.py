"""The only validator of parameters: compiled from one operation of the contract, run on a query string."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..problems.refusals import BadParameters, Fault
from .asked import Asked
from .contradictions import contradictions
from .literals import INVALID, judge_of
from .pairs import UNNAMED, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wegweiser_contract import Operation, Parameter

    from ..representation.codes import Codes
    from .pairs import Pair

LONGEST_QUERY = 8000
# So many faults are told at once; who makes more will ask again.
MOST_FAULTS = 100


class Reader:
    def __init__(self, operation: Operation, codes: Codes, max_limit: int) -> None:
        self._query = {
            p.name: _with_limit(p, max_limit) for p in operation.parameters if p.location == "query"
        }
        self._path = {p.name: p for p in operation.parameters if p.location == "path"}
        judged = self._query | self._path
        self._judges = {name: judge_of(parameter, codes) for name, parameter in judged.items()}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._query)

    def read(self, query: bytes, path: Mapping[str, str]) -> Asked:
        """What is asked for; raises `BadParameters` with all faults."""
        pairs = pairs_of(query)
        faults = [*self._path_faults(path), *_too_long(query, pairs), *self._query_faults(pairs)]
        values = _by_name(pair for pair in pairs if pair.name in self._query)
        faulty = {fault.parameter for fault in faults}
        faults += [fault for fault in contradictions(values) if fault.parameter not in faulty]
        if faults:
            raise BadParameters(_distinct(faults)[:MOST_FAULTS])
        return Asked(tuple((pair.name, pair.value or "") for pair in pairs), values)

    def _path_faults(self, path: Mapping[str, str]) -> Iterator[Fault]:
        for name, value in path.items():
            fault = self._judges[name](value)
            if fault:
                yield fault

    def _query_faults(self, pairs: tuple[Pair, ...]) -> Iterator[Fault]:
        seen: set[str] = set()
        for pair in pairs:
            parameter = self._query.get(pair.name)
            if parameter is None:
                yield Fault(pair.name, "unknown-parameter", "unknown", allowed=self.names)
                continue
            if pair.name in seen and not parameter.repeated:
                yield Fault(pair.name, "repeated-parameter", "repeated")
            seen.add(pair.name)
            fault = self._value_fault(pair)
            if fault:
                yield fault

    def _value_fault(self, pair: Pair) -> Fault | None:
        if pair.value is None:
            return Fault(pair.name, INVALID, "encoding")
        if pair.value == "":
            return Fault(pair.name, INVALID, "empty")
        return self._judges[pair.name](pair.value)


def _distinct(faults: list[Fault]) -> list[Fault]:
    """The same fault of a repeated parameter is told once."""
    return list({(fault.parameter, fault.code, fault.message): fault for fault in faults}.values())


def _by_name(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        values[pair.name] = (*values.get(pair.name, ()), pair.value or "")
    return values


def _too_long(query: bytes, pairs: tuple[Pair, ...]) -> Iterator[Fault]:
    if len(query) > LONGEST_QUERY:
        weights: dict[str, int] = {}
        for pair in pairs:
            weights[pair.name] = weights.get(pair.name, 0) + len(pair.value or "") + 1
        heaviest = max(weights, key=lambda name: weights[name], default=UNNAMED)
        yield Fault(heaviest, INVALID, "too-long-query", {"bytes": LONGEST_QUERY})


def _with_limit(parameter: Parameter, max_limit: int) -> Parameter:
    """The largest page is the publisher's choice."""
    if parameter.name != "limit":
        return parameter
    return replace(parameter, schema={**parameter.schema, "maximum": max_limit})
