"""Each house rule lets the small contract pass and finds the fault that it is there for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract.lint import apply_rules, house_rules

if TYPE_CHECKING:
    from tests.contract.conftest import World

ROOT = "openapi.yaml"
JOBS, ONE_JOB = "paths/jobs.yaml", "paths/jobs_{jobId}.yaml"
JOB = "components/schemas/Job.yaml"
TEXT = "components/schemas/Text.yaml"
LIMIT, SORT, OFFER_TYPE = (f"components/parameters/{name}.yaml" for name in ("Limit", "Sort", "OfferType"))
ETAG = "components/headers/ETag.yaml"
ANSWER, REFUSAL = "components/responses/Job.yaml", "components/responses/NotFound.yaml"
EXAMPLE = "components/examples/Job.yaml"
PAGING, QUERY = "requirements/paging.yaml", "requirements/query.yaml"
CODES, EXTERNAL = "code-lists/offer-types.yaml", "code-lists/levels.yaml"

GONE = object()
"""Instead of a value: the place is taken away."""

VIOLATIONS: list[tuple[str, str, str, Any]] = [
    ("subset/openapi-version", ROOT, "/openapi", "3.1.0"),
    ("subset/keywords", TEXT, "/properties/value/oneOf", []),
    ("subset/keywords", TEXT, "/properties/value/anyOf", []),
    ("subset/keywords", TEXT, "/properties/value/nullable", True),
    ("subset/keywords", TEXT, "/properties/value/const", "a"),
    ("subset/keywords", TEXT, "/properties/value/prefixItems", []),
    ("subset/keywords", LIMIT, "/schema/exclusiveMinimum", True),
    ("subset/keywords", LIMIT, "/schema/exclusiveMaximum", 5),
    ("subset/one-type", TEXT, "/properties/value/type", ["string", "null"]),
    ("subset/parameter-style", OFFER_TYPE, "/style", "deepObject"),
    ("subset/parameter-style", OFFER_TYPE, "/explode", False),
    ("subset/repeated-strings", OFFER_TYPE, "/schema/items/type", "integer"),
    (
        "subset/numbered-responses",
        JOBS,
        "/get/responses/default",
        {"$ref": "../components/responses/Gone.yaml"},
    ),
    ("subset/numbered-responses", JOBS, "/get/responses/4XX", {"$ref": "../components/responses/Gone.yaml"}),
    ("subset/defaults-only-in-parameters", TEXT, "/properties/value/default", "a"),
    ("subset/open-values-in-answers", TEXT, "/properties/value/enum", ["Koch"]),
    ("subset/open-values-in-answers", ETAG, "/schema/enum", ["x"]),
    ("subset/bare-references", JOBS, "/get/parameters/0/description", "more"),
    ("subset/typed-properties", JOB, "/properties/title", {"$ref": "Text.yaml"}),
    ("subset/all-of-one", JOB, "/properties/title/allOf", [{"$ref": "Text.yaml"}, {"$ref": "Code.yaml"}]),
    ("subset/all-of-one", JOB, "/properties/title/allOf", [{"type": "object"}]),
    ("subset/number-format", JOB, "/properties/distanceKm/format", GONE),
    ("subset/no-null", EXAMPLE, "/value/title", None),
    ("subset/only-get", JOBS, "/post", {"operationId": "listMore", "responses": {}}),
    ("schemas/closed", TEXT, "/additionalProperties", GONE),
    ("schemas/closed", TEXT, "/additionalProperties", True),
    ("schemas/objects-have-properties", TEXT, "/properties", {}),
    ("schemas/typed", TEXT, "/properties/value/type", GONE),
    ("schemas/typed", OFFER_TYPE, "/schema/items", GONE),
    ("schemas/required-exists", TEXT, "/required", ["other"]),
    ("schemas/free-text-bounded", TEXT, "/properties/value/maxLength", 301),
    ("schemas/free-text-bounded", TEXT, "/properties/value/maxLength", GONE),
    ("naming/properties", JOB, "/properties/job_title", {"type": "string"}),
    ("naming/parameters", LIMIT, "/name", "page-size"),
    ("naming/components", JOBS, "/get/responses/401", {"$ref": "../components/responses/not-found.yaml"}),
    ("naming/path-segments", ROOT, "/paths/~1Jobs", {"$ref": "paths/jobs.yaml"}),
    ("naming/path-segments", ROOT, "/paths/~1jobs~1", {"$ref": "paths/jobs.yaml"}),
    ("naming/plural-collections", ROOT, "/paths/~1job", {"$ref": "paths/jobs.yaml"}),
    ("naming/operations", JOBS, "/get/operationId", "searchJobs"),
    ("naming/operations", JOBS, "/get/operationId", "getJobs"),
    ("naming/operations", ONE_JOB, "/get/operationId", "getService"),
    ("files/path", ROOT, "/paths/~1offices", {"$ref": "paths/jobs.yaml"}),
    ("files/used", "components/schemas/Lonely.yaml", "", {"type": "object"}),
    ("documentation/components", TEXT, "/description", GONE),
    ("documentation/components", ETAG, "/description", " "),
    ("documentation/properties", TEXT, "/properties/value/description", GONE),
    ("documentation/property-examples", TEXT, "/properties/value/example", GONE),
    (
        "documentation/property-examples",
        "components/schemas/Service.yaml",
        "/properties/classes/example",
        GONE,
    ),
    ("documentation/parameter-examples", LIMIT, "/example", GONE),
    ("documentation/parameter-examples", ETAG, "/example", GONE),
    ("documentation/property-sources", TEXT, "/properties/value/x-source", GONE),
    ("documentation/property-sources", TEXT, "/properties/value/x-source", {"jobsuche": 3}),
    ("documentation/operations", JOBS, "/get/tags", ["unknown"]),
    ("documentation/operations", JOBS, "/get/tags", []),
    ("documentation/operations", JOBS, "/get/description", GONE),
    ("documentation/summaries", JOBS, "/get/summary", "Jobs"),
    ("documentation/summaries", JOBS, "/get/summary", "List all the jobs that there are in this town"),
    ("documentation/summaries", JOBS, "/get/summary", "List jobs."),
    ("documentation/demands", JOBS, "/get/x-demands", GONE),
    ("documentation/demands", JOBS, "/get/x-demands", ["L14"]),
    ("documentation/tags", ROOT, "/tags/0/description", GONE),
    ("documentation/tags", ROOT, "/tags", [{"name": "idle", "description": "Idle."}]),
    ("guards/stated", TEXT, "/properties/value/x-personal-data", GONE),
    ("guards/stated", TEXT, "/properties/value/x-personal-data", "perhaps"),
    ("guards/stated", TEXT, "/properties/value/x-personal-data", {"guarded": "personal-data/unknown"}),
    ("guards/never-unguarded", JOB, "/properties/detailUrl/x-personal-data", "none"),
    ("classes/described", ROOT, "/x-classes/live/kind", "hobby"),
    ("classes/described", ROOT, "/x-classes/live/title", GONE),
    ("classes/described", ROOT, "/x-classes/live/presupposes", ["unknown"]),
    ("classes/kinds-complete", ROOT, "/x-classes/static/kind", "capability"),
    ("classes/known", LIMIT, "/x-class", "unknown"),
    ("classes/known", ETAG, "/x-required-in", ["unknown"]),
    ("classes/known", SORT, "/schema/x-enum-classes/distance", "unknown"),
    ("classes/everywhere", JOBS, "/x-class", GONE),
    ("classes/everywhere", LIMIT, "/x-class", ["query", "core"]),
    ("classes/everywhere", ETAG, "/x-class", GONE),
    ("classes/enum-values", SORT, "/schema/x-enum-classes/colour", "query"),
    ("classes/kind-of-path", JOBS, "/x-kind", "item"),
    ("classes/kind-of-path", JOBS, "/x-collection", GONE),
    ("filters/match", OFFER_TYPE, "/x-filter", {"property": "offerType.code"}),
    ("filters/match", OFFER_TYPE, "/x-filter/match", "guess"),
    ("filters/property", OFFER_TYPE, "/x-filter/property", "offerType.colour"),
    ("filters/property", OFFER_TYPE, "/x-filter/property", "offerType[].code"),
    ("filters/code-list", OFFER_TYPE, "/x-code-list", "unknown"),
    ("filters/code-list", JOB, "/properties/offerType/x-code-list", "unknown"),
    ("responses/complete", ONE_JOB, "/get/responses/404", GONE),
    ("responses/complete", ONE_JOB, "/get/responses/410", GONE),
    ("responses/complete", JOBS, "/get/responses/400", GONE),
    ("responses/complete", JOBS, "/get/responses/401", GONE),
    ("responses/headers", ANSWER, "/headers/ETag", GONE),
    ("responses/headers", ANSWER, "/headers/Content-Language", GONE),
    ("responses/headers", "components/responses/Unauthorized.yaml", "/headers/WWW-Authenticate", GONE),
    ("responses/headers", "components/responses/TooManyRequests.yaml", "/headers/Retry-After", GONE),
    ("responses/headers", REFUSAL, "/headers/Access-Control-Allow-Origin", GONE),
    ("responses/problems", REFUSAL, "/content", GONE),
    ("responses/problems", REFUSAL, "/content/application~1problem+json/x-class", GONE),
    ("responses/json", ANSWER, "/content", GONE),
    ("responses/open-without-key", "paths/root.yaml", "/get/security", GONE),
    ("responses/open-without-key", JOBS, "/get/security", []),
    ("examples/present", ANSWER, "/content/application~1json/examples", GONE),
    ("examples/present", ANSWER, "/content/application~1json/examples/one", {"value": {}}),
    ("examples/bodies-valid", EXAMPLE, "/value/colour", "red"),
    ("examples/bodies-valid", EXAMPLE, "/value/publishedAt", "2026-02-30T06:00:00+01:00"),
    ("examples/bodies-valid", EXAMPLE, "/value/id", GONE),
    ("examples/record-size", EXAMPLE, "/value/id", "x" * 4000),
    ("examples/whole", EXAMPLE, "/value/updatedOn", GONE),
    ("examples/properties-valid", JOB, "/properties/updatedOn/example", "2026-02-30"),
    ("examples/properties-valid", JOB, "/properties/id/example", "J 1"),
    ("examples/parameters-valid", LIMIT, "/example", 101),
    ("examples/parameters-valid", ETAG, "/example", 5),
    ("examples/coherent", EXAMPLE, "/value/title/value", "Bäcker"),
    ("examples/body-codes", EXAMPLE, "/value/offerType/code", "unknown"),
    ("examples/property-codes", OFFER_TYPE, "/example", ["unknown"]),
    ("requirements/shape", PAGING, "/requirements/0/level", "SHALL"),
    ("requirements/shape", PAGING, "/requirements/0/judged", "guessed"),
    ("requirements/shape", PAGING, "/requirements/0/sentence/de", GONE),
    ("requirements/shape", PAGING, "/requirements/0/mend", GONE),
    ("requirements/shape", PAGING, "/requirements/0/demands", ["L14"]),
    ("requirements/shape", PAGING, "/requirements/0/demands", []),
    ("requirements/shape", PAGING, "/requirements/0/id", "paging/Total"),
    ("requirements/shape", PAGING, "/requirements/0/colour", "red"),
    ("requirements/groups", PAGING, "/group", "query"),
    ("requirements/ids", PAGING, "/requirements/0/id", "query/holds"),
    ("requirements/class", PAGING, "/requirements/0/class", "unknown"),
    ("requirements/class", PAGING, "/requirements/0/needs", ["unknown"]),
    ("requirements/sentence", PAGING, "/requirements/0/level", "MAY"),
    ("requirements/sentence", PAGING, "/requirements/0/sentence/de", "Es MUSS gelten"),
    ("requirements/not-tested", PAGING, "/requirements/0/judged", "declared"),
    ("requirements/not-tested", PAGING, "/requirements/0/notTested", {"en": "Why.", "de": "Warum."}),
    ("requirements/place", PAGING, "/requirements/0/place", "/paths/~1unknown"),
    ("code-lists/shape", CODES, "/codes/0/validFrom", "2026-02-30"),
    ("code-lists/shape", CODES, "/codes/0/colour", "red"),
    ("code-lists/shape", CODES, "/scheme", "borrowed"),
    ("code-lists/shape", EXTERNAL, "/pattern", GONE),
    ("code-lists/file", CODES, "/id", "offers"),
    ("code-lists/unique", CODES, "/codes/0/code", "internship"),
    ("code-lists/notation", CODES, "/codes/0/code", "Full_Time"),
    ("code-lists/notation", CODES, "/codes/0/code", "x-own"),
    ("code-lists/notation", EXTERNAL, "/codes/0/code", "D1"),
    ("code-lists/languages", CODES, "/codes/0/labels/1", GONE),
    ("code-lists/languages", CODES, "/codes/0/labels/1/lang", "de"),
    ("code-lists/broader", CODES, "/codes/0/broader", "unknown"),
    ("code-lists/broader", CODES, "/codes/0/broader", "job"),
    ("code-lists/agree-with-contract", "code-lists/conformance-classes.yaml", "/codes/0/code", "kernel"),
]


def found(world: World, rule: str) -> list[str]:
    """The rule's findings, as an author sees them."""
    judging = [house_rule for house_rule in house_rules() if house_rule.id == rule]
    return [str(finding) for finding in apply_rules(world.subject(), judging)]


def test_the_small_contract_keeps_every_rule(world: World) -> None:
    """The conforming case of every rule."""
    assert [str(finding) for finding in apply_rules(world.subject(), house_rules())] == []


@pytest.mark.parametrize(("rule", "file", "pointer", "value"), VIOLATIONS)
def test_a_violation_is_found(world: World, rule: str, file: str, pointer: str, value: Any) -> None:
    """One change to the small contract, and the rule finds it."""
    world.files.setdefault("components/responses/not-found.yaml", world.files[REFUSAL])
    if value is GONE:
        world.drop(file, pointer)
    elif pointer:
        world.put(file, pointer, value)
    else:
        world.files[file] = value
    assert found(world, rule)


def test_a_code_that_ends_before_it_begins_is_found(world: World) -> None:
    """`code-lists/validity` compares both ends."""
    world.files[CODES]["codes"][0] |= {"validFrom": "2026-02-09", "validThrough": "2026-02-08"}
    assert found(world, "code-lists/validity")


def test_a_component_inside_the_root_is_found(world: World) -> None:
    """`files/component` wants a file for each component."""
    world.put(ROOT, "/components/parameters", {"Here": {"name": "here", "in": "query"}})
    world.put(ROOT, "/paths/~1heres", {"get": {"parameters": [{"$ref": "#/components/parameters/Here"}]}})
    assert found(world, "files/component")


def test_an_id_of_the_newest_release_cannot_vanish(world: World) -> None:
    """`requirements/frozen` holds the ids against the newest release, not against older ones."""
    gone = {"group": "paging", "requirements": [{"id": "paging/gone"}]}
    world.releases["1.0.0-rc.9"] = {"info": {"version": "1.0.0-rc.9"}, "x-requirements": [gone]}
    world.releases["1.0.0-rc.10"] = {"info": {"version": "1.0.0-rc.10"}, "x-requirements": []}
    assert found(world, "requirements/frozen") == []
    world.releases["1.0.0-rc.10"]["x-requirements"] = [gone]
    assert found(world, "requirements/frozen")


def test_a_release_cannot_change(world: World) -> None:
    """`frozen/version` compares the sources with the release of their own version."""
    world.releases["1.0.0"] = dict(world.subject().whole)
    assert found(world, "frozen/version") == []
    world.put(JOBS, "/get/description", "Another text.")
    assert found(world, "frozen/version")


def test_every_rule_has_a_violation() -> None:
    """No rule lands that never found anything."""
    elsewhere = {"code-lists/validity", "files/component", "requirements/frozen", "frozen/version"}
    elsewhere |= {"overlay/shape", "overlay/complete", "overlay/targets-exist"}  # see test_overlay
    assert {rule.id for rule in house_rules()} == {rule for rule, *_ in VIOLATIONS} | elsewhere


def test_every_rule_says_what_it_demands() -> None:
    """The first line of a rule's docstring is shown by `spec lint --rules`."""
    assert all(rule.says for rule in house_rules())


def test_a_finding_names_file_place_rule_and_cure(world: World) -> None:
    """A message leads to the place and says what would be right."""
    world.drop(TEXT, "/properties/value/description")
    assert found(world, "documentation/properties") == [
        "spec/v1/components/schemas/Text.yaml at /properties/value: documentation/properties: "
        "there is no description; right would be: what it is, and its official German term"
    ]


def test_a_malformed_document_is_a_finding_and_no_crash(world: World) -> None:
    """A rule that stumbles says so."""
    world.put(JOBS, "/get/parameters", "none")
    assert any("stumbled" in str(finding) for finding in apply_rules(world.subject(), house_rules()))
