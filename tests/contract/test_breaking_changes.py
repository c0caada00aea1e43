"""`spec diff` judges from the client's side, in the direction in which a schema travels."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract.diff import Severity, compare
from wegweiser_contract.pointers import keys, lookup
from wegweiser_contract.yaml_text import from_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

BREAKING, ADDITIVE, EDITORIAL = Severity.BREAKING, Severity.ADDITIVE, Severity.EDITORIAL

BASE = from_yaml(
    """
openapi: 3.0.3
info: {title: Jobs, version: 1.0.0}
security: [{}, {ApiKey: []}]
x-classes:
  core: {kind: core, presupposes: []}
  live: {kind: capability, presupposes: [core]}
paths:
  /jobs:
    x-class: core
    get:
      operationId: listJobs
      description: Lists.
      parameters:
        - {name: q, in: query, schema: {type: string, maxLength: 200}}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, default: 20}}
        - name: kind
          in: query
          x-filter: {property: kind, match: equals}
          schema: {type: array, items: {type: string, enum: [a, b]}}
        - name: sort
          in: query
          schema: {type: string, enum: [date, distance], x-enum-classes: {distance: live}}
        - {name: since, in: query, schema: {type: string, format: date, pattern: '^2'}}
      responses:
        '200':
          description: Jobs.
          headers:
            ETag: {required: true, x-required-in: [live], x-class: core, schema: {type: string}}
          content:
            application/json:
              schema:
                type: object
                additionalProperties: false
                required: [items]
                properties:
                  items: {type: array, maxItems: 100, items: {$ref: '#/components/schemas/Job'}}
        '404': {description: Not found.}
  /jobs/{jobId}:
    get:
      operationId: getJob
      parameters:
        - {name: jobId, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: A job.
          content:
            application/json: {schema: {$ref: '#/components/schemas/Job'}}
components:
  schemas:
    Job:
      type: object
      additionalProperties: false
      required: [id, title]
      properties:
        id: {type: string, pattern: '^[a-z]+$'}
        title: {type: string, maxLength: 300, description: The title.}
        kind: {type: string, enum: [a, b]}
        openings: {type: integer, format: int32, minimum: 1, x-class: core}
        start: {type: string, format: date}
        place: {type: object, properties: {town: {type: string}}}
        tags: {type: array, items: {type: string}, uniqueItems: true}
        code: {type: string, x-code-list: codes}
  securitySchemes:
    ApiKey: {type: apiKey, in: header, name: X-API-Key}
x-code-lists:
  - {id: codes, scheme: own, codes: [{code: one, labels: [Eins]}, {code: two, labels: [Zwei]}]}
x-requirements:
  - group: paging
    requirements:
      - {id: paging/total, class: core, level: MUST, sentence: It MUST hold.}
      - {id: paging/order, class: core, level: SHOULD, sentence: It SHOULD hold.}
""",
    "a test",
)

LIST, ITEM = "/paths/~1jobs/get", "/paths/~1jobs~1{jobId}/get"
Q, LIMIT, KIND, SORT, SINCE = (f"{LIST}/parameters/{index}" for index in range(5))
ANSWER = f"{LIST}/responses/200"
JOB = "/components/schemas/Job"
TITLE = f"{JOB}/properties/title"
GONE = object()


def bent(*changes: tuple[str, Any]) -> dict[str, Any]:
    """The base with values put in (or taken out) at pointers."""
    document: dict[str, Any] = copy.deepcopy(BASE)
    for pointer, value in changes:
        last = keys(pointer)[-1]
        holder = lookup(document, pointer[: pointer.rindex("/")])
        if value is GONE:
            del holder[int(last) if isinstance(holder, list) else last]
        elif isinstance(holder, list):
            holder.insert(int(last), value)
        else:
            holder[last] = value
    return document


def without_property(name: str) -> dict[str, Any]:
    document = bent((f"{JOB}/properties/{name}", GONE))
    job = document["components"]["schemas"]["Job"]
    job["required"] = [other for other in job["required"] if other != name]
    return document


def renamed(old: str, new: str) -> dict[str, Any]:
    """The base with a path called otherwise."""
    document: dict[str, Any] = copy.deepcopy(BASE)
    document["paths"] = {new if path == old else path: item for path, item in document["paths"].items()}
    return document


def other_media_type() -> dict[str, Any]:
    document = bent()
    content = lookup(document, f"{ANSWER}/content")
    content["application/geo+json"] = content.pop("application/json")
    return document


NEW_PARAMETER = {"name": "remote", "in": "query", "schema": {"type": "boolean"}}
PATH = {"get": {"operationId": "listOffices", "responses": {"200": {"description": "Offices."}}}}

BENCH: list[tuple[str, Severity | None, Callable[[], dict[str, Any]]]] = [
    ("media type changed", BREAKING, other_media_type),
    (
        "new required parameter",
        BREAKING,
        lambda: bent((f"{LIST}/parameters/0", {**NEW_PARAMETER, "required": True})),
    ),
    ("parameter's maximum lowered", BREAKING, lambda: bent((f"{LIMIT}/schema/maximum", 50))),
    ("parameter required now", BREAKING, lambda: bent((f"{Q}/required", True))),
    ("path removed", BREAKING, lambda: bent(("/paths/~1jobs~1{jobId}", GONE))),
    ("request's enum value removed", BREAKING, lambda: bent((f"{KIND}/schema/items/enum", ["a"]))),
    ("response's enum value added", BREAKING, lambda: bent((f"{JOB}/properties/kind/enum", ["a", "b", "c"]))),
    ("response's property nullable", BREAKING, lambda: bent((f"{TITLE}/nullable", True))),
    ("response's property optional", BREAKING, lambda: bent((f"{JOB}/required", ["id"]))),
    ("response's required property removed", BREAKING, lambda: without_property("title")),
    ("response's type changed", BREAKING, lambda: bent((f"{TITLE}/type", "integer"))),
    ("response's header removed", BREAKING, lambda: bent((f"{ANSWER}/headers/ETag", GONE))),
    ("description changed", EDITORIAL, lambda: bent((f"{TITLE}/description", "Another."))),
    ("optional parameter added", ADDITIVE, lambda: bent((f"{LIST}/parameters/0", NEW_PARAMETER))),
    ("optional property added", ADDITIVE, lambda: bent((f"{JOB}/properties/new", {"type": "string"}))),
    ("path added", ADDITIVE, lambda: bent(("/paths/~1offices", PATH))),
]
"""The twelve breaking and four harmless changes by which other detectors were measured."""

PUTS: list[tuple[str, Severity | None, str, Any]] = [
    ("operation/renamed", BREAKING, f"{LIST}/operationId", "searchJobs"),
    ("operation/removed", BREAKING, LIST, GONE),
    ("operation/added", ADDITIVE, "/paths/~1jobs/head", PATH["get"]),
    ("operation/deprecated", ADDITIVE, f"{LIST}/deprecated", True),
    ("parameter/removed", BREAKING, Q, GONE),
    ("parameter/default-changed", BREAKING, f"{LIMIT}/schema/default", 50),
    ("parameter/default-changed", BREAKING, f"{LIMIT}/schema/default", GONE),
    ("parameter/default-changed", ADDITIVE, f"{Q}/schema/default", "a"),
    ("parameter/became-optional", ADDITIVE, f"{ITEM}/parameters/0/required", False),
    ("parameter/style-changed", BREAKING, f"{KIND}/explode", False),
    ("parameter/style-changed", None, f"{KIND}/explode", True),
    ("parameter/meaning-changed", BREAKING, f"{KIND}/x-filter/match", "prefix"),
    ("request/maximum-widened", ADDITIVE, f"{LIMIT}/schema/maximum", 200),
    ("request/minimum-narrowed", BREAKING, f"{LIMIT}/schema/minimum", 2),
    ("request/minimum-widened", ADDITIVE, f"{LIMIT}/schema/minimum", 0),
    ("request/maxLength-narrowed", BREAKING, f"{Q}/schema/maxLength", 100),
    ("request/maxLength-widened", ADDITIVE, f"{Q}/schema/maxLength", GONE),
    ("request/minLength-narrowed", BREAKING, f"{Q}/schema/minLength", 3),
    ("request/enum-widened", ADDITIVE, f"{KIND}/schema/items/enum", ["a", "b", "c"]),
    ("request/enum-narrowed", BREAKING, f"{Q}/schema/enum", ["a"]),
    ("request/pattern-narrowed", BREAKING, f"{Q}/schema/pattern", "^a"),
    ("request/pattern-widened", ADDITIVE, f"{SINCE}/schema/pattern", GONE),
    ("request/pattern-changed", BREAKING, f"{SINCE}/schema/pattern", "^20"),
    ("request/format-narrowed", BREAKING, f"{Q}/schema/format", "uuid"),
    ("request/format-changed", BREAKING, f"{SINCE}/schema/format", "date-time"),
    ("request/format-widened", ADDITIVE, f"{SINCE}/schema/format", GONE),
    ("request/type-widened", ADDITIVE, f"{LIMIT}/schema/type", "number"),
    ("request/type-changed", BREAKING, f"{Q}/schema/type", "integer"),
    ("request/type-widened", ADDITIVE, f"{Q}/schema/type", GONE),
    ("response/maxLength-widened", BREAKING, f"{TITLE}/maxLength", 500),
    ("response/maxLength-narrowed", ADDITIVE, f"{TITLE}/maxLength", 100),
    ("response/minimum-widened", BREAKING, f"{JOB}/properties/openings/minimum", 0),
    ("response/minimum-narrowed", ADDITIVE, f"{JOB}/properties/openings/minimum", 2),
    (
        "response/maxItems-widened",
        BREAKING,
        f"{ANSWER}/content/application~1json/schema/properties/items/maxItems",
        200,
    ),
    ("response/uniqueItems-widened", BREAKING, f"{JOB}/properties/tags/uniqueItems", False),
    ("response/enum-narrowed", ADDITIVE, f"{JOB}/properties/kind/enum", ["a"]),
    ("response/enum-widened", BREAKING, f"{JOB}/properties/kind/enum", GONE),
    ("response/pattern-widened", BREAKING, f"{JOB}/properties/id/pattern", GONE),
    ("response/pattern-changed", BREAKING, f"{JOB}/properties/id/pattern", "^[a-z0-9]+$"),
    ("response/pattern-narrowed", ADDITIVE, f"{TITLE}/pattern", "^a"),
    ("response/format-widened", BREAKING, f"{JOB}/properties/start/format", GONE),
    ("response/format-widened", BREAKING, f"{JOB}/properties/openings/format", "int64"),
    ("response/format-changed", BREAKING, f"{JOB}/properties/start/format", "date-time"),
    ("response/type-widened", BREAKING, f"{JOB}/properties/openings/type", "number"),
    ("response/type-changed", BREAKING, f"{JOB}/properties/tags/items/type", "integer"),
    ("response/items-widened", BREAKING, f"{JOB}/properties/tags/items", GONE),
    ("response/property-removed", BREAKING, f"{JOB}/properties/place", GONE),
    ("response/property-added", ADDITIVE, f"{JOB}/properties/place/properties/postcode", {"type": "string"}),
    ("response/property-became-required", ADDITIVE, f"{JOB}/required", ["id", "title", "kind"]),
    ("response/opened", ADDITIVE, f"{JOB}/additionalProperties", GONE),
    ("response/opened", ADDITIVE, f"{JOB}/additionalProperties", {"type": "string"}),
    ("response/closed", ADDITIVE, f"{JOB}/properties/place/additionalProperties", False),
    ("response/keyword-changed", BREAKING, f"{TITLE}/oneOf", [{"type": "string"}]),
    ("response/keyword-changed", EDITORIAL, f"{TITLE}/x-note", "new"),
    ("response/x-code-list-changed", BREAKING, f"{JOB}/properties/code/x-code-list", "others"),
    ("response/status-removed", BREAKING, f"{LIST}/responses/404", GONE),
    ("response/status-added", ADDITIVE, f"{LIST}/responses/410", {"description": "Gone."}),
    ("response/status-added", ADDITIVE, f"{LIST}/responses/304", {"description": "Not modified."}),
    ("response/status-added", BREAKING, f"{LIST}/responses/204", {"description": "Empty."}),
    ("response/header-became-optional", BREAKING, f"{ANSWER}/headers/ETag/required", False),
    ("response/header-added", ADDITIVE, f"{ANSWER}/headers/Age", {"schema": {"type": "string"}}),
    ("response/type-changed", BREAKING, f"{ANSWER}/headers/ETag/schema/type", "integer"),
    ("response/media-type-added", BREAKING, f"{ANSWER}/content/text~1csv", {}),
    ("security/tightened", BREAKING, "/security", [{"ApiKey": []}]),
    ("security/tightened", BREAKING, f"{LIST}/security", [{"ApiKey": []}]),
    ("security/scheme-changed", BREAKING, "/components/securitySchemes/ApiKey/name", "X-Key"),
    ("class/moved", BREAKING, "/paths/~1jobs/x-class", "live"),
    ("class/moved", BREAKING, f"{JOB}/properties/openings/x-class", "live"),
    ("class/moved", BREAKING, f"{TITLE}/x-class", "live"),
    ("class/moved", ADDITIVE, f"{JOB}/properties/openings/x-class", GONE),
    ("class/value-moved", ADDITIVE, f"{SORT}/schema/x-enum-classes", {}),
    ("class/value-moved", BREAKING, f"{SORT}/schema/x-enum-classes", {"distance": "live", "date": "live"}),
    ("class/no-longer-required", BREAKING, f"{ANSWER}/headers/ETag/x-required-in", []),
    ("class/required", ADDITIVE, f"{TITLE}/x-required-in", ["live"]),
    ("class/removed", BREAKING, "/x-classes/live", GONE),
    ("class/added", ADDITIVE, "/x-classes/offices", {"kind": "resource"}),
    ("class/presupposes-less", BREAKING, "/x-classes/live/presupposes", []),
    ("class/presupposes-more", ADDITIVE, "/x-classes/core/presupposes", ["live"]),
    ("path/filters-otherwise", BREAKING, "/paths/~1jobs/x-filters-through", "courses"),
    ("code-list/code-added", ADDITIVE, "/x-code-lists/0/codes/0", {"code": "zero", "labels": ["Null"]}),
    ("code-list/code-removed", BREAKING, "/x-code-lists/0/codes/0", GONE),
    ("code-list/scheme-changed", BREAKING, "/x-code-lists/0/scheme", "external"),
    ("code-list/removed", BREAKING, "/x-code-lists/0", GONE),
    ("requirement/removed", BREAKING, "/x-requirements/0/requirements/0", GONE),
    ("requirement/weakened", BREAKING, "/x-requirements/0/requirements/0/level", "SHOULD"),
    ("requirement/strengthened", ADDITIVE, "/x-requirements/0/requirements/1/level", "MUST"),
    ("requirement/binds-others", BREAKING, "/x-requirements/0/requirements/0/class", "live"),
    ("words/changed", EDITORIAL, "/x-code-lists/0/codes/0/labels", ["Einer"]),
    ("words/changed", EDITORIAL, f"{TITLE}/example", "Koch"),
    ("words/changed", EDITORIAL, f"{TITLE}/x-source", {"jobsuche": "titel"}),
    ("words/changed", EDITORIAL, "/info/version", "1.0.1"),
]

NO_CHANGES: list[tuple[str, list[tuple[str, Any]]]] = [
    (
        "a schema moved behind a reference",
        [
            ("/components/schemas/Place", {"type": "object", "properties": {"town": {"type": "string"}}}),
            (f"{JOB}/properties/place", {"$ref": "#/components/schemas/Place"}),
        ],
    ),
    (
        "a schema moved into an allOf of one",
        [
            ("/components/schemas/Place", {"type": "object", "properties": {"town": {"type": "string"}}}),
            (f"{JOB}/properties/place", {"allOf": [{"$ref": "#/components/schemas/Place"}]}),
        ],
    ),
    ("a default written out", [(f"{KIND}/style", "form")]),
    ("keys in another order", [("/components/schemas/Job/required", ["title", "id"])]),
]


@pytest.mark.parametrize(("name", "severity", "change"), BENCH, ids=[name for name, *_ in BENCH])
def test_the_bench_of_other_detectors(
    name: str, severity: Severity, change: Callable[[], dict[str, Any]]
) -> None:
    """All twelve breaking changes are found, none of the four harmless ones is called breaking."""
    worst = compare(BASE, change())[0].severity
    assert worst is severity, name


@pytest.mark.parametrize(("rule", "severity", "pointer", "value"), PUTS)
def test_a_change_is_judged(rule: str, severity: Severity | None, pointer: str, value: Any) -> None:
    """One change gives the named finding, and nothing worse."""
    changes = compare(BASE, bent((pointer, value)))
    if severity is None:
        assert changes == []
    else:
        assert (rule, severity) in {(change.rule, change.severity) for change in changes}
        assert changes[0].severity is severity


@pytest.mark.parametrize(("name", "changes"), NO_CHANGES, ids=[name for name, _ in NO_CHANGES])
def test_the_same_in_other_words_is_no_change(name: str, changes: list[tuple[str, Any]]) -> None:
    """A contract may be rewritten without being changed."""
    assert [change for change in compare(BASE, bent(*changes)) if change.severity is not EDITORIAL] == [], (
        name
    )


def test_a_contract_does_not_differ_from_itself() -> None:
    """No false alarm on no change."""
    assert compare(BASE, copy.deepcopy(BASE)) == []


def test_a_renamed_path_parameter_is_breaking() -> None:
    """The path is recognised, and generated clients name arguments after its parameters."""
    new = renamed("/jobs/{jobId}", "/jobs/{id}")
    new["paths"]["/jobs/{id}"]["get"]["parameters"][0]["name"] = "id"
    assert {change.rule for change in compare(BASE, new)} == {"parameter/renamed"}


def test_a_further_way_in_is_additive() -> None:
    """What needed a key and needs none now, or takes another one too, breaks nobody."""
    closed = bent(("/security", [{"ApiKey": []}]))
    assert {change.rule for change in compare(closed, BASE)} == {"security/loosened"}
    both = bent(("/security", [{"ApiKey": []}, {"Basic": []}]))
    assert {change.rule for change in compare(closed, both)} == {"security/loosened"}


def test_a_change_deep_in_a_typed_property_is_found_once_and_where_it_is_written() -> None:
    """`allOf` of one hides nothing, and a component used twice is reported once."""
    typed = {"allOf": [{"$ref": "#/components/schemas/Place"}]}
    place: dict[str, Any] = {"type": "object", "properties": {"town": {"type": "string", "maxLength": 5}}}
    before = bent(
        ("/components/schemas/Place", place),
        (f"{JOB}/properties/place", typed),
        (f"{JOB}/properties/site", typed),
    )
    after = copy.deepcopy(before)
    after["components"]["schemas"]["Place"]["properties"]["town"]["maxLength"] = 9
    changes = compare(before, after)
    assert [change.place for change in changes] == ["/components/schemas/Place/properties/town"]


def test_every_change_of_a_whole_contract_is_named() -> None:
    """Many changes at once: each is listed, the worst first."""
    new = bent((f"{TITLE}/maxLength", 500), ("/paths/~1offices", PATH), (f"{TITLE}/description", "Else."))
    assert [change.severity for change in compare(BASE, new)] == [BREAKING, ADDITIVE, EDITORIAL]
