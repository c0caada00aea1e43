"""Every answer of every operation, held against the closed schemas of the bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from wegweiser_contract import Contract, Operation, load_contract
from wegweiser_server.handlers import HANDLERS
from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from wegweiser_server.inprocess import Client, Reply

OPERATIONS = load_contract().project(Settings().classes).operations
DIALECT = "http://json-schema.org/draft-04/schema#"
ASKED = {
    "list": ["", "?limit=100", "?lang=en&limit=100", "?postcode=86150&radiusKm=200&limit=100", "?ags=09"],
    "item": ["", "?lang=en", "?lang=uk"],
    "description": ["", "?lang=en"],
    "code-lists": [""],
    "code-list": [""],
}


def judge(contract: Contract, operation: Operation, reply: Reply) -> None:
    """Media type, schema and required headers of one answer."""
    response = operation.responses[str(reply.status)]
    media_type = reply.headers["content-type"]
    schema = dict(response["content"][media_type]["schema"])
    components = contract.document["components"]
    validator = jsonschema_rs.validator_for(
        {"$schema": DIALECT, **_inlined(schema), "components": components}
    )
    assert [f"{list(e.instance_path)}: {e.message}" for e in validator.iter_errors(reply.json())][:3] == []
    for name, header in response.get("headers", {}).items():
        if contract.resolve(header).get("required"):
            assert name.lower() in reply.headers


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    # Draft 4 ignores what stands beside a reference.
    return {"allOf": [schema]}


def paths(client: Client, operation: Operation) -> list[str]:
    """The path, with ids of real records where it wants one."""
    if "{" not in operation.path:
        return ["/v1" + operation.path]
    parent = "/v1" + operation.path.rpartition("/")[0]
    items = client.get(parent + ("" if operation.kind == "code-list" else "?limit=50")).json()["items"]
    return [f"{parent}/{item['id']}" for item in items]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.operation_id)
def test_every_answer_matches_its_schema(client: Client, contract: Contract, operation: Operation) -> None:
    """Answers have the declared media type, the closed schema and every required header."""
    for path in paths(client, operation):
        for query in ASKED[operation.kind]:
            reply = client.get(path + query)
            assert reply.status == 200
            judge(contract, operation, reply)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.operation_id)
def test_every_refusal_matches_its_schema(client: Client, contract: Contract, operation: Operation) -> None:
    """A request with an unknown parameter is refused as the contract declares."""
    reply = client.get(paths(client, operation)[0] + "?plz=86150")
    assert reply.status == 400
    judge(contract, operation, reply)


def test_every_record_of_every_list_matches_its_schema(client: Client, contract: Contract) -> None:
    """Paging through everything, each page matches the schema."""
    for operation in (operation for operation in OPERATIONS if operation.kind == "list"):
        target = f"/v1{operation.path}?limit=100"
        for _ in range(100):
            reply = client.get(target)
            judge(contract, operation, reply)
            following = reply.json()["page"].get("next")
            if not following:
                break
            target = f"/v1{operation.path}{following}"


def test_an_item_equals_its_list_entry(client: Client) -> None:
    """The item path gives the record of the list, without the distance."""
    for collection in ("jobs", "course-sessions", "courses", "offices"):
        for entry in client.get(f"/v1/{collection}?postcode=10117&radiusKm=200&limit=20").json()["items"]:
            assert entry.pop("distanceKm") >= 0
            assert client.get(f"/v1/{collection}/{entry['id']}").json() == entry


def test_every_served_operation_has_a_handler() -> None:
    """The table of handlers holds the operations served, and no others."""
    assert set(HANDLERS) == {operation.operation_id for operation in OPERATIONS}


def test_same_url_same_bytes(client: Client) -> None:
    """Two identical requests give identical bytes."""
    for target in ("/v1", "/v1/jobs?q=pflege&limit=7", "/v1/code-lists/course-kinds", "/v1/offices?ags=09"):
        assert client.get(target).sent == client.get(target).sent
