"""Code lists: the values that records and filters may carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_contract.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code; `labels` keyed by language, `raw` as it stands in the file."""

    code: str
    labels: Mapping[str, str]
    legacy: bool
    broader: str | None
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CodeList:
    """`scheme` is `own` (checked by membership) or `external` (checked by `pattern`)."""

    id: str
    scheme: str
    pattern: str | None
    entries: Mapping[str, CodeEntry]
    raw: Mapping[str, Any]


def read_code_lists(raws: Iterable[Mapping[str, Any]]) -> dict[str, CodeList]:
    """By id, in the order of the files."""
    return {code_list.id: code_list for code_list in map(_code_list, raws)}


def _code_list(raw: Mapping[str, Any]) -> CodeList:
    try:
        entries = {code["code"]: _entry(code) for code in raw["codes"]}
        return CodeList(raw["id"], raw["scheme"], raw.get("pattern"), entries, raw)
    except KeyError as missing:
        raise ContractError(f"code-lists/{raw.get('id', '?')}.yaml: an entry has no {missing}") from None


def _entry(raw: Mapping[str, Any]) -> CodeEntry:
    return CodeEntry(
        code=raw["code"],
        labels={label["lang"]: label["value"] for label in raw["labels"]},
        legacy=bool(raw.get("legacy")),
        broader=raw.get("broader"),
        raw=raw,
    )
