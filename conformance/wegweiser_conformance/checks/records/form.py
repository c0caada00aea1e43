"""The form of answers and records: media type, JSON, schema, no null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import fields, observed, schemas
from wegweiser_conformance.checks.records.group import GROUP
from wegweiser_conformance.model import Violation
from wegweiser_conformance.passive import Fault, judge, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check
_JSON = frozenset({"application/json", "application/problem+json"})
_WRITTEN_NOTHING = frozenset({"null", "undefined", "NaN", "k.A.", "k. A."})


@check("records/media-type")
def media_type(target: Target, seen: Seen) -> Iterator[Violation]:
    _ask_code_lists(target)
    for answer in target.traffic:
        if answer.status == 200 and answer.method == "GET" and answer.body and target.operation_of(answer):
            seen.judged()
            if answer.media_type != "application/json":
                yield Violation("application/json", answer.media_type or "no Content-Type", answer)


def _ask_code_lists(target: Target) -> None:
    """The answers that alone would not be among the traffic."""
    for path in ("", *list(target.contract.code_lists)[:1]):
        target.ask(f"/code-lists/{path}".rstrip("/"))


@check("records/well-formed-json")
def well_formed_json(target: Target, seen: Seen) -> Iterator[Violation]:
    _ask_code_lists(target)
    for answer in target.traffic:
        if _promises_json(target, answer):
            seen.judged()
            if answer.json_faults:
                yield Violation("well-formed JSON in UTF-8", "; ".join(answer.json_faults), answer)


def _promises_json(target: Target, answer: Exchange) -> bool:
    if answer.method != "GET" or not answer.status or answer.status in {204, 304}:
        return False
    if answer.media_type in _JSON:
        return True
    return (
        answer.status == 200
        and not answer.media_type.startswith("text/html")
        and bool(answer.body)
        and (target.operation_of(answer) is not None)
    )


@check("records/match-schema")
def match_schema(target: Target, seen: Seen) -> Iterator[Finding]:
    validators = {
        name: schemas.validator(target.projection, fields.component_of(target.projection, name))
        for name in target.collections
    }

    def rule(record: Observed) -> Iterator[Fault | None]:
        faults = [
            Fault(one.expected, one.actual, one.pointer)
            for one in schemas.faults(validators[record.collection], record.value)
        ]
        yield from outcome(faults)

    yield from judge(target, seen, rule, nothing="no record")


@check("records/no-null")
def no_null(target: Target, seen: Seen) -> Iterator[Finding]:
    yield from judge(target, seen, _no_null, nothing="no record")
    for body in observed.bodies(target):
        empty_counts = body.answer.status == 200
        if not empty_counts and body.answer.media_type != "application/problem+json":
            continue
        seen.judged(body.times)
        for pointer, value in body.leaves:
            if value is None or (empty_counts and value == ""):
                yield Violation("the member left out", _shown(value), body.answer, pointer)


def _no_null(record: Observed) -> Iterator[Fault | None]:
    faults = list(_nothings(record))
    yield from outcome(faults)


def _nothings(record: Observed) -> Iterator[Fault]:
    for pointer, value in record.leaves:
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Fault("the member left out", _shown(value), pointer)
        elif isinstance(value, str) and value in _WRITTEN_NOTHING:
            yield Fault("the member left out", f'the text "{value}"', pointer, certain=False)


def _shown(value: Any) -> str:
    return "null" if value is None else "an empty text"
