"""That the description is there, in its form, and claims what can be claimed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.checks.service_description.group import GROUP
from wegweiser_conformance.checks.service_description.reading import claimed_by, described
from wegweiser_conformance.comparing import shape
from wegweiser_conformance.likeness import essence
from wegweiser_conformance.model import Violation
from wegweiser_conformance.schema_faults import schema_faults
from wegweiser_contract import check_claim, releases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check
_CHANGING = frozenset({"total", "updatedAt"})


@check("service-description/answers-at-base-path")
def answers_at_base_path(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in (
        target.description_answer,
        target.ask(target.description_path, headers={"Accept-Language": "en"}),
    ):
        seen.judged()
        yield from _no_description(answer)


def _no_description(answer: Exchange) -> Iterator[Violation]:
    if answer.status != 200 or not answer.object:
        kind = "" if answer.object else f", {'no JSON object' if answer.readable else 'no readable JSON'}"
        yield Violation("200 and a JSON object", answer.outcome + kind, answer)


@check("service-description/with-and-without-slash")
def with_and_without_slash(target: Target, seen: Seen) -> Iterator[Violation]:
    with_slash = target.ask("/")
    without = target.ask("", auth=False)
    for answer in (with_slash, without):
        seen.judged()
        if answer.status != 200 or not answer.object:
            yield Violation("200 and the service description", answer.outcome, answer)
            return
    one, other = (_lasting(essence(answer)) for answer in (with_slash, without))
    if one != other:
        yield Violation(f"the description of answer #{with_slash.number}", "another one", without)


@check("service-description/matches-schema")
def matches_schema(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    seen.judged()
    for fault in schema_faults(claimed_by(target), "ServiceDescription", answer.object):
        yield Violation(fault.wanted, fault.found, answer, fault.pointer)


@check("service-description/contract-version-known")
def contract_version_known(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    version = answer.object.get("contractVersion")
    seen.judged()
    if version not in releases():
        known = " or ".join(releases())
        yield Violation(
            known, "nothing" if version is None else repr(version)[:60], answer, "/contractVersion"
        )


@check("service-description/valid-claim")
def valid_claim(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    claim = answer.object.get("conformsTo")
    seen.judged()
    if not isinstance(claim, list) or not all(isinstance(one, str) for one in claim):
        yield Violation("an array of classes", shape(answer.object, "conformsTo"), answer, "/conformsTo")
        return
    for fault in check_claim(claim, target.contract):
        yield Violation("a valid claim", fault, answer, "/conformsTo")
    for name, count in Counter(claim).items():
        if count > 1:
            yield Violation("every class once", f"{name} {count} times", answer, "/conformsTo")


def _lasting(value: Any) -> Any:
    """A description without what changes with the data: caches may hold the two addresses apart."""
    if isinstance(value, list):
        return [_lasting(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: _lasting(one) for name, one in value.items() if name not in _CHANGING}
