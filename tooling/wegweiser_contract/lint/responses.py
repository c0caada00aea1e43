"""Responses: every error that can arise is written down, with its headers and its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.operations import Operation, operations_in
from wegweiser_contract.pointers import step
from wegweiser_contract.walking import operations_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.lint.subject import Subject

_ALWAYS = ("200", "304", "429", "500", "503")
_HEADERS = {
    "200": ("ETag", "Cache-Control", "Vary"),
    "304": ("ETag", "Cache-Control"),
    "401": ("WWW-Authenticate",),
    "429": ("Retry-After",),
    "503": ("Retry-After",),
}
_CORS = "Access-Control-Allow-Origin"
_PROBLEM = "application/problem+json"


@house_rule("responses/complete")
def complete(subject: Subject) -> Iterator[Fault]:
    """Every status that an operation can answer is written down."""
    for operation in operations_in(subject.document):
        missing = [status for status in _statuses(operation) if status not in operation.responses]
        if missing:
            yield Fault(_place(operation), f"{', '.join(missing)} missing", "a response for each of them")


@house_rule("responses/headers")
def headers(subject: Subject) -> Iterator[Fault]:
    """Every response has the headers that its status needs, and the one for browsers."""
    found = {}
    for operation in operations_in(subject.document):
        for status, response in operation.responses.items():
            missing = [name for name in _wanted(operation, status) if name not in response.get("headers", {})]
            if missing:
                place = step(step(_place(operation), "responses"), status)
                found[id(response)] = Fault(place, f"{', '.join(missing)} missing", "each of them")
    yield from found.values()


@house_rule("responses/problems")
def problems(subject: Subject) -> Iterator[Fault]:
    """Every error has a problem document for its body, and only that."""
    for pointer, status, response in _responses(subject):
        if status < "400":
            continue
        content = response.get("content", {})
        body = content.get(_PROBLEM, {})
        if list(content) != [_PROBLEM] or body.get("schema") != {"$ref": "#/components/schemas/Problem"}:
            yield Fault(pointer, "the body is no problem document", f"{_PROBLEM} with the schema Problem")
        elif body.get("x-class") != "query":
            yield Fault(pointer, "the problem document has no class", "x-class: query; files need none")


@house_rule("responses/json")
def json_bodies(subject: Subject) -> Iterator[Fault]:
    """200 has a JSON body, 304 none."""
    for pointer, status, response in _responses(subject):
        content = list(response.get("content", {}))
        right = {"200": ["application/json"], "304": []}.get(status, content)
        if content != right:
            yield Fault(pointer, f"the body is {content or 'missing'}", " or ".join(right) or "no body")


@house_rule("responses/open-without-key")
def open_without_key(subject: Subject) -> Iterator[Fault]:
    """The service description and the code lists are open, all else may be closed."""
    for pointer, operation in operations_of(subject.document):
        path = pointer.split("/")[2].replace("~1", "/")
        is_open = subject.document["paths"][path].get("x-collection") is None
        if is_open and operation.get("security") != []:
            yield Fault(pointer, "a key may be demanded here", "security: []")
        if not is_open and "security" in operation:
            yield Fault(pointer, "a security of its own", "that of the whole contract")


def _statuses(operation: Operation) -> list[str]:
    closed = ["401", "403"] if operation.collection else []
    asked = ["400"] if any(p.location == "query" for p in operation.parameters) else []
    found = ["404"] if "{" in operation.path else []
    gone = ["410"] if operation.kind == "item" else []
    return [*_ALWAYS, *closed, *asked, *found, *gone]


def _wanted(operation: Operation, status: str) -> tuple[str, ...]:
    """Code lists hold labels in all languages at once, so they have no language of their own."""
    language = ("Content-Language",) if status == "200" and not operation.kind.startswith("code-list") else ()
    return (*_HEADERS.get(status, ()), *language, _CORS)


def _responses(subject: Subject) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every response once: place, status and node; a component's place is its own."""
    seen: set[str] = set()
    for pointer, operation in operations_of(subject.document):
        for status, node in operation.get("responses", {}).items():
            place = node.get("$ref", "#" + step(step(pointer, "responses"), status))[1:]
            if place not in seen:
                seen.add(place)
                yield place, str(status), subject.resolve(node)


def _place(operation: Operation) -> str:
    return step(step("/paths", operation.path), "get")
