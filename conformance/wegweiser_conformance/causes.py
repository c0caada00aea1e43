"""Findings that share a cause, brought together: one unreachable host is one thing to mend, not a hundred.

Two requirements share a cause if the same place of the same kind of answer differs in the same way, if the
same request got no answer or the same refusal, if their checks name the cause, or if a broken parameter
explains what else its answers break (`consequences`). Nothing is dropped: every requirement keeps its own
evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegweiser_conformance.consequences import about_parameter, explained
from wegweiser_conformance.model import Level, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from wegweiser_conformance.report import Entry, Evidence

TOLD = (
    *(Status.ERROR, Status.FAILED, Status.SUSPECTED, Status.WARNING, Status.NOT_TESTED, Status.NOTE),
    Status.WAIVED,
)
_COLLECTIONS = re.compile(r"\b(course-sessions|courses|jobs|offices|code-lists)\b")
_NAMES = re.compile(r"[\w.~%-]*\d[\w.:~%-]*")
_NUMBER = re.compile(r"\d+")
_REFUSAL, _SERVERS_FAULT = 400, 500
OF_EVERY_RECORD, CLAIMED = "records/match-schema", "service-description/collections-not-empty"

type_of_key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """What one change would mend: `kind` says what the entries have in common, the gravest comes first."""

    kind: str
    entries: tuple[Entry, ...]

    @property
    def lead(self) -> Entry:
        return self.entries[0]

    @property
    def status(self) -> Status:
        return self.lead.status

    @property
    def certain(self) -> bool:
        return any(one.certain for entry in self.entries for one in entry.evidence)

    @property
    def broken(self) -> int:
        """How many requirements it breaks or leaves open."""
        return len(self.entries)


def causes(entries: Iterable[Entry]) -> tuple[Cause, ...]:
    """Gravest first, then those that break most."""
    told = [entry for entry in entries if entry.status in TOLD]
    groups = _silent(told) if _no_list_shows_anything(told) else _groups(told)
    follows = _within(explained(told), groups)
    found = [_cause(group, follows) for group in _joined(groups, follows)]
    return tuple(sorted(found, key=lambda one: (*_rank(one.lead)[:2], -one.broken, one.lead.requirement)))


def _no_list_shows_anything(told: Sequence[Entry]) -> bool:
    """Not one record was read, and something is broken besides."""
    unread = any(one.requirement == OF_EVERY_RECORD and one.status is Status.NOT_TESTED for one in told)
    return unread and any(one.status is Status.FAILED for one in told)


def _silent(told: Sequence[Entry]) -> list[list[Entry]]:
    """What could not be judged without records goes to what is broken most widely: the lists themselves."""
    broken = [entry for entry in told if entry.status is not Status.NOT_TESTED]
    groups = _groups(broken, _refused)
    lists = max(groups, key=lambda group: (len(group), any(one.requirement == CLAIMED for one in group)))
    lists += [entry for entry in told if entry.status is Status.NOT_TESTED]
    return groups


def _cause(group: Sequence[Entry], follows: Mapping[str, str]) -> Cause:
    """What explains others comes before them."""
    members = {entry.requirement for entry in group}
    explains = {follows[name] for name in members & follows.keys()}
    if explains:
        kind = "parameter"
    elif len({entry.status is Status.NOT_TESTED for entry in group}) > 1:
        kind = "silent-lists"
    else:
        shared = set.intersection(*(set(_keys(entry)) for entry in group)) if len(group) > 1 else set()
        kind = min(shared)[0] if shared else "same-difference" if len(group) > 1 else "single"
    return Cause(
        kind, tuple(sorted(group, key=lambda entry: (entry.requirement not in explains, *_rank(entry))))
    )


def _rank(entry: Entry) -> tuple[int, int, int, str]:
    return (
        TOLD.index(entry.status),
        list(Level).index(entry.level),
        -len(entry.evidence),
        entry.requirement,
    )


def _within(follows: Mapping[str, str], groups: Sequence[Sequence[Entry]]) -> dict[str, str]:
    """Without those explained by what is itself part of a wider fault: a total that is wrong everywhere."""
    roots = set()
    for group in groups:
        for root in {entry.requirement for entry in group} & set(follows.values()):
            others = (entry for entry in group if not about_parameter(entry))
            if all(follows.get(entry.requirement) == root for entry in others):
                roots.add(root)
    return {name: root for name, root in follows.items() if root in roots}


def _joined(groups: Sequence[list[Entry]], follows: Mapping[str, str]) -> list[list[Entry]]:
    """A group goes to what explains it, if one requirement explains all of it."""
    home = {entry.requirement: group for group in groups for entry in group}
    joined = {id(group): group for group in groups}
    for group in groups:
        roots = {follows.get(entry.requirement, "") for entry in group}
        goal = home.get(roots.pop()) if len(roots) == 1 else None
        if goal is not None and goal is not group and id(goal) in joined:
            goal.extend(joined.pop(id(group)))
    return list(joined.values())


def _groups(
    entries: Sequence[Entry], keys_of: Callable[[Entry], Iterator[type_of_key]] | None = None
) -> list[list[Entry]]:
    """Entries that share a key, directly or through a third, stay together."""
    groups: list[tuple[set[type_of_key], list[Entry]]] = []
    for entry in entries:
        keys, members = set((keys_of or _keys)(entry)), [entry]
        apart = []
        for other_keys, others in groups:
            if keys & other_keys:
                keys, members = keys | other_keys, [*others, *members]
            else:
                apart.append((other_keys, others))
        groups = [*apart, (keys, members)]
    return [members for _, members in groups]


def _keys(entry: Entry) -> Iterator[type_of_key]:
    """What an entry could have in common with another; only like statuses have a cause in common."""
    if not entry.evidence:
        yield ("same-reason", entry.status, _kind_of(entry.reason_key))
    for one in entry.evidence:
        yield from _keys_of(one)


def _refused(entry: Entry) -> Iterator[type_of_key]:
    """Lists that show nothing answer whatever is asked in the same way."""
    yield from _keys(entry)
    for one in entry.evidence:
        if one.trace and one.trace.status >= _REFUSAL:
            yield ("refused", str(one.trace.status), _path(one.trace.url))


def _keys_of(one: Evidence) -> Iterator[type_of_key]:
    if one.cause:
        yield ("named", one.cause)
    elif one.trace and one.trace.fault:
        yield ("no-answer", _kind_of(one.trace.fault))
    elif one.trace and one.trace.status >= _SERVERS_FAULT:
        yield ("server-error", str(one.trace.status), _path(one.trace.url))
    else:
        yield from _differences(one)


def _differences(one: Evidence) -> Iterator[type_of_key]:
    pointer = _NUMBER.sub("#", one.pointer)
    expected, found = one.differs
    if one.pointer and one.trace:
        yield ("same-place", str(one.trace.number), one.pointer)
    steps = _steps(expected, found)
    if steps and pointer:
        yield ("off-by", pointer, str(steps))
    if _kind_of(found) not in {"", "#"}:
        yield ("same-difference", pointer, _kind_of(expected), _kind_of(found))


def _steps(expected: str, found: str) -> int:
    """By how much a number is too high; 0 if these are no numbers."""
    wanted, had = _NUMBER.search(expected), _NUMBER.fullmatch(found)
    return int(had[0][:15]) - int(wanted[0][:15]) if wanted and had else 0


def _kind_of(text: str) -> str:
    """What is said, without the numbers, ids and collections that it is said of."""
    return _NAMES.sub("#", _COLLECTIONS.sub("*", text))


def _path(url: str) -> str:
    return _kind_of(url.partition("?")[0])
