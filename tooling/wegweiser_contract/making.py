"""What `wegweiser spec bundle` and `wegweiser spec release` do."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wegweiser_contract.artifacts import RELEASES_FOLDER, artifacts, frozen, heading, stale, write
from wegweiser_contract.bundling import bundle
from wegweiser_contract.claims import faults_of_claim
from wegweiser_contract.contract import load_contract
from wegweiser_contract.errors import ContractError
from wegweiser_contract.projection import project
from wegweiser_contract.sources import Sources
from wegweiser_contract.translations import translated_document
from wegweiser_contract.yaml_text import to_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence


def everything(repository: Path) -> int:
    """Write all generated files."""
    texts = artifacts(repository)
    changed = write(repository, texts)
    for name in changed:
        print(f"{'wrote' if name in texts else 'removed'} {name}")
    print(f"{len(texts)} generated files are current, {len(changed)} of them changed now.")
    return 0


def check(repository: Path) -> int:
    """Compare all generated files."""
    texts = artifacts(repository)
    wrong = stale(repository, texts)
    for name in wrong:
        print(f"stale: {name}" if name in texts else f"should be gone: {name}")
    if wrong:
        print(f"{len(wrong)} generated files are not current; `wegweiser spec bundle` makes them so.")
        return 1
    print(f"All {len(texts)} generated files are current.")
    return 0


def one_document(
    repository: Path | None, classes: Sequence[str] | None, out: str, lang: str | None = None
) -> int:
    """Write the bundle, or its projection onto a claim, to one place; without repository the shipped one."""
    document = bundle(Sources(repository)).document if repository else load_contract().document
    command = "wegweiser spec bundle"
    if lang:
        document = translated_document(document, lang)
        command += f" --lang {lang}"
    if classes:
        document = _claimed(document, classes)
        command += f" --classes {','.join(classes)}"
    _put(document, heading(command), out)
    return 0


def release(repository: Path) -> int:
    """Freeze the contract; what is frozen stays as it is."""
    document = frozen(repository)
    name = f"{RELEASES_FOLDER}/{document['info']['version']}.yaml"
    path = repository / name
    if path.exists():
        raise ContractError(
            f"{name} exists, and a release never changes; raise info.version in spec/v1/openapi.yaml"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(heading("wegweiser spec release") + to_yaml(document), encoding="utf-8", newline="\n")
    print(f"wrote {name}; now run `wegweiser spec bundle`, which ships it.")
    return 0


def _claimed(document: dict[str, Any], classes: Sequence[str]) -> dict[str, Any]:
    faults = faults_of_claim(classes, document["x-classes"])
    if faults:
        raise ContractError(f"no valid claim: {'; '.join(faults)}")
    try:
        return project(document, frozenset(classes))
    except (AttributeError, LookupError, TypeError) as error:
        fault = f"the contract has another shape than OpenAPI ({type(error).__name__}: {error})"
        raise ContractError(f"{fault}; `wegweiser spec lint` says where") from error


def _put(document: dict[str, Any], line: str, out: str) -> None:
    as_json = out.endswith(".json")
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n" if as_json else line + to_yaml(document)
    if out == "-":
        sys.stdout.write(text)
    else:
        Path(out).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {out}")
