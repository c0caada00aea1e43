"""A small fixed sample of the derived mutants is convicted; `make matrix` runs them all."""

from __future__ import annotations

from typing import Any

import pytest
from tests.matrix.innocent import NOT_STATED
from tests.matrix.properties import RECORDS, leaves
from tests.matrix.reach import UNCHANGED
from tests.matrix.running import client_of, every_mutant, outcome

from wegweiser_conformance import contact
from wegweiser_contract import load_contract

# Of every family and way to be wrong one that shows itself early: a sample for speed, not for the rate.
SAMPLE = (
    "headers/Cache-Control:wrong-on-304",
    "headers/Content-Language:wrong-in-english",
    "headers/Vary:dropped-on-items",
    "operations/getCourse:no-content-on-head",
    "operations/listCodeLists:missing-in-english",
    "operations/list-jobs:page-border-lost",
    "parameters/courses?radiusKm:ignored-beside-others",
    "parameters/course-sessions?childcare:ignored-beside-others",
    "parameters/jobs?startTo:off-by-one",
    "parameters/offices?ags:ignored-beside-others",
    "parameters/offices?language:first-value-only",
    "properties/description/conformsTo:changed-in-a-tenth-of-answers",
    "properties/jobs/requiredLanguages[].lang:changed-in-english",
    "properties/course-sessions/schedule.text.value:dropped-in-items",
    "properties/page/total:changed-in-a-tenth-of-answers",
)


@pytest.mark.parametrize("name", SAMPLE)
def test_a_derived_mutant_is_convicted(name: str) -> None:
    """Some requirement is found broken, whichever it is."""
    assert outcome(every_mutant()[name]).killer


def test_the_data_show_every_property_of_a_record() -> None:
    """What no record shows, no mutant of it can be seen by; the distance stands beside a centre only."""
    contract = load_contract()
    client = client_of(UNCHANGED)
    try:
        target = contact.meet(client)
        for collection, schema in RECORDS.items():
            records = target.walk(collection).records
            paths = {path for path, _, _ in leaves(contract, contract.schema(schema))} - {"distanceKm"}
            assert [path for path in sorted(paths) if not any(shows(one, path) for one in records)] == []
    finally:
        client.close()


def test_what_the_description_does_not_state_cannot_be_wrong_there() -> None:
    """Those mutants are the honest server itself."""
    contract = load_contract()
    client = client_of(UNCHANGED)
    try:
        described = contact.meet(client).description
    finally:
        client.close()
    paths = {path for path, _, _ in leaves(contract, contract.schema("ServiceDescription"))}
    absent = {path for path in paths if not shows(described, path)}
    assert {path for path in paths if path.startswith(NOT_STATED)} == absent


def shows(held: Any, path: str) -> bool:
    step, _, rest = path.partition(".")
    inner = held.get(step.removesuffix("[]")) if isinstance(held, dict) else None
    if inner is None or not rest:
        return inner is not None
    return any(shows(one, rest) for one in (inner if isinstance(inner, list) else [inner]))


def test_every_family_is_in_the_sample() -> None:
    """Parameters, properties, headers, operations."""
    assert {one.family for one in every_mutant().values()} == {name.partition("/")[0] for name in SAMPLE}


def test_what_breaks_no_requirement_has_a_reason() -> None:
    """Each is a sentence, and there are few of them for many mutants."""
    reasons = [one.equivalent for one in every_mutant().values() if one.equivalent]
    assert len(set(reasons)) * 3 < len(reasons) < len(every_mutant()) / 10


def test_no_mutant_of_the_sample_is_an_innocent_one() -> None:
    """What is convicted is wrong."""
    assert [name for name in SAMPLE if every_mutant()[name].equivalent] == []
