"""A small contract that keeps every house rule, for tests to bend."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from wegweiser_contract.bundling import bundle
from wegweiser_contract.lint.requirements import GROUPS
from wegweiser_contract.lint.subject import subject_of
from wegweiser_contract.pointers import keys, lookup
from wegweiser_contract.sources import Sources
from wegweiser_contract.yaml_text import from_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from wegweiser_contract.lint.subject import Subject

Files = dict[str, Any]


@dataclass
class World:
    """`files` by their names as seen from spec/v1; whatever a test changes there is written out on demand."""

    folder: Path
    files: Files
    releases: Files = field(default_factory=dict)

    def put(self, file: str, pointer: str, value: Any) -> None:
        *above, last = keys(pointer)
        holder = lookup(self.files[file], "/" + "/".join(_escaped(above))) if above else self.files[file]
        holder[int(last) if isinstance(holder, list) else last] = value

    def drop(self, file: str, pointer: str) -> None:
        *above, last = keys(pointer)
        holder = lookup(self.files[file], "/" + "/".join(_escaped(above))) if above else self.files[file]
        del holder[int(last) if isinstance(holder, list) else last]

    def repository(self) -> Path:
        for name, content in self.files.items():
            _write(self.folder / "spec/v1" / name, content)
        for version, content in self.releases.items():
            _write(self.folder / f"spec/releases/{version}.yaml", content)
        return self.folder

    def document(self) -> dict[str, Any]:
        return bundle(Sources(self.repository())).document

    def subject(self) -> Subject:
        return subject_of(self.repository())


def _escaped(parts: list[str]) -> list[str]:
    return [part.replace("~", "~0").replace("/", "~1") for part in parts]


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, copy.deepcopy(SMALL_CONTRACT))


def _yaml(text: str) -> Any:
    return from_yaml(text, "a test")


def _property(text: str) -> dict[str, Any]:
    extra = {"description": "What it is.", "x-source": {"new": "a test"}, "x-personal-data": "none"}
    return {**_yaml(text), **extra}


def _object(required: list[str], **properties: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": "What it is.",
        "additionalProperties": False,
        "required": required,
        "properties": {name: _property(text) for name, text in properties.items()},
    }


_ROOT = """
openapi: 3.0.3
info: {title: A small contract, version: 1.0.0}
tags:
  - {name: service, description: The service.}
  - {name: jobs, description: Jobs.}
  - {name: code-lists, description: Codes.}
x-classes:
  core: {kind: core, presupposes: [], title: Core, description: Everyone.}
  jobs: {kind: resource, presupposes: [], title: Jobs, description: Jobs.}
  query: {kind: publishing, presupposes: [], title: Query, description: Asks.}
  static: {kind: publishing, presupposes: [], title: Static, description: Files.}
  place-search: {kind: capability, presupposes: [query], title: Places, description: Places.}
  live: {kind: capability, presupposes: [query], title: Live, description: Apps.}
security: [{}, {ApiKey: []}]
paths:
  /: {$ref: paths/root.yaml}
  /jobs: {$ref: paths/jobs.yaml}
  /jobs/{jobId}: {$ref: 'paths/jobs_{jobId}.yaml'}
  /jobs/pages/{page}: {$ref: 'paths/jobs_pages_{page}.yaml'}
  /code-lists: {$ref: paths/code-lists.yaml}
  /code-lists/{codeListId}: {$ref: 'paths/code-lists_{codeListId}.yaml'}
components:
  securitySchemes:
    ApiKey: {type: apiKey, in: header, name: X-API-Key}
"""

_ERRORS = {"400": "BadRequest", "401": "Unauthorized", "403": "Forbidden", "404": "NotFound", "410": "Gone"}
_ERRORS |= {"429": "TooManyRequests", "500": "InternalError", "503": "Unavailable"}
_NEEDED_HEADERS = {"401": ["WWW-Authenticate"], "429": ["Retry-After"], "503": ["Retry-After"]}


def _reference(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"../components/{kind}/{name}.yaml"}


def _sibling(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"../{kind}/{name}.yaml"}


def _path(
    kind: str, name: str, body: str, parameters: list[str], errors: str, x_class: str
) -> dict[str, Any]:
    collection = {"x-collection": "jobs"} if kind in ("list", "item", "page") else {}
    operation = {
        "operationId": name,
        "tags": ["jobs" if collection else "service" if kind == "description" else "code-lists"],
        "summary": "List things" if name.startswith("list") else "Get a thing",
        "description": "What it answers.",
        "x-demands": ["L1"],
        "parameters": [_reference("parameters", parameter) for parameter in parameters],
        "responses": {
            "200": _reference("responses", body),
            "304": _reference("responses", "NotModified"),
            **{status: _reference("responses", _ERRORS[status]) for status in errors.split()},
        },
    }
    open_to_all: dict[str, Any] = {} if collection else {"security": []}
    return {"x-class": x_class, "x-kind": kind, **collection, "get": {**operation, **open_to_all}}


def _parameter(
    name: str, location: str, x_class: str, schema: str, example: Any, **more: Any
) -> dict[str, Any]:
    required = {"required": True} if location == "path" else {}
    base = {"name": name, "in": location, "description": "What it asks.", "x-class": x_class, **required}
    return {**base, "schema": _yaml(schema), "example": example, **more}


def _header(name: str) -> str:
    return name.replace("-", "")


def _response(body: str | None, headers: list[str], media_type: str = "application/json") -> dict[str, Any]:
    names = [*headers, "Access-Control-Allow-Origin"]
    response: dict[str, Any] = {
        "description": "An answer.",
        "headers": {name: _sibling("headers", _header(name)) for name in names},
    }
    if body:
        examples = {"one": _sibling("examples", body)}
        response["content"] = {media_type: {"schema": _sibling("schemas", body), "examples": examples}}
    return response


_COMMON = "429 500 503"
_CACHE = ["ETag", "Cache-Control"]
_BODY = [*_CACHE, "Vary"]
_ALL_HEADERS = [*_BODY, "Content-Language", "WWW-Authenticate", "Retry-After", "Access-Control-Allow-Origin"]
_JOB = {
    "id": "j1",
    "detailUrl": "https://jobs.example/j1",
    "title": {"value": "Koch"},
    "offerType": {"code": "job", "label": "Arbeit"},
    "updatedOn": "2026-11-02",
}


def _problem_response(status: str) -> dict[str, Any]:
    response = _response("Problem", _NEEDED_HEADERS.get(status, []), "application/problem+json")
    response["content"]["application/problem+json"]["x-class"] = "query"
    return response


def _requirement_file(group: str) -> dict[str, Any]:
    slugs = ["free-text-clean"] if group == "personal-data" else ["holds"]
    both = {"en": "It MUST hold.", "de": "Es MUSS gelten."}
    requirement = {"class": "core", "level": "MUST", "judged": "passive", "sentence": both, "demands": ["L1"]}
    requirements = [
        {"id": f"{group}/{slug}", **requirement, "place": "/paths/~1jobs", "mend": both} for slug in slugs
    ]
    return {"group": group, "title": {"en": "A group", "de": "Eine Gruppe"}, "requirements": requirements}


def _code_list(id_: str, *codes: str, **more: Any) -> dict[str, Any]:
    texts = [
        {"value": "Wort", "lang": "de", "origin": "human"},
        {"value": "word", "lang": "en", "origin": "human"},
    ]
    return {
        "id": id_,
        "title": copy.deepcopy(texts),
        "version": "2026-11-22",
        "source": {"name": "a test"},
        "scheme": "own",
        "codes": [{"code": code, "labels": copy.deepcopy(texts)} for code in codes],
        **more,
    }


def _guarded(schema: dict[str, Any], name: str, requirement: str) -> dict[str, Any]:
    schema["properties"][name]["x-personal-data"] = {"guarded": requirement}
    return schema


def _schemas() -> Files:
    job = _object(
        ["id", "title"],
        id="{type: string, pattern: '^[a-z0-9]+$', example: j1}",
        detailUrl="{type: string, format: uri, example: 'https://jobs.example/j1'}",
        title="{allOf: [{$ref: Text.yaml}]}",
        offerType="{allOf: [{$ref: Code.yaml}], x-code-list: offer-types}",
        publishedAt="{type: string, format: date-time, example: '2026-11-02T06:00:00+01:00'}",
        distanceKm="{type: number, format: double, example: 2.4, x-class: place-search}",
        updatedOn="{type: string, format: date, example: '2026-11-02', x-required-in: [live]}",
    )
    return {
        "Job": _guarded(job, "detailUrl", "records/holds"),
        "JobList": _object(
            ["items", "page"],
            items="{type: array, items: {$ref: Job.yaml}}",
            page="{allOf: [{$ref: Page.yaml}]}",
        ),
        "Page": _object(
            ["total"],
            total="{type: integer, example: 2}",
            nextCursor="{type: string, example: abc, x-class: query}",
        ),
        "Text": _guarded(
            _object(["value"], value="{type: string, maxLength: 300, example: Koch}"),
            "value",
            "personal-data/free-text-clean",
        ),
        "Code": _object(
            ["code", "label"],
            code="{type: string, example: job}",
            label="{type: string, maxLength: 300, example: Arbeit}",
        ),
        "Problem": _object(["status"], status="{type: integer, example: 400}"),
        "Service": _object(
            ["classes"],
            classes="{type: array, items: {type: string}, x-code-list: conformance-classes, example: [core]}",
        ),
        "CodeList": _object(["id"], id="{type: string, example: offer-types}"),
        "CodeListList": _object(["items"], items="{type: array, items: {$ref: CodeList.yaml}}"),
    }


_PARAMETERS = {
    "JobId": _parameter("jobId", "path", "jobs", "{type: string}", "j1"),
    "Page": _parameter("page", "path", "static", "{type: string}", "2"),
    "CodeListId": _parameter("codeListId", "path", "core", "{type: string}", "offer-types"),
    "Limit": _parameter(
        "limit", "query", "query", "{type: integer, minimum: 1, maximum: 100, default: 20}", 20
    ),
    "OfferType": _parameter(
        "offerType",
        "query",
        "query",
        "{type: array, items: {type: string}}",
        ["job"],
        **{"x-code-list": "offer-types", "x-filter": {"property": "offerType.code", "match": "equals"}},
    ),
    "Sort": _parameter(
        "sort",
        "query",
        "query",
        "{type: string, enum: [distance, date], x-enum-classes: {distance: place-search}}",
        "distance",
    ),
    "Near": _parameter(
        "near", "query", "place-search", "{type: string, enum: [a], x-enum-classes: {a: place-search}}", "a"
    ),
}

_EXAMPLES = {
    "Job": _JOB,
    "JobList": {"items": [{**_JOB, "distanceKm": 1.5}], "page": {"total": 1, "nextCursor": "abc"}},
    "Problem": {"status": 400},
    "Service": {"classes": ["core", "jobs"]},
    "CodeList": {"id": "offer-types"},
    "CodeListList": {"items": [{"id": "offer-types"}]},
}

_LANGUAGE = [*_BODY, "Content-Language"]
_RESPONSES = {
    "Job": _response("Job", _LANGUAGE),
    "JobList": _response("JobList", _LANGUAGE),
    "Service": _response("Service", _LANGUAGE),
    "CodeList": _response("CodeList", _BODY),
    "CodeListList": _response("CodeListList", _BODY),
    "NotModified": _response(None, _CACHE),
    **{name: _problem_response(status) for status, name in _ERRORS.items()},
}

_PATHS = {
    "root": _path("description", "getService", "Service", [], _COMMON, "core"),
    "jobs": _path(
        "list",
        "listJobs",
        "JobList",
        ["Limit", "OfferType", "Sort", "Near"],
        f"400 401 403 {_COMMON}",
        "jobs",
    ),
    "jobs_{jobId}": _path("item", "getJob", "Job", ["JobId"], f"401 403 404 410 {_COMMON}", "jobs"),
    "jobs_pages_{page}": _path(
        "page", "listJobsPage", "JobList", ["Page"], f"401 403 404 {_COMMON}", "static"
    ),
    "code-lists": _path("code-lists", "listCodeLists", "CodeListList", [], _COMMON, "core"),
    "code-lists_{codeListId}": _path(
        "code-list", "getCodeList", "CodeList", ["CodeListId"], f"404 {_COMMON}", "core"
    ),
}

_HEADERS = {
    _header(name): {
        "description": "A header.",
        "x-class": "core",
        "schema": {"type": "string"},
        "example": "x",
        **({"x-required-in": ["live"]} if name == "ETag" else {}),
    }
    for name in _ALL_HEADERS
}

_CODE_LISTS = [
    _code_list("offer-types", "job", "internship"),
    _code_list("conformance-classes", "core", "jobs", "query", "static", "place-search", "live"),
    _code_list("collections", "jobs"),
    _code_list("levels", "A1", "B1", scheme="external", pattern="^[A-C][12]$"),
]


def _small_contract() -> Files:
    kinds = {"schemas": _schemas(), "parameters": _PARAMETERS, "responses": _RESPONSES, "headers": _HEADERS}
    kinds["examples"] = {name: {"summary": "One", "value": value} for name, value in _EXAMPLES.items()}
    return {
        "openapi.yaml": _yaml(_ROOT),
        **{f"paths/{name}.yaml": node for name, node in _PATHS.items()},
        **{f"components/{kind}/{name}.yaml": node for kind in kinds for name, node in kinds[kind].items()},
        **{f"requirements/{group}.yaml": _requirement_file(group) for group in GROUPS},
        **{f"code-lists/{raw['id']}.yaml": raw for raw in _CODE_LISTS},
    }


SMALL_CONTRACT: Files = json.loads(json.dumps(_small_contract()))
"""Nothing in it is shared between two files."""
