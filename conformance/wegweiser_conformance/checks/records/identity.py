"""What makes a record this record: its id, its number at the source, and the same offer elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, observed, sightings
from wegweiser_conformance.checks import over_time
from wegweiser_conformance.checks.records.group import GROUP
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.passive import Fault, judge
from wegweiser_conformance.schemas import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check
check("records/id-stable")(over_time.ids_stable)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,63}")


@check("records/id-form")
def id_form(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        found = record.value.get("id")
        fits = isinstance(found, str) and _ID.fullmatch(found)
        yield (
            None
            if fits
            else Fault("1 to 64 of A-Z a-z 0-9 . _ ~ -, the first a letter or digit", kind_of(found), "/id")
        )

    yield from judge(target, seen, rule, nothing="no record")


@check("records/id-unique")
def id_unique(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _unlike_in_one_list(target)
    first: dict[tuple[str, str], Observed] = {}
    told: set[tuple[str, str]] = set()
    for record in observed.records(target):
        key = (record.collection, str(record.value.get("id")))
        earlier = first.setdefault(key, record)
        seen.judged(record.times, where=record.collection)
        if _number(earlier.value) != _number(record.value) and key not in told:
            told.add(key)
            yield Violation(
                f"another id than the record of answer #{earlier.answer.number}, which has another number",
                f"the id {key[1]} on both",
                record.answer,
                observed.pointed(record, "/id"),
            )


def _unlike_in_one_list(target: Target) -> Iterator[Violation]:
    """In one answer two entries of one id must at least be the same record."""
    for page in sightings.pages(target):
        held: dict[str, Any] = {}
        for place, record in enumerate(page.items):
            id_ = str(record.get("id"))
            if held.setdefault(id_, record) != record:
                yield Violation("different ids", f"{id_} twice", page.answer, f"/items/{place}/id")


@check("records/one-record-per-source-number")
def one_record_per_source_number(target: Target, seen: Seen) -> Iterator[Violation]:
    first: dict[Any, Observed] = {}
    told: set[Any] = set()
    for record in observed.records(target):
        number, id_ = _number(record.value), str(record.value.get("id"))
        key = (record.collection, number)
        earlier = first.setdefault(key, record)
        seen.judged(record.times, where=record.collection)
        if earlier.value.get("id") != record.value.get("id") and (key, id_) not in told:
            told.add((key, id_))
            yield Violation(
                f"one record of this number, {earlier.value.get('id')}",
                f"{id_} with the same sourceId and sourceRecordId",
                record.answer,
                observed.pointed(record, "/sourceRecordId"),
            )


def _number(record: dict[str, Any]) -> tuple[str, str]:
    return str(record.get("sourceId")), str(record.get("sourceRecordId"))


@check("records/source-known")
def source_known(target: Target, seen: Seen) -> Iterator[Finding]:
    sources = target.description.get("sources")
    if not isinstance(sources, list):
        raise NotTested("the description has no list of sources")
    known = expect.values(target.description, "sources[].id")

    def rule(record: Observed) -> Iterator[Fault | None]:
        found = record.value.get("sourceId")
        count = known.count(found)
        actual = f"{kind_of(found)}, in {count} of them"
        yield (
            None
            if count == 1
            else Fault("the id of exactly one of the description's sources", actual, "/sourceId")
        )

    yield from judge(target, seen, rule, nothing="no record")


@check("records/same-as")
def same_as(target: Target, seen: Seen) -> Iterator[Finding]:
    yield from judge(target, seen, _same_as, nothing="no record with sameAs")


def _same_as(record: Observed) -> Iterator[Fault | None]:
    others = record.value.get("sameAs")
    for place, other in enumerate(others if isinstance(others, list) else []):
        if isinstance(other, dict):
            itself = _number(other) == _number(record.value)
            wanted = "the number of the offer at another source"
            yield Fault(wanted, "the record's own", f"/sameAs/{place}") if itself else None
