"""Failures that come once: asked for again before anybody is blamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conformance.judged import one_result, requirement, target
from tests.conformance.tiny import Tiny, raw

from wegweiser_conformance.model import NotTested, Result, Status, Violation
from wegweiser_conformance.steadiness import INTERMITTENT, intermittent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.target import Target


def failing(times: int) -> Callable[[], httpx.Response]:
    """Answers 500 so often, and then an empty object."""
    left = [times]

    def answer() -> httpx.Response:
        left[0] -= 1
        return raw(b"{}", 500 if left[0] >= 0 else 200, {"Content-Type": "application/json"})

    return answer


def asks(target: Target, seen: Seen) -> Iterator[Finding]:
    answer = target.ask("/odd")
    seen.judged()
    if answer.status != 200:
        yield Violation("200", answer.outcome, answer)


@pytest.mark.parametrize(("times", "status"), [(1, Status.WARNING), (2, Status.FAILED)])
def test_a_server_error_counts_if_it_comes_again(times: int, status: Status) -> None:
    """Once is a warning that shows the answer; twice is a failure."""
    result = one_result(asks, requirement(), Tiny(overrides={"/odd": failing(times)}))
    assert result.status is status
    assert result.evidence[0].actual.startswith("500")


def test_a_passive_rule_asks_the_failed_answer_again() -> None:
    """Its own check would only read the old traffic once more."""
    tiny = Tiny(overrides={"/odd": failing(1)})

    def sees(target: Target, seen: Seen) -> Iterator[Finding]:
        yield from asks(target, seen)

    result = one_result(sees, requirement(judged="passive"), tiny)
    assert (result.status, result.unsteady) == (Status.WARNING, True)


def test_other_faults_are_not_asked_for_again() -> None:
    """A wrong answer is wrong; only failures are given a second chance."""
    tiny = Tiny(overrides={"/odd": lambda: raw(b"{}", 404)})
    assert one_result(asks, requirement(), tiny).status is Status.FAILED
    assert sum(request.url.path.endswith("/odd") for request in tiny.asked) == 1


def test_what_fails_often_though_never_twice_is_intermittent() -> None:
    """Two of them warn, three are a failure of every MUST among them."""
    once = Result(requirement(), Status.WARNING, "came once", unsteady=True)
    should = Result(requirement("SHOULD"), Status.WARNING, "came once", unsteady=True)
    assert [one.status for one in intermittent([once] * (INTERMITTENT - 1))] == [Status.WARNING] * 2
    found = intermittent([once, once, should])
    assert [one.status for one in found] == [Status.FAILED, Status.FAILED, Status.WARNING]
    assert found[0].reason.startswith("intermittent: ")


def test_a_check_that_cannot_judge_again_leaves_the_first_finding_a_warning() -> None:
    """Nothing came back that could be held against the server."""
    told = iter([True, False])

    def hesitant(target: Target, seen: Seen) -> Iterator[Finding]:
        answer = target.ask("/odd")
        if not next(told):
            raise NotTested("out of breath")
        yield Violation("200", answer.outcome, answer)

    tiny = Tiny(overrides={"/odd": failing(1)})
    assert one_result(hesitant, requirement(), tiny).status is Status.WARNING


def test_a_target_made_afresh_knows_nothing_yet() -> None:
    """It asks again for what the first one holds."""
    first = target(Tiny())
    first.list_page("jobs")
    before = len(first.client.traffic)
    with first.client.forgetting():
        first.afresh().list_page("jobs")
    assert len(first.client.traffic) == before + 1
