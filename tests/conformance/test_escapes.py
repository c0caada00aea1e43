"""What keeps rules from being judged is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.judged import target
from tests.conformance.tiny import Tiny

from wegweiser_conformance.escapes import escapes

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    Spoil = Callable[[dict[str, Any], httpx.QueryParams], Any]


def told(spoil: Spoil | None = None, **options: Any) -> list[str]:
    tiny = Tiny(spoil=spoil, **options) if spoil else Tiny(**options)
    found = target(tiny)
    found.walk("jobs", {"limit": 5})
    return escapes(found)


def test_an_honest_server_escapes_nothing() -> None:
    """Exact totals, one state of the data, records."""
    assert told() == []


def test_another_version_at_every_answer_is_told() -> None:
    """It would excuse every difference."""
    count = iter(range(1000))
    found = told(lambda body, params: body["page"].update(dataVersion=str(next(count))))
    assert len(found) == 1
    assert "another dataVersion in each of 6 answers" in found[0]


def test_a_lower_bound_everywhere_is_told() -> None:
    """It can hardly be wrong."""
    found = told(lambda body, params: body["page"].update(totalRelation="at-least"))
    assert found == ["jobs: totals are `at-least` in all of 6 answers, so none can be proved wrong"]


@pytest.mark.parametrize("count", [0])
def test_a_claim_over_an_empty_list_is_told(count: int) -> None:
    """Nothing in it can be broken."""
    assert told(count=count) == ["jobs is claimed, but its list is empty: nothing in it could be judged"]
