"""Codes in examples: members of the list that their property names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_contract.codelists import CodeList, read_code_lists
from wegweiser_contract.lint.examples import bodies
from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.walking import parameters_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.lint.subject import Subject


@house_rule("examples/body-codes")
def body_codes(subject: Subject) -> Iterator[Fault]:
    """The codes in examples of bodies are codes of their lists."""
    lists = read_code_lists(subject.code_list_files.values())
    for pointer, value, schema in bodies(subject):
        for name, code in _coded(subject, value, schema):
            yield from _unknown(lists, pointer, name, code)


@house_rule("examples/property-codes")
def property_codes(subject: Subject) -> Iterator[Fault]:
    """The codes in examples of properties and parameters are codes of their lists."""
    lists = read_code_lists(subject.code_list_files.values())
    for pointer, node in [*subject.properties(), *parameters_of(subject.document)]:
        if "x-code-list" in node and "example" in node:
            for code in _codes(node["example"]):
                yield from _unknown(lists, pointer, node["x-code-list"], code)


def _unknown(lists: Mapping[str, CodeList], pointer: str, name: str, code: str) -> Iterator[Fault]:
    code_list = lists.get(name)
    if code_list and not code.startswith("x-") and not _belongs(code_list, code):
        yield Fault(
            pointer, f"{code!r} is no code of {name}", f"one of {', '.join(list(code_list.entries)[:12])}"
        )


def _belongs(code_list: CodeList, code: str) -> bool:
    if code_list.scheme == "external" and code_list.pattern:
        return re.search(code_list.pattern, code) is not None
    return code in code_list.entries


def _coded(subject: Subject, value: Any, schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every code in a value, with the list that the schema names for it."""
    if "x-code-list" in schema:
        yield from ((schema["x-code-list"], code) for code in _codes(value))
    meant = subject.meant(schema)
    if isinstance(value, list):
        for entry in value:
            yield from _coded(subject, entry, meant.get("items", {}))
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _coded(subject, inner, meant.get("properties", {}).get(name, {}))


def _codes(value: Any) -> Iterator[str]:
    """`free`, `{code: free}`, or a list of either."""
    for entry in value if isinstance(value, list) else [value]:
        code = entry.get("code") if isinstance(entry, dict) else entry
        if isinstance(code, str):
            yield code
