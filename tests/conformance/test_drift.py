"""Data that change while they are judged excuse a finding; a version that never rests excuses nothing."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain, count, repeat
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_conformance import drift
from wegweiser_conformance.judging import judge
from wegweiser_conformance.model import Check, Drifted, NotTested, Status, Violation
from wegweiser_conformance.pace import BudgetSpent
from wegweiser_conformance.reading import ListPage, Walk
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REQUIREMENT = load_contract().requirements["paging/order-repeats"]


class Stub:
    """A target whose list has one version after the other, as it is asked."""

    collections = ("jobs",)
    classes = frozenset({"core", "jobs", "query"})

    def __init__(self, first: str, versions: Iterable[object]) -> None:
        body = {"page": {"dataVersion": first}}
        self.traffic = [SimpleNamespace(url="/jobs", status=200, object=body)]
        self.client = self
        self._versions = iter(versions)
        self.narrowed = 0

    def afresh(self, times: int = 0) -> Stub:
        self.narrowed = max(self.narrowed, times)
        return self

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        yield

    def operation_of(self, _: object) -> object:
        return SimpleNamespace(collection="jobs")

    def once(self, _: object, make: Any) -> Any:
        return make()

    def list_page(self, _: str, **__: object) -> object:
        return SimpleNamespace(answer=SimpleNamespace(url="/jobs?limit=1"))

    def list_at(self, _: str, __: str, *, fresh: bool) -> object:
        assert fresh
        return SimpleNamespace(data_version=str(next(self._versions)))


def judged(stub: Any, findings: Iterable[bool]) -> tuple[Status, int]:
    """What becomes of a check that finds something, or not, each time it runs; and how often it ran."""
    runs, outcomes = count(), iter(findings)

    def run(_: object, seen: Any) -> Iterator[Violation]:
        next(runs)
        seen.judged()
        if next(outcomes):
            yield Violation("one", "another")

    return judge(Check(REQUIREMENT.id, run), REQUIREMENT, stub).status, next(runs)


@pytest.mark.parametrize(
    ("versions", "changed"),
    [(repeat("a"), []), (repeat("b"), ["jobs"]), (count(), []), (chain("bc", repeat("d")), ["jobs"])],
    ids=["the same", "another one", "another one each time", "several"],
)
def test_only_a_version_that_can_rest_proves_a_change(versions: Iterable[object], changed: list[str]) -> None:
    """It is another one than at first, and two answers in a row can have the same."""
    stub: Any = Stub("a", versions)
    assert drift.between(stub, drift.first_read(stub), drift.now(stub)) == changed


def test_without_a_change_a_finding_stands() -> None:
    """And the check runs once."""
    assert judged(Stub("a", repeat("a")), [True]) == (Status.FAILED, 1)


def test_what_is_found_again_while_nothing_changes_stands() -> None:
    """The data changed before, but not while the check ran again."""
    assert judged(Stub("a", repeat("b")), [True, True]) == (Status.FAILED, 2)


def test_what_is_not_found_again_is_forgiven() -> None:
    """It came from data that changed."""
    assert judged(Stub("a", repeat("b")), [True, False]) == (Status.PASSED, 2)


def test_data_that_never_rest_cannot_be_judged() -> None:
    """After three times more, the requirement is not tested."""
    restless = chain.from_iterable([one, one, one, one] for one in count())
    assert judged(Stub("a", restless), repeat(True)) == (Status.NOT_TESTED, 4)


def test_each_time_it_is_looked_for_in_smaller_windows() -> None:
    """What takes fewer requests has a better chance to come between two changes."""
    restless = chain.from_iterable([one, one, one, one] for one in count())
    stub = Stub("a", restless)
    judged(stub, repeat(True))
    assert stub.narrowed == drift.TIMES


def test_a_version_that_never_rests_excuses_nothing() -> None:
    """Otherwise whoever writes another one each time could not be convicted."""
    assert judged(Stub("a", count()), [True]) == (Status.FAILED, 1)


class Unversioned(Stub):
    """A target whose list states no version; it holds one set of records after the other."""

    def __init__(self, held: Iterable[str], total: int | None = None) -> None:
        super().__init__("", repeat(""))
        self.traffic = []
        self._held = iter(held)
        self._total = total
        self._first = self._walk()

    def _walk(self) -> Walk:
        ids = next(self._held)
        items = tuple({"id": one, "updatedAt": "2026-11-22T12:00:00Z"} for one in ids)
        total = len(ids) if self._total is None else self._total
        answer: Any = SimpleNamespace(url="/jobs")
        page = ListPage("jobs", answer, items, {"total": total, "totalRelation": "exact"})
        return Walk("jobs", {}, (page,))

    def walked(self, _: str) -> Walk:
        return self._first

    def list_at(self, _: str, url: str, *, fresh: bool) -> Any:
        """A look asks for one record and sees no version; the list itself is read as it is then."""
        assert fresh
        return SimpleNamespace(data_version=None) if url.endswith("limit=1") else self._walk().first


@pytest.mark.parametrize(
    ("held", "changed"),
    [
        (["ab", "ab"], []),
        (["ab", "ba"], []),
        (["ab", "abc", "abc"], ["jobs"]),
        (["ab", "abc", "abcd"], ["jobs"]),
        (["ab", "a", "ab"], []),
    ],
    ids=["the same", "another order", "one more", "more and more", "now so, now so"],
)
def test_without_a_version_the_list_itself_tells(held: list[str], changed: list[str]) -> None:
    """Other records that stay are a change; another order is none, nor is what comes and goes."""
    stub: Any = Unversioned(held)
    assert drift.between(stub, drift.first_read(stub), drift.now(stub)) == changed


def test_a_list_that_does_not_add_up_proves_nothing() -> None:
    """A wrong order brings other records on each walk: its total stays the same."""
    stub: Any = Unversioned(["aab", "abb", "acc"], total=3)
    assert drift.between(stub, drift.first_read(stub), drift.now(stub)) == []


def judged_after(stub: Any, outcomes: Iterable[Exception | None]) -> tuple[Status, int]:
    """What becomes of a check that ends like this each time it runs; and how often it ran."""
    runs, endings = count(), iter(outcomes)

    def run(_: object, seen: Any) -> None:
        next(runs)
        if ending := next(endings):
            raise ending
        seen.judged()

    return judge(Check(REQUIREMENT.id, run), REQUIREMENT, stub).status, next(runs)


def test_what_changing_data_kept_from_judging_is_judged_again() -> None:
    """In a smaller window, which holds still for as long as that takes."""
    stub = Stub("a", repeat("b"))
    assert judged_after(stub, [Drifted("jobs"), Drifted("jobs"), None]) == (Status.PASSED, 3)
    assert stub.narrowed == 2
    assert judged_after(Stub("a", repeat("b")), repeat(Drifted("jobs"))) == (Status.NOT_TESTED, 4)


def test_other_obstacles_are_not_tried_again() -> None:
    """What was in the way still is."""
    assert judged_after(Stub("a", repeat("b")), [NotTested("the gateway refuses")]) == (Status.NOT_TESTED, 1)


class Spent(Stub):
    """No request is left; the last answer was of another version than the first."""

    def __init__(self, *versions: str) -> None:
        super().__init__(versions[0], ())
        self.traffic = [
            SimpleNamespace(url="/jobs", status=200, object={"page": {"dataVersion": one}})
            for one in versions
        ]

    def list_at(self, _: str, __: str, *, fresh: bool) -> object:
        raise BudgetSpent(f"no request is left, fresh={fresh}")


def test_without_a_request_left_what_was_seen_last_tells() -> None:
    """Data that changed excuse a finding that cannot be asked for again; else it stands."""
    broken: list[Any] = [Violation("one", "another")]
    assert judged_after(Spent("a", "b"), [*broken, BudgetSpent("none left")]) == (Status.NOT_TESTED, 2)
    assert judged_after(Spent("a", "a"), broken) == (Status.FAILED, 1)
