"""A *scope*: a window whose records the suite holds all of, and a list that is asked inside it.

Courses are found through their sessions: the scope of `/courses` is the window of `/course-sessions`, for
"a course hits if one of its sessions meets all filters", those of the window and those asked beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

from wegweiser_conformance import expect, labels, reading, sightings, windows
from wegweiser_conformance.model import NotApplicable, NotTested, Unjudged
from wegweiser_conformance.windows import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wegweiser_conformance.address import type_of_params
    from wegweiser_conformance.columns import Columns, type_of_places
    from wegweiser_conformance.reading import Walk
    from wegweiser_conformance.target import Target

    type_of_test = Callable[[Mapping[str, Any]], bool]

SESSIONS, COURSES = "course-sessions", "courses"
_ENDS = 2
_TRUSTED_FROM = 3
_RECENT = 20


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter as asked: the parameter, how it compares what, and the values."""

    name: str
    match: str
    path: str
    values: tuple[str, ...]

    @property
    def params(self) -> dict[str, Any]:
        return {self.name: list(self.values) if len(self.values) > 1 else self.values[0]}

    def met_in(self, columns: Columns) -> type_of_places:
        """The records that must be found."""
        return columns.met(self.match, self.path, self.values)

    def may_be_met_in(self, columns: Columns) -> type_of_places:
        """The records that may be found."""
        return columns.met_in_any_case(self.path, self.values) if self.folds else self.met_in(columns)

    def met_by(self, record: Mapping[str, Any]) -> bool:
        return expect.holds(self.match, self.path, record, self.values)

    @property
    def folds(self) -> bool:
        """Whether a record may be found that does not meet it to the letter."""
        return self.match == "member"

    def may_be_met_by(self, record: Mapping[str, Any]) -> bool:
        """Language tags compare without case: whether a server folds them is left free."""
        if not self.folds:
            return self.met_by(record)
        asked = {value.lower() for value in self.values}
        return any(str(value).lower() in asked for value in expect.values(record, self.path))

    def __str__(self) -> str:
        return "&".join(f"{self.name}={value}" for value in self.values)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an answer must hold, and what it may hold besides."""

    required: frozenset[str]
    allowed: frozenset[str]

    def fault(self, found: Iterable[str]) -> str:
        """In words what is missing or too many; empty if nothing is."""
        had = frozenset(found)
        return expect.difference(self.required, had - (self.allowed - self.required))


@dataclass(frozen=True, slots=True)
class Scope:
    """The list of `collection` asked with the parameters of `window`."""

    collection: str
    window: Window

    @property
    def params(self) -> Mapping[str, Any]:
        return self.window.params

    @property
    def records(self) -> tuple[dict[str, Any], ...]:
        """The records that decide: in a scope of courses these are sessions."""
        return self.window.records

    @property
    def whole(self) -> bool:
        return self.window.whole

    def encloses(self, asked: Mapping[str, list[str]]) -> bool:
        """Whether a request with these parameters stays inside the window: nothing beyond it decides then."""
        own = {name: value if isinstance(value, list) else [value] for name, value in self.params.items()}
        return all(asked.get(name) == [str(one) for one in value] for name, value in own.items())

    @property
    def listed(self) -> frozenset[str]:
        """The ids that the scope's list holds; of courses only those that have a session in the window."""
        return self.columns.named(self.owner, self.columns.every)

    @property
    def columns(self) -> Columns:
        return self.window.columns

    @property
    def owner(self) -> str:
        """The property that names what is listed: the own id, or that of a session's course."""
        return "courseId" if self.window.collection != self.collection else "id"

    @property
    def name(self) -> tuple[object, ...]:
        """What tells this scope from others, to keep things by."""
        return self.collection, self.window.collection, *map(str, sorted(self.params.items()))

    def owners(self, records: Iterable[Mapping[str, Any]]) -> frozenset[str]:
        name = self.owner
        return frozenset(record[name] for record in records if isinstance(record.get(name), str))

    def forecast(self, required: type_of_test, allowed: type_of_test | None = None) -> Forecast:
        sure = self.owners(record for record in self.records if required(record))
        return Forecast(sure, sure | self.owners(filter(allowed, self.records)) if allowed else sure)

    def meeting(self, *conditions: Condition) -> Forecast:
        """What a request with all these filters must find."""
        sure = possible = self.columns.every
        for one in conditions:
            sure &= one.met_in(self.columns)
            possible &= one.may_be_met_in(self.columns)
        required = self.columns.named(self.owner, sure)
        return Forecast(required, required | self.columns.named(self.owner, possible))

    def query(self, target: Target, params: type_of_params) -> dict[str, Any]:
        """The parameters of a request inside the scope, always in one order: equal ones are sent once."""
        query = {"limit": target.max_limit, **self.params, **params}
        query["limit"] = min(query["limit"], target.max_limit)
        return query | (_in_turn(target, query) if params else {})

    def held_still(self, target: Target) -> bool:
        """Whether the window, read afresh, has the very same records: else the data changed.

        Where that was so several times, the `dataVersion` of the newest list speaks for it.
        """
        walk, looks = self.window.walk, target.once(("looks", *self.name), _Looks)
        if looks.still >= _TRUSTED_FROM and _version_stands(target, walk):
            return True
        still = _ends_alike(target, walk) or _alike(target, walk)
        looks.still += still
        return still


@dataclass(slots=True)
class _Looks:
    """How often a window was found unchanged."""

    still: int = 0


def _version_stands(target: Target, walk: Walk) -> bool:
    newest = sightings.pages(target, target.client.traffic[: -_RECENT - 1 : -1])
    latest = next((page for page in newest if page.collection == walk.collection), None)
    known = walk.first.data_version
    return latest is not None and known is not None and not walk.changed and latest.data_version == known


def _alike(target: Target, walk: Walk) -> bool:
    first = target.list_at(walk.collection, walk.first.answer.url, fresh=True)
    again = reading.walk(first, walk.params, lambda url: target.ask_url(url, fresh=True), len(walk.records))
    return again.records == walk.records and again.complete == walk.complete


def _ends_alike(target: Target, walk: Walk) -> bool:
    """Both ends are as they were, and of the same `dataVersion`: equal values mean the same data."""
    if len(walk.pages) <= _ENDS or walk.changed or walk.first.data_version is None:
        return False
    for page in (walk.first, walk.last):
        again = target.list_at(walk.collection, page.answer.url, fresh=True)
        if (again.data_version, again.total, again.items) != (page.data_version, page.total, page.items):
            return False
    return True


def _in_turn(target: Target, query: Mapping[str, Any]) -> dict[str, str]:
    """Hits, order and totals are the same in every language: half of the requests ask for another one.

    Which ones depends on nothing but the request, so that equal ones stay equal.
    """
    known = labels.languages(target)
    if "languages" not in target.classes or "lang" in query or len(known) < 2:
        return {}
    chance = crc32(repr(sorted(query.items())).encode())
    return {"lang": known[1 + chance // 2 % (len(known) - 1)]} if chance % 2 else {}


def own_scope(target: Target, collection: str) -> Scope:
    """A scope whose records are those of the list itself: for what courses say of themselves."""
    scope = Scope(collection, target.window(collection))
    if not scope.listed:
        raise NotTested(f"no record of {collection} has an id")
    return scope


def _without_owners(scope: Scope) -> Unjudged:
    """Where all sessions were read, no course can be found by any of them."""
    told = f"no record of {scope.window.collection} belongs to one of {scope.collection}"
    return NotApplicable(told) if scope.whole else NotTested(told)


def everything(target: Target, collection: str) -> Scope | None:
    """All records as a scope, if they could be read to their end."""
    whole = own_list(target, SESSIONS if collection == COURSES else collection)
    return None if whole is None else Scope(collection, whole.window)


def own_list(target: Target, collection: str) -> Scope | None:
    """The whole list as a scope of its own records, if it could be read to its end.

    Where changing data call for small windows, it is not read.
    """
    if target.largest < windows.LARGEST:
        return None
    walk = target.walk(collection)
    whole = walk.complete and not walk.changed and walk.last.page.get("end") is None
    return Scope(collection, Window(collection, {}, walk)) if whole else None


def widest(target: Target, collection: str) -> Scope:
    """All records as a scope, if they could be read to their end, else the usual one."""
    return everything(target, collection) or scope_of(target, collection)


def scope_of(target: Target, collection: str, parameter: str = "") -> Scope:
    """A scope in which the parameter can be asked."""
    read = SESSIONS if collection == COURSES else collection
    if parameter and not _asked_in_the_window(target, read, parameter):
        whole = everything(target, collection)
        if whole is not None:
            return whole
    scope = Scope(collection, target.window(read, parameter))
    if not scope.listed:
        raise _without_owners(scope)
    return scope


def _asked_in_the_window(target: Target, collection: str, parameter: str) -> bool:
    window = target.window(collection)
    return target.once(("serves", collection, parameter), lambda: windows.serves(target, window, parameter))
