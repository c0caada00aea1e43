"""Mutants of properties: every leaf of every answer, dropped or changed, wherever it may differ."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.matrix.model import Mutant, in_english, tenth, tenth_of_requests

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wegweiser_contract import Contract
    from wegweiser_server.defects.model import Answer, App, Request, Run

    When = Callable[[Request], bool]
    Edit = Callable[[dict[str, Any], str], None]

RECORDS = {"jobs": "Job", "course-sessions": "CourseSession", "courses": "Course", "offices": "Office"}
DEEPEST = 4
# Where a whole server that differs would be a right one with other data, only inconsistency is wrong.
PARTS: Mapping[str, tuple[str, bool, bool, When]] = {
    "in-lists": ("in lists", True, False, lambda _: True),
    "in-items": ("in items", False, True, lambda _: True),
    "in-english": ("when English is asked for", True, True, in_english),
    "in-a-tenth-of-answers": ("in one answer of ten", True, True, tenth_of_requests),
}


def mutants(classes: frozenset[str]) -> Iterator[Mutant]:
    contract = load_contract().project(classes)
    for collection, schema in RECORDS.items():
        if collection in classes:
            yield from _of_records(contract, collection, schema)
    yield from _of_documents(contract)


def _of_records(contract: Contract, collection: str, schema: str) -> Iterator[Mutant]:
    filtered = _filtered(contract, collection)
    for path, leaf, required in leaves(contract, contract.schema(schema)):
        if path in ("distanceKm",):
            continue
        for how, edit in _edits(contract, leaf).items():
            groups = ("records", "languages", "values", collection)
            for part, (says, lists, items, when) in PARTS.items():
                yield Mutant(
                    f"properties/{collection}/{path}:{how}-{part}",
                    f"{path} of {collection} is {how} {says}",
                    _records(collection, path, edit, lists, items, when),
                    groups,
                )
            if path in filtered or (how == "dropped" and required and "." not in path and "[" not in path):
                yield Mutant(
                    f"properties/{collection}/{path}:{how}",
                    f"{path} of {collection} is {how}",
                    _records(collection, path, edit, True, True, lambda _: True),
                    ("filters", *groups),
                )
                yield Mutant(
                    f"properties/{collection}/{path}:{how}-in-a-tenth-of-records",
                    f"{path} of {collection} is {how} in one record of ten",
                    _records(collection, path, edit, True, True, lambda _: True, only=tenth),
                    ("filters", *groups),
                )


def _filtered(contract: Contract, collection: str) -> set[str]:
    source = "course-sessions" if collection == "courses" else collection
    if source != collection:
        return set()
    return {
        path
        for operation in contract.operations
        if operation.collection == collection and operation.kind == "list"
        for parameter in operation.parameters
        if parameter.filter
        for path in parameter.filter.property.split("|")
    }


def _of_documents(contract: Contract) -> Iterator[Mutant]:
    documents: tuple[tuple[str, str, When, tuple[str, ...]], ...] = (
        ("description", "ServiceDescription", lambda r: r.path in ("", "/"), ("service-description",)),
        ("page", "Page", lambda r: r.is_list, ("paging",)),
        ("place", "AskedPlace", lambda r: r.is_list, ("place-search",)),
        ("code-list", "CodeList", lambda r: r.path.startswith("/code-lists/"), ("code-lists",)),
        ("code-lists", "CodeListList", lambda r: r.path.rstrip("/") == "/code-lists", ("code-lists",)),
        ("problem", "Problem", lambda _: True, ("problems",)),
    )
    for name, schema, when, groups in documents:
        for path, leaf, required in leaves(contract, contract.schema(schema)):
            for how, edit in _edits(contract, leaf).items():
                if how == "dropped" and not required:
                    continue
                yield Mutant(
                    f"properties/{name}/{path}:{how}",
                    f"{path} of the {name} is {how}",
                    _documents(name, path, edit, when),
                    groups,
                )
                yield Mutant(
                    f"properties/{name}/{path}:{how}-in-a-tenth-of-answers",
                    f"{path} of the {name} is {how} in one answer of ten",
                    _documents(name, path, edit, _sometimes(when)),
                    groups,
                )


def _sometimes(when: When) -> When:
    return lambda request: when(request) and tenth_of_requests(request)


def leaves(
    contract: Contract, schema: Mapping[str, Any], prefix: str = "", depth: int = 0
) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """(path, schema, required) of every property that is no object: `locations[].postcode`."""
    schema = _flat(contract, schema)
    required = schema.get("required", ())
    for name, part in schema.get("properties", {}).items():
        inner, path = _flat(contract, part), f"{prefix}{name}"
        if inner.get("type") == "array":
            yield path, inner, name in required
            inner, path = _flat(contract, inner.get("items", {})), f"{path}[]"
        if inner.get("properties") and depth < DEEPEST:
            yield from leaves(contract, inner, f"{path}.", depth + 1)
        elif not path.endswith("[]"):
            yield path, inner, name in required


def _flat(contract: Contract, schema: Mapping[str, Any]) -> dict[str, Any]:
    """With references and `allOf` followed."""
    merged = dict(contract.resolve(schema))
    for part in merged.pop("allOf", ()):
        inner = _flat(contract, part)
        merged = {
            **inner,
            **merged,
            "properties": {**inner.get("properties", {}), **merged.get("properties", {})},
        }
    return merged


def _edits(contract: Contract, leaf: Mapping[str, Any]) -> dict[str, Edit]:
    codes = (
        list(contract.code_lists[leaf["x-code-list"]].entries)
        if "x-code-list" in leaf
        else leaf.get("enum", [])
    )

    def change(holder: dict[str, Any], name: str) -> None:
        holder[name] = changed(holder[name], leaf, [str(code) for code in codes])

    return {"dropped": lambda holder, name: holder.pop(name), "changed": change}


def changed(value: Any, leaf: Mapping[str, Any], codes: list[str]) -> Any:
    """Its neighbour: the opposite, the next number, day or code; a list or text without its last member."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, list):
        return value[:-1]
    if not isinstance(value, str):
        return value
    if value in codes:
        return codes[(codes.index(value) + 1) % len(codes)]
    return _shifted(value, str(leaf.get("format", "")))


def _shifted(value: str, form: str) -> str:
    if form == "date":
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    if form == "date-time":
        return (datetime.fromisoformat(value.replace("Z", "+00:00")) + timedelta(days=1)).isoformat()
    if value.isascii() and value.isdigit():
        return str(int(value) + 1).zfill(len(value))[-len(value) :]
    return value[:-1]


def _records(
    collection: str,
    path: str,
    edit: Edit,
    lists: bool,
    items: bool,
    when: When,
    only: Callable[[str], bool] = lambda _: True,
) -> Run:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if (
            request.collection != collection
            or answer.status != 200
            or not answer.is_json
            or not when(request)
        ):
            return answer
        document = answer.json()
        if request.is_list and lists:
            chosen = document.get("items", [])
        else:
            chosen = [document] if request.is_item and items else []
        for record in chosen:
            if only(str(record.get("id"))):
                apply(record, path, edit)
        return answer.with_json(document)

    return run


def _documents(name: str, path: str, edit: Edit, when: When) -> Run:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if not answer.is_json or not when(request) or (answer.status >= 400) != (name == "problem"):
            return answer
        document = answer.json()
        inner = document.get(name) if name in ("page", "place") else document
        if isinstance(inner, dict) and answer.status in (200, *range(400, 600)):
            apply(inner, path, edit)
        return answer.with_json(document)

    return run


def apply(holder: Any, path: str, edit: Edit) -> None:
    """Edits the property wherever the path leads."""
    step, _, rest = path.partition(".")
    name = step.removesuffix("[]")
    if not isinstance(holder, dict) or name not in holder:
        return
    if not rest:
        edit(holder, name)
        return
    inner = holder[name]
    for one in inner if isinstance(inner, list) else [inner]:
        apply(one, rest, edit)
