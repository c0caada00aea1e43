"""A server error or a missing answer is asked for once more before it is called a fault.

What does not come again is a warning that shows what came; three such in one run are a fault: the server
answers, but not every time.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Level, Status, Unjudged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Result
    from wegweiser_conformance.target import Target

INTERMITTENT = 3
_MOST_ASKED = 3
_READ = frozenset({"GET", "HEAD", "OPTIONS"})


def confirmed(target: Target, result: Result, again: Callable[[], Result] | None) -> Result:
    """The result, unless it rests on failures alone that do not return; `again` runs its check afresh."""
    failures = _failures(result)
    if not failures or len(failures) < len(result.evidence):
        return result
    if again is None:
        return result if any(_fails_again(target, one) for one in failures[:_MOST_ASKED]) else _once(result)
    second = again()
    if second.status is Status.ERROR or second.evidence:
        return second if second.evidence else result
    return _once(result)


def intermittent(results: Sequence[Result]) -> list[Result]:
    """What came only once is a fault after all where it came often enough."""
    if sum(result.unsteady for result in results) < INTERMITTENT:
        return list(results)
    return [
        _failed(result) if result.unsteady and result.level is Level.MUST else result for result in results
    ]


def _failures(result: Result) -> list[Exchange]:
    """The answers of the findings that are server errors or none at all."""
    answers = [finding.answer for finding in result.evidence if finding.answer is not None]
    return [one for one in answers if (one.status == 0 or one.status >= 500) and one.method in _READ]


def _fails_again(target: Target, answer: Exchange) -> bool:
    try:
        fresh = target.client.ask(
            answer.url,
            method=answer.method,
            headers=dict(answer.sent),
            auth=bool(answer.credential),
            fresh=True,
        )
    except Unjudged:
        return True
    return fresh.status == 0 or fresh.status >= 500


def _once(result: Result) -> Result:
    reason = f"came once and did not return: {result.reason}"
    return replace(result, status=Status.WARNING, reason=reason, unsteady=True)


def _failed(result: Result) -> Result:
    return replace(result, status=Status.FAILED, reason=f"intermittent: {result.reason}")
