"""Variants: each differs, each says by whose leave, and what it answers still has the contract's form."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from tests.server.differing import answers, base_of, server

from wegweiser_contract import load_contract
from wegweiser_server.altering import set_up
from wegweiser_server.settings import Settings
from wegweiser_server.variants import VARIANTS
from wegweiser_server.variants.entry import KEY, PASSWORD, USER

if TYPE_CHECKING:
    from tests.server.differing import Message

    from wegweiser_server.inprocess import Reply

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
DIALECT = "http://json-schema.org/draft-04/schema#"
# What shows only beside many records needs them.
BESIDE = {"totals/at-least": ("holdings/many",), "totals/rounded": ("holdings/many",)}
# The description at the base path, then one of each list, an item and refusals.
LISTS = {"/jobs": "Job", "/course-sessions": "CourseSession", "/courses": "Course", "/offices": "Office"}


@cache
def plain() -> list[Message]:
    with server() as asking:
        return answers(asking)


def test_two_plain_servers_give_the_same_answers() -> None:
    """So whatever differs below differs by the variant."""
    with server() as asking:
        assert answers(asking) == plain()


def test_every_variant_is_well_registered() -> None:
    """Its id is `<kind>/<difference>`, it says what differs and by whose leave, and it does something."""
    requirements = load_contract().requirements
    for name, variant in VARIANTS.items():
        assert ID.fullmatch(name), name
        assert variant.says, name
        assert len(variant.permits) > 20, name
        assert variant.run or variant.settings or variant.records or variant.wrap, name
        assert all(requirements[one].level != "MUST" for one in variant.discouraged), name


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_every_variant_differs(name: str) -> None:
    """At least one answer is another one than the plain server's, in status, fields or bytes."""
    beside = BESIDE.get(name, ())
    with server(*beside) as without, server(*beside, name) as asking:
        assert answers(asking) != (answers(without) if beside else plain())


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_every_variant_keeps_the_form(name: str) -> None:
    """Descriptions, lists, items and problems match the schemas of the classes that it claims."""
    base, classes = base_of(name), set_up(Settings(variants=(name,))).classes
    with server(name) as asking:
        for path, schema in LISTS.items():
            page = asking.ask("GET", f"{base}{path}?limit=20", credential(name))
            if path.strip("/") not in classes:
                assert page.status == 404
                continue
            assert page.status == 200
            judge(classes, f"{schema}List", page)
            first = page.json()["items"][0]["id"]
            judge(classes, schema, asking.ask("GET", f"{base}{path}/{first}", credential(name)))
            judge(classes, "Problem", asking.ask("GET", f"{base}{path}?x=1", credential(name)))
        judge(classes, "ServiceDescription", asking.get(f"{base}/"))


def credential(name: str) -> dict[str, str]:
    if name != "access/basic":
        return {"X-API-Key": KEY}
    return {"Authorization": "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()}


@cache
def validator(classes: tuple[str, ...], schema: str) -> Any:
    document = load_contract().project(classes).document
    return jsonschema_rs.validator_for(
        {
            "$schema": DIALECT,
            "allOf": [{"$ref": f"#/components/schemas/{schema}"}],
            "components": document["components"],
        }
    )


def judge(classes: tuple[str, ...], schema: str, reply: Reply) -> None:
    wanted = "application/problem+json" if schema == "Problem" else "application/json"
    assert reply.headers["content-type"].partition(";")[0].lower() == wanted
    faults = validator(classes, schema).iter_errors(reply.json())
    assert [f"{list(fault.instance_path)}: {fault.message}" for fault in faults][:3] == []


def test_variants_go_together() -> None:
    """Several at once: the edits are compressed, and sent in pieces."""
    chosen = ("transport/chunked", "encoding/always", "json/indented", "limits/one-by-default")
    with server(*chosen) as asking:
        reply = asking.ask("GET", "/v1/jobs", {"Accept-Encoding": "gzip"})
    assert "content-length" not in reply.headers
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.body.startswith(b'{\n    "items"')
    assert len(reply.json()["items"]) == 1
