"""Two whole documents."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.beside import code_list_changes, requirement_changes
from wegweiser_contract.diff.changes import Change, Severity
from wegweiser_contract.diff.classes import declared_classes
from wegweiser_contract.diff.operations import path_changes
from wegweiser_contract.diff.security import scheme_changes
from wegweiser_contract.diff.words import word_changes

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORDER = list(Severity)


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Every change once, the worst first."""
    found = chain(
        path_changes(old, new),
        scheme_changes(old, new),
        declared_classes(old, new),
        code_list_changes(old, new),
        requirement_changes(old, new),
        word_changes(_keyed(old), _keyed(new)),
    )
    return sorted(
        set(found), key=lambda change: (_ORDER.index(change.severity), change.place, change.rule, change.said)
    )


def _keyed(document: Mapping[str, Any]) -> dict[str, Any]:
    """Code lists by id and codes by code, so that a new one does not shift the others."""
    lists = {
        raw["id"]: {**raw, "codes": {entry["code"]: entry for entry in raw["codes"]}}
        for raw in document.get("x-code-lists", ())
    }
    requirements = {
        requirement["id"]: requirement
        for group in document.get("x-requirements", ())
        for requirement in group["requirements"]
    }
    return {**document, "x-code-lists": lists, "x-requirements": requirements}
