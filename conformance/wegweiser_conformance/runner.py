"""Runs the checks against one target and yields what became of each requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import schema_driven
from wegweiser_conformance.judging import exempt, judge
from wegweiser_conformance.turns import Turn, order, turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from wegweiser_conformance.model import Check, Result
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Requirement


def run(
    checks: Iterable[Check],
    requirements: Mapping[str, Requirement],
    target: Target,
    starting: Callable[[Requirement], None] = lambda _: None,
) -> Iterator[Result]:
    """What asks comes before what only looks at the answers, in the order of `turns`.

    Requirements that need no check here (class not claimed, not testable) yield a result as well; the others
    without a check are left out: `pending` names them.
    """
    by_id = {check.requirement_id: check for check in checks}
    for requirement in sorted(requirements.values(), key=order):
        if turn(requirement) >= Turn.CREDENTIALS:
            schema_driven.ask(target, by_id)
        check = by_id.get(requirement.id)
        starting(requirement)
        result = judge(check, requirement, target) if check else exempt(requirement, target)
        if result is not None:
            yield result


def pending(
    checks: Iterable[Check], requirements: Mapping[str, Requirement], results: Iterable[Result]
) -> tuple[str, ...]:
    """Requirements that this version of the suite does not judge yet, and that hold for the target."""
    done = {check.requirement_id for check in checks} | {result.requirement.id for result in results}
    return tuple(sorted(set(requirements) - done))
