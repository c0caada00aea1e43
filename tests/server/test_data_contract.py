"""Every generated record, shown in German, is one that the contract allows."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from wegweiser_contract import Operation, load_contract
from wegweiser_server.data import generate
from wegweiser_server.data.languages import language_name
from wegweiser_server.data.sources import DETAIL_HOSTS, SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TODAY = date(2026, 11, 22)
SCHEMAS = {"jobs": "Job", "course-sessions": "CourseSession", "courses": "Course", "offices": "Office"}
CONTRACT = load_contract()
Record = dict[str, Any]


@cache
def stored() -> Mapping[str, list[Record]]:
    records = defaultdict(list)
    for collection, record in generate(today=TODAY):
        records[collection].append(record)
    return records


@cache
def shown() -> Mapping[str, list[Record]]:
    return {name: [shape(SCHEMAS[name], record) for record in records] for name, records in stored().items()}


def shape(schema_name: str, value: Any, code_list: str | None = None) -> Any:
    """A stored value as a component of the contract shows it: the simplest true representation."""
    if schema_name == "Text":
        return {"lang": "de", **value["de"]}
    if schema_name == "Code":
        return {"code": value, "label": german(code_list, value)}
    if schema_name == "DatedCode":
        return {**value, "label": german(code_list, value["code"])}
    if schema_name == "LanguageDemand":
        value = {**value, "label": language_name(value["lang"], "de")}
    properties = CONTRACT.schema(schema_name)["properties"]
    assert set(value) <= set(properties), (schema_name, set(value) - set(properties))
    return {name: _property(properties[name], item) for name, item in value.items()}


def _property(schema: Mapping[str, Any], value: Any) -> Any:
    code_list = schema.get("x-code-list")
    if "allOf" in schema:
        return shape(schema["allOf"][0]["$ref"].rpartition("/")[2], value, code_list)
    items = schema.get("items", {})
    if "$ref" in items:
        return [shape(items["$ref"].rpartition("/")[2], item, code_list) for item in value]
    if code_list:
        german(code_list, value)
    return value


def german(code_list: str | None, code: str) -> str:
    assert code_list is not None
    return CONTRACT.code_lists[code_list].entries[code].labels["de"]


def values(record: Record, path: str) -> list[Any]:
    """What stands at a property such as `workingTimes[].code`; nothing if it is left out."""
    found: list[Any] = [record]
    for step in path.split("."):
        name, many = step.removesuffix("[]"), step.endswith("[]")
        here = [item[name] for item in found if name in item]
        found = [item for each in here for item in each] if many else here
    return found


def size(record: Record) -> int:
    return len(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode())


def lists() -> Iterator[Operation]:
    return (
        operation
        for operation in CONTRACT.operations
        if operation.kind == "list" and operation.collection in SCHEMAS
    )


def filters(match: str) -> list[tuple[str, str, str, str | None]]:
    """(collection, parameter, property, code list); what a course lacks is judged by its sessions."""
    found = []
    for operation in lists():
        properties = CONTRACT.schema(SCHEMAS[str(operation.collection)])["properties"]
        for parameter in operation.parameters:
            judged = parameter.filter
            if (
                judged
                and judged.match == match
                and judged.property.split(".")[0].removesuffix("[]") in properties
            ):
                found.append(
                    (str(operation.collection), parameter.name, judged.property, parameter.code_list)
                )
    return found


@pytest.mark.parametrize("collection", SCHEMAS)
def test_records_fit_the_closed_schema(collection: str) -> None:
    """Every record is valid, formats included, and has no property that the contract does not know."""
    document = {
        "$ref": f"#/components/schemas/{SCHEMAS[collection]}",
        "components": CONTRACT.document["components"],
    }
    validator = jsonschema_rs.Draft202012Validator(document, validate_formats=True)
    for record in shown()[collection]:
        assert [error.message for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize("collection", SCHEMAS)
def test_records_are_small(collection: str) -> None:
    """No record exceeds 4,000 bytes; on average they stay below 1,500 (offices are exempt)."""
    sizes = [size(record) for record in shown()[collection]]
    assert max(sizes) <= 4000
    assert collection == "offices" or sum(sizes) / len(sizes) < 1500


def test_full_pages_of_sessions_are_small() -> None:
    """In the default order, soonest first, no page of 20 exceeds 1,500 bytes a record."""
    ordered = sorted(shown()["course-sessions"], key=lambda each: (each.get("startDate", "9"), each["id"]))
    pages = [ordered[start : start + 20] for start in range(0, len(ordered), 20)]
    assert max(sum(map(size, page)) / len(page) for page in pages) <= 1500


@pytest.mark.parametrize("collection", SCHEMAS)
def test_every_property_is_filled_somewhere(collection: str) -> None:
    """What the contract can say, the sample says at least once (what a store computes aside)."""
    computed = {"distanceKm", "sessionCount", "nextStartDate"}
    filled = {name for record in shown()[collection] for name in record}
    assert set(CONTRACT.schema(SCHEMAS[collection])["properties"]) - filled - computed <= {"sameAs"}


@pytest.mark.parametrize(
    ("collection", "parameter", "path", "code_list"), filters("equals") + filters("member")
)
def test_code_filters_have_hits_and_misses(
    collection: str, parameter: str, path: str, code_list: str | None
) -> None:
    """Each code of the list, each language and each course is hit by some records and missed by others."""
    records = shown()[collection]
    hits: defaultdict[str, int] = defaultdict(int)
    for record in records:
        for value in set(values(record, path)):
            hits[value] += 1
    wanted = set(CONTRACT.code_lists[code_list].entries) if code_list else set(hits)
    if parameter == "entryLevel":
        wanted -= {"C2"}  # nothing begins there
    assert wanted <= set(hits)
    assert len(wanted) > 1
    assert all(0 < hits[value] < len(records) for value in wanted)


@pytest.mark.parametrize(("collection", "parameter", "path", "code_list"), filters("three-valued"))
def test_three_valued_filters_meet_all_three(
    collection: str, parameter: str, path: str, code_list: str | None
) -> None:
    """Known to be true, known to be false, and unknown all occur."""
    met = {tuple(values(record, path)) for record in shown()[collection]}
    assert met == {(True,), (False,), ()}


def test_occupations_cover_the_classification() -> None:
    """Every area and main group of KldB 2010 has hits by prefix, a leading zero among them."""
    found = {value for record in shown()["jobs"] for value in values(record, "occupation.kldb")}
    assert all(
        any(code.startswith(prefix) for code in found) for prefix in CONTRACT.code_lists["kldb"].entries
    )


def test_dates_lie_on_both_sides() -> None:
    """Starts lie in the past, in the future, or nowhere; publication spreads over months."""
    for collection in ("jobs", "course-sessions"):
        starts = [record.get("startDate") for record in shown()[collection]]
        assert None in starts
        known = [start for start in starts if start]
        assert min(known) < TODAY.isoformat() < max(known)
    published = sorted(record["publishedAt"] for record in shown()["jobs"] if "publishedAt" in record)
    assert published[0][:7] < published[-1][:7]


@pytest.mark.parametrize("parameter", ["childcare", "barrierFree", "flexibleStart"])
@pytest.mark.parametrize("town", ["Berlin", "Hamburg", "München", "Köln", "Augsburg"])
def test_flags_of_sessions_divide_a_town(parameter: str, town: str) -> None:
    """Within one large town, too, some sessions are hit and some are missed."""
    here = [record for record in shown()["course-sessions"] if record.get("location", {}).get("town") == town]
    assert 0 < sum(record.get(parameter, False) for record in here) < len(here)


def test_labels_exist_in_the_list_that_legal_validity_comes_from() -> None:
    """A code that the list ends is stored with that end, so that an expired one can be told."""
    for collection in ("courses", "course-sessions"):
        for record in stored()[collection]:
            for field in ("funding", "eligibility"):
                for dated in record.get(field, []):
                    entry = CONTRACT.code_lists[field].entries[dated["code"]].raw
                    assert entry.get("validThrough", dated.get("validThrough")) == dated.get("validThrough")


def test_records_point_to_known_sources_and_hosts() -> None:
    """`sourceId` is a source of that collection; `detailUrl` is on one of the hosts and has no `%`."""
    for collection, records in stored().items():
        known = {source.id for source in SOURCES if collection in source.collections}
        for record in records:
            assert record["sourceId"] in known
            assert record["detailUrl"].startswith(tuple(f"https://{host}/" for host in DETAIL_HOSTS))
            assert not set("%?# ") & set(record["detailUrl"])
            assert record["id"] == record["id"].lower()
