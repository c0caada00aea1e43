"""The contract as files: whole and as claimed, in the language of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tooling.docs.generated.classes import USEFUL

from wegweiser_contract.yaml_text import to_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from tooling.docs.edition import Edition


def write_downloads(edition: Edition, folder: Path) -> None:
    _write(edition.contract.document, folder / "openapi")
    for name, classes in USEFUL.items():
        _write(edition.projected(frozenset(classes)).contract.document, folder / "classes" / name)


def _write(document: dict[str, Any], stem: Path) -> None:
    stem.with_suffix(".yaml").write_text(to_yaml(document), "utf-8")
    stem.with_suffix(".json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
