"""`--plan`: what a run is going to ask, before it asks; only the service description is read for it.

The numbers were counted against the reference server with four collections (`data/requests.json`). Groups
that ask collection by collection count for as many as are claimed; a server that breaks rules is asked more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from wegweiser_conformance.client import READING_METHODS
from wegweiser_conformance.target import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wegweiser_conformance.client import Client
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Requirement

_ONCE = frozenset({"service-description", "code-lists", "access", "cors", "methods", "problems"})
_WRONG_KEYS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One group: how many requirements are going to be asked about, with about how many requests."""

    group: str
    requirements: int
    requests: int


@cache
def counted(small: bool = False) -> Mapping[str, int]:
    """Requests that each group causes in a run over four collections, on the usual or on a small budget."""
    file = resources.files("wegweiser_conformance") / "data" / "requests.json"
    groups: Mapping[str, int] = json.loads(file.read_text("utf-8"))["onASmallBudget" if small else "groups"]
    return groups


def parts(target: Target, requirements: Iterable[Requirement]) -> list[Part]:
    """The groups that apply to what is claimed, in the order of their names."""
    asked: dict[str, int] = {}
    for one in requirements:
        if {one.class_, *one.needs} <= target.classes and one.judged != "declared":
            asked[one.group] = asked.get(one.group, 0) + 1
    share = len(target.collections) / len(COLLECTIONS)
    requests = counted(target.frugal)
    return [
        Part(group, count, round(requests.get(group, 0) * (1 if group in _ONCE else share)))
        for group, count in sorted(asked.items())
    ]


def told(target: Target, requirements: Iterable[Requirement]) -> Iterator[str]:
    """The plan, line by line."""
    planned = parts(target, requirements)
    yield f"{target.base}: {', '.join(sorted(target.classes))}"
    for one in planned:
        yield f"  {one.group:<22}{one.requirements:>4} requirements  about {one.requests:>3} requests"
    total, rate, most = sum(one.requests for one in planned), target.client.pace.rate, target.client.pace.most
    duration = f", {total / rate / 60:.1f} minutes at {rate:g} a second" if rate else ""
    yield f"about {total} requests, at most {most}{duration}"
    yield from _promises(target.client)


def _promises(client: Client) -> Iterator[str]:
    methods = ", ".join(sorted(client.methods))
    yield f"methods: {methods}{'' if client.methods == READING_METHODS else ' (--sandbox)'}"
    keys = f"at most {_WRONG_KEYS} wrong ones, last" if client.credential.scheme else "none"
    yield f"credential: {client.credential.scheme or 'none'}; made-up keys: {keys}; other hosts: none"
