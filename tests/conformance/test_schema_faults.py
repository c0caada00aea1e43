"""Faults by a schema name the broken rule and the place, and repeat no text."""

from __future__ import annotations

from tests.conformance.judged import results_of
from tests.conformance.tiny import Tiny

from wegweiser_conformance.model import Status
from wegweiser_conformance.schema_faults import schema_faults
from wegweiser_contract import load_contract

PROBLEM = {
    "type": "https://wegweiser.example/problems/not-found",
    "title": "Not found",
    "status": 404,
    "detail": "There is no such record.",
    "code": "not-found",
}


def faults(**changed: object) -> list[tuple[str, str]]:
    body = {name: value for name, value in {**PROBLEM, **changed}.items() if value is not None}
    return [(fault.pointer, fault.wanted) for fault in schema_faults(load_contract(), "Problem", body)]


def test_a_right_value_has_no_fault() -> None:
    """As the contract's own example."""
    assert faults() == []


def test_each_fault_is_told_with_its_place() -> None:
    """Missing, added, of another type, of another form."""
    assert faults(detail=None) == [("", "the required member detail")]
    assert faults(instance="/v1") == [("", "only members that the schema knows")]
    assert faults(status="404") == [("/status", "type integer")]
    assert faults(type="about:blank") == [("/type", r"a text like ^https?://[^\s]+$")]


def test_texts_are_not_repeated() -> None:
    """They could be personal: only their length is told."""
    body = {**PROBLEM, "type": "Erika"}
    assert [fault.found for fault in schema_faults(load_contract(), "Problem", body)] == [
        "text of 5 characters"
    ]


def test_a_projection_demands_what_its_classes_demand() -> None:
    """`limits` must be there in `query`, and must not in `static`."""
    query, static = (load_contract().project(["core", "jobs", way]) for way in ("query", "static"))
    limits = {"limits": {"defaultLimit": 20, "maxLimit": 100}}
    wanted = {fault.wanted for fault in schema_faults(query, "ServiceDescription", {})}
    assert "the required member limits" in wanted
    told = {fault.found for fault in schema_faults(static, "ServiceDescription", limits)}
    assert "also limits" in told


def test_a_description_that_does_not_claim_core_is_judged_by_it() -> None:
    """What is missing is told; it is no fault of the suite."""
    ids = ["service-description/valid-claim", "service-description/matches-schema"]
    found = results_of(Tiny(description={"conformsTo": ["jobs", "query"]}), ids)
    assert [found[one].status for one in ids] == [Status.FAILED, Status.FAILED]
