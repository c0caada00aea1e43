"""Which checks there are. A group module fills its own `Group`; `checks/__init__.py` lists the groups."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wegweiser_conformance.model import type_of_run


class UnknownRequirement(ValueError):
    """`--only` or `explain` was given a name that no requirement and no group bears."""


class Group:
    """The checks of one requirement file, in the order in which they are written."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._checks: dict[str, Check] = {}

    def check(self, requirement_id: str) -> Callable[[type_of_run], type_of_run]:
        """Makes a function the check of a requirement of this group: `@check("paging/total-matches")`."""
        if requirement_id.partition("/")[0] != self.name:
            raise ValueError(f"{requirement_id} does not belong to the group {self.name}")
        if requirement_id in self._checks:
            raise ValueError(f"{requirement_id} has two checks")

        def register(run: type_of_run) -> type_of_run:
            self._checks[requirement_id] = Check(requirement_id, run)
            return run

        return register

    def __iter__(self) -> Iterator[Check]:
        return iter(self._checks.values())


def choose(names: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """The requirement ids meant by `names`: ids or whole groups. Without names, all."""
    ids = list(known)
    groups = {one.partition("/")[0] for one in ids}
    chosen: set[str] = set()
    for name in names:
        group = name.strip("/")
        if name in ids:
            chosen.add(name)
        elif group in groups:
            chosen |= {one for one in ids if one.startswith(f"{group}/")}
        else:
            raise UnknownRequirement(_unknown(name, [*ids, *sorted(groups)]))
    return frozenset(chosen) if chosen else frozenset(ids)


def _unknown(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"; did you mean {', '.join(close)}?" if close else "; `wegweiser explain` lists them all"
    return f"no requirement or group is called {name!r}{hint}"
