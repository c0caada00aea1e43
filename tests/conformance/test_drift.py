"""Data that change while they are judged excuse a finding; a version that never rests excuses nothing."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain, count, repeat
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_conformance import drift
from wegweiser_conformance.judging import judge
from wegweiser_conformance.model import Check, Status, Violation
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

    def afresh(self) -> Stub:
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


def test_a_version_that_never_rests_excuses_nothing() -> None:
    """Otherwise whoever writes another one each time could not be convicted."""
    assert judged(Stub("a", count()), [True]) == (Status.FAILED, 1)
