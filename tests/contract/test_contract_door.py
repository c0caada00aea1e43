"""`wegweiser_contract` is the one door: contracts, operations, code lists, requirements, claims."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import wegweiser_contract
from wegweiser_contract import Contract, ContractError, Filter, check_claim, load_contract, releases
from wegweiser_contract.artifacts import code_lists, frozen, requirement_groups
from wegweiser_contract.contract import contract_of_release
from wegweiser_contract.sources import Sources
from wegweiser_contract.versions import precedence

if TYPE_CHECKING:
    from tests.contract.conftest import World


@pytest.fixture
def small(world: World) -> Contract:
    document = world.document()
    sources = Sources(world.folder)
    return Contract(document, tuple(requirement_groups(sources)), tuple(code_lists(sources)))


def test_the_newest_contract_is_loaded_without_a_version() -> None:
    """What is in force is what is judged by, unless something else is asked for."""
    contract = load_contract()
    assert contract.version in releases()
    assert load_contract(contract.version).version == contract.version
    assert {"core", "query", "static", "jobs"} <= contract.classes


def test_an_unknown_version_is_named_with_those_there_are() -> None:
    """The message says what would be right."""
    with pytest.raises(ContractError, match=r"no contract '9\.9\.9' is shipped; there are 1\.0\.0"):
        load_contract("9.9.9")


def test_operations_know_path_class_collection_and_kind(small: Contract) -> None:
    """Server and suite need not take paths apart."""
    jobs = small.operation("listJobs")
    assert (jobs.path, jobs.x_class, jobs.collection, jobs.kind) == ("/jobs", "jobs", "jobs", "list")
    kinds = {operation.kind for operation in small.operations}
    assert kinds == {"description", "list", "item", "page", "code-lists", "code-list"}
    assert jobs.responses["404" if "404" in jobs.responses else "400"]["description"]
    with pytest.raises(ContractError, match="no operation 'listCats'"):
        small.operation("listCats")


def test_parameters_come_resolved(small: Contract) -> None:
    """Location, repetition, code list and filter of a parameter are there to be asked for."""
    parameter = small.operation("listJobs").parameter("offerType")
    assert parameter is not None
    assert (parameter.location, parameter.required, parameter.repeated) == ("query", False, True)
    assert (parameter.x_class, parameter.code_list) == ("query", "offer-types")
    assert parameter.filter == Filter("offerType.code", "equals")
    assert small.operation("listJobs").parameter("limit") is not None
    assert small.operation("listJobs").parameter("colour") is None


def test_schemas_and_references_are_found(small: Contract) -> None:
    """`resolve` follows one reference and leaves all else alone."""
    reference = {"$ref": "#/components/schemas/Text"}
    assert small.resolve(reference) == small.schema("Text")
    assert small.resolve({"type": "string"}) == {"type": "string"}
    with pytest.raises(ContractError, match="no schema 'Cat'"):
        small.schema("Cat")


def test_code_lists_hold_entries_by_code(small: Contract) -> None:
    """Labels by language."""
    entry = small.code_lists["offer-types"].entries["job"]
    assert entry.labels == {"de": "Wort", "en": "word"}
    assert not entry.legacy
    assert small.code_lists["levels"].pattern == "^[A-C][12]$"


def test_requirements_are_those_of_the_claimed_classes(small: Contract, world: World) -> None:
    """A projection keeps the requirements that bind in it."""
    assert "paging/holds" in small.requirements
    world.put("requirements/paging.yaml", "/requirements/0/class", "live")
    world.put("requirements/query.yaml", "/requirements/0/needs", ["place-search"])
    groups = tuple(requirement_groups(Sources(world.repository())))
    bent = Contract(small.document, groups)
    kept = bent.project({"core", "jobs", "query"}).requirements
    assert not {"paging/holds", "query/holds"} & kept.keys()
    assert {"paging/holds", "query/holds"} <= bent.requirements.keys()


def test_projecting_onto_unknown_classes_is_refused(small: Contract) -> None:
    """A typing error is no class."""
    with pytest.raises(ContractError, match="no such conformance class: jobz"):
        small.project({"core", "jobz"})


def test_a_release_holds_all_that_is_judged_by(world: World) -> None:
    """Requirements and code lists come with the document, and leave it as OpenAPI."""
    world.repository()
    contract = contract_of_release(frozen(world.folder))
    assert "x-requirements" not in contract.document
    assert "x-code-lists" not in contract.document
    assert contract.requirements
    assert contract.code_lists


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (["core", "jobs", "query"], None),
        (["core", "jobs", "static"], None),
        (["jobs", "query"], "the class 'core' is missing"),
        (["core", "query"], "a resource class is missing"),
        (["core", "jobs"], "exactly one of query, static must be claimed, not none"),
        (["core", "jobs", "query", "static"], "not query and static"),
        (["core", "jobs", "static", "live"], "'live' presupposes 'query'"),
        (["core", "courses", "query"], "'courses' presupposes 'course-sessions'"),
        (["core", "jobs", "query", "cats"], "'cats' is no conformance class"),
    ],
)
def test_claims_are_checked(claim: list[str], fault: str | None) -> None:
    """Each wrong claim gets a message, a right one none."""
    messages = check_claim(claim)
    assert (messages == []) if fault is None else any(fault in message for message in messages)


def test_all_faults_of_a_claim_are_named_at_once() -> None:
    """Nobody mends one fault after the other."""
    assert len(check_claim(["live", "cats"])) == 5


def test_versions_are_ordered_as_semver_orders_them() -> None:
    """Candidates come before their release, and ten after nine."""
    ordered = ["1.0.0-rc.1", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0-rc.x", "1.0.0", "1.0.1", "1.10.0", "2.0.0"]
    mixed = [*ordered[4:], *ordered[:4]]
    assert sorted(mixed, key=precedence) == ordered
    with pytest.raises(ContractError, match="'1' is no version"):
        precedence("1")


def test_what_is_exported_exists() -> None:
    """`__all__` and the module agree."""
    assert all(hasattr(wegweiser_contract, name) for name in wegweiser_contract.__all__)


def test_loading_needs_no_yaml_and_no_validator() -> None:
    """The door opens fast: it reads JSON and imports nothing heavy."""
    code = (
        "import sys, wegweiser_contract as w; w.load_contract().operations; "
        "print([m for m in ('yaml', 'jsonschema_rs', 'httpx', 'connexion', 'argparse') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
