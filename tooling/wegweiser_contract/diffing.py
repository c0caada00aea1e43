"""What `wegweiser spec diff` does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wegweiser_contract.artifacts import frozen
from wegweiser_contract.contract import load_contract, releases
from wegweiser_contract.diff import Severity, compare
from wegweiser_contract.errors import ContractError
from wegweiser_contract.sources import find_repository
from wegweiser_contract.yaml_text import from_yaml


def diff(old_name: str, new_name: str) -> int:
    """Print every change, the worst first; 1 if a client may break."""
    old, new = contract_document(old_name), contract_document(new_name)
    try:
        changes = compare(old, new)
    except (AttributeError, KeyError, TypeError, IndexError) as error:
        raise ContractError(
            f"one of the documents is no valid OpenAPI ({type(error).__name__}: {error})"
        ) from error
    for change in changes:
        print(change)
    counts = {severity: sum(change.severity is severity for change in changes) for severity in Severity}
    print(", ".join(f"{count} {severity.value}" for severity, count in counts.items()) + ".")
    return 1 if counts[Severity.BREAKING] else 0


def contract_document(name: str) -> dict[str, Any]:
    """The document in a file, that of a release, or the sources in a repository's folder."""
    path = Path(name)
    if path.is_dir():
        return frozen(find_repository(path.resolve()))
    if path.is_file():
        return _checked(from_yaml(path.read_bytes(), name), name)
    if name in releases():
        contract = load_contract(name)
        beside = {"x-requirements": contract.requirement_groups, "x-code-lists": contract.raw_code_lists}
        return {**contract.document, **beside}
    raise ContractError(
        f"{name!r} is neither a file nor a folder nor a release; there are {', '.join(releases())}"
    )


def _checked(document: Any, name: str) -> dict[str, Any]:
    if isinstance(document, dict) and "openapi" in document and isinstance(document.get("paths"), dict):
        return document
    raise ContractError(f"{name}: no OpenAPI document; it needs `openapi` and `paths`")
