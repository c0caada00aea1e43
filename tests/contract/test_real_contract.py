"""The contract of this repository: valid, kept by the house rules, whole in every projection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import validate
from tests.contract.test_projection import check_every_claim

from wegweiser_contract import load_contract
from wegweiser_contract.artifacts import artifacts, stale
from wegweiser_contract.lint import apply_rules, house_rules
from wegweiser_contract.lint.subject import subject_of
from wegweiser_contract.projection import project
from wegweiser_contract.yaml_text import from_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

REPOSITORY = Path(__file__).parents[2]
CLAIMS = [
    ["core", "course-sessions", "offices", "static"],
    ["core", "course-sessions", "offices", "query"],
    ["core", "jobs", "query", "place-search", "live"],
    [
        *("core", "jobs", "course-sessions", "courses", "offices", "query"),
        *("text-search", "place-search", "languages", "live", "changes"),
    ],
]


def bundled(name: str) -> dict[str, Any]:
    path = REPOSITORY / f"spec/bundled/{name}.yaml"
    document: dict[str, Any] = from_yaml(path.read_bytes(), str(path))
    return document


@pytest.mark.parametrize("name", ["openapi", "openapi-3.1"])
def test_both_documents_are_valid_openapi(name: str) -> None:
    """openapi-spec-validator accepts them."""
    validate(bundled(name))


@pytest.mark.parametrize("claim", CLAIMS, ids="-".join)
def test_projections_are_valid_openapi(claim: Iterable[str]) -> None:
    """What a publisher is judged by is a contract, too."""
    validate(project(load_contract().document, frozenset(claim)))


def test_generated_files_are_current() -> None:
    """`wegweiser spec bundle --check` finds nothing."""
    assert stale(REPOSITORY, artifacts(REPOSITORY)) == []


def test_every_house_rule_is_kept() -> None:
    """`wegweiser spec lint` finds nothing."""
    assert [str(finding) for finding in apply_rules(subject_of(REPOSITORY), house_rules())] == []


def test_small_claims_give_whole_documents() -> None:
    """References and examples hold in every projection onto up to four classes."""
    check_every_claim(load_contract().document, largest=4)


def test_operations_of_every_kind_are_there() -> None:
    """Each collection has its list, items, pages and areas."""
    contract = load_contract()
    collections = {operation.collection for operation in contract.operations} - {None}
    assert collections == {"jobs", "course-sessions", "courses", "offices"}
    for collection in collections:
        kinds = {operation.kind for operation in contract.operations if operation.collection == collection}
        assert kinds == {"list", "item", "page", "area", "area-page"}
