"""A page for each operation: parameters, answers, headers, examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tooling.docs.generated.typing_words import (
    bounds,
    code_list_link,
    code_list_of,
    component_name,
    type_words,
)
from tooling.docs.markup import code, entries, facts, inline, json_block, link, raw, table, tag
from tooling.docs.page import Page, href

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tooling.docs.edition import Edition

    from wegweiser_contract import Operation


def operation_pages(edition: Edition) -> Iterator[Page]:
    for operation in edition.contract.operations:
        name = f"operations/{operation.operation_id}"
        yield Page(name, "\n".join(_parts(edition, operation, name)))


def operations_table(edition: Edition, here: str) -> str:
    rows = [
        (
            link(href(here, f"operations/{one.operation_id}"), code(one.operation_id))
            + f"<br><small>{code(one.path)}</small>",
            inline(_get(edition, one)["summary"]),
            class_tag(edition, one.x_class, here),
        )
        for one in edition.contract.operations
    ]
    heads = (edition["operation"], edition["what-it-does"], edition["class"])
    return raw(table(heads, rows, edition["operations"]) + f"<p>{_try(edition, here)}</p>")


def _try(edition: Edition, here: str, fragment: str = "") -> str:
    return link(href(here, "try", fragment), edition["try-out"])


def class_tag(edition: Edition, name: str, here: str) -> str:
    return tag(link(href(here, "code-lists/conformance-classes", name), name), "class")


def _demand(demand: str, here: str) -> str:
    return link(href(here, "why", demand), demand)


def _get(edition: Edition, operation: Operation) -> Mapping[str, Any]:
    found: Mapping[str, Any] = edition.contract.document["paths"][operation.path]["get"]
    return found


def _parts(edition: Edition, operation: Operation, here: str) -> Iterator[str]:
    get = _get(edition, operation)
    item = edition.contract.document["paths"][operation.path]
    yield f"# {get['summary']}\n"
    yield raw(
        f'<p class="request"><span class="method">GET</span> {code(operation.path)}</p>'
        + facts(
            [
                ("operationId", code(operation.operation_id)),
                (edition["class"], class_tag(edition, operation.x_class, here)),
                (edition["demands"], ", ".join(_demand(one, here) for one in get.get("x-demands", ()))),
                ("Swagger UI", _try(edition, here, f"/{get['tags'][0]}/{operation.operation_id}")),
            ]
        )
    )
    yield f"{get['description']}\n"
    nodes = [
        edition.contract.resolve(one) for one in (*item.get("parameters", ()), *get.get("parameters", ()))
    ]
    if nodes:
        yield f"## {edition['parameters']}\n"
        yield raw(entries(_parameter(edition, node, operation, here) for node in nodes))
    yield f"## {edition['answers']}\n"
    yield raw(entries(_answer(edition, status, node, here) for status, node in operation.responses.items()))
    yield from _headers(edition, operation, here)
    yield from _examples(edition, operation)


def _parameter(
    edition: Edition, node: Mapping[str, Any], operation: Operation, here: str
) -> tuple[str, str, str]:
    schema = edition.contract.resolve(node["schema"])
    needed = edition["required"] if node.get("required") else ""
    term = f"{code(node['name'])} {tag(edition['in-' + node['in']])}" + (
        tag(needed, "must") if needed else ""
    )
    code_list = code_list_of(node) or code_list_of(schema)
    judged = node.get("x-filter")
    meaning = f"<p>{inline(node['description'])}</p>" + facts(
        [
            (edition["type"], type_words(edition, schema, here)),
            *bounds(edition, schema),
            (edition["code-list"], code_list_link(code_list, here) if code_list else ""),
            (edition["filters-by"], _filter(edition, judged) if judged else ""),
            (edition["example"], _example(node)),
            (edition["class"], class_tag(edition, node.get("x-class", operation.x_class), here)),
        ]
    )
    return node["name"], term, meaning


def _filter(edition: Edition, judged: Mapping[str, str]) -> str:
    words = inline(edition["match-" + judged["match"]])
    return f"{code(judged['property'])} – {edition['match'].lower()} {words}"


def _example(node: Mapping[str, Any]) -> str:
    value = node.get("example", node.get("schema", {}).get("example"))
    if value is None:
        return ""
    return ", ".join(map(code, value)) if isinstance(value, list) else code(_literal(value))


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _answer(edition: Edition, status: str, node: Mapping[str, Any], here: str) -> tuple[str, str, str]:
    bodies = [
        (code(kind), type_words(edition, media.get("schema", {}), here))
        for kind, media in node.get("content", {}).items()
    ]
    return f"status-{status}", code(status), f"<p>{inline(node['description'])}</p>" + facts(bodies)


def _headers(edition: Edition, operation: Operation, here: str) -> Iterator[str]:
    carried: dict[str, list[str]] = {}
    nodes: dict[str, Mapping[str, Any]] = {}
    for status, response in operation.responses.items():
        for name, node in response.get("headers", {}).items():
            carried.setdefault(name, []).append(status)
            nodes[name] = edition.contract.resolve(node)
    if nodes:
        yield f"## {edition['headers']}\n"
        yield raw(entries(_header(edition, name, nodes[name], carried[name], here) for name in nodes))


def _header(
    edition: Edition, name: str, node: Mapping[str, Any], statuses: list[str], here: str
) -> tuple[str, str, str]:
    demanded = [class_tag(edition, one, here) for one in node.get("x-required-in", ())]
    meaning = f"<p>{inline(node['description'])}</p>" + facts(
        [
            (edition["on"], ", ".join(map(code, statuses))),
            (edition["example"], code(node["example"]) if "example" in node else ""),
            (edition["required-in"], " ".join(demanded)),
        ]
    )
    return f"header-{name.lower()}", code(name), meaning


def _examples(edition: Edition, operation: Operation) -> Iterator[str]:
    node = operation.responses.get("200", {})
    for media in node.get("content", {}).values():
        for name, example in media.get("examples", {}).items():
            told = edition.contract.resolve(example)
            yield f"## {edition['example-heading'].format(component_name(example) or name)}\n"
            if "summary" in told:
                yield f"{told['summary']}\n"
            yield json_block(told.get("value"))
