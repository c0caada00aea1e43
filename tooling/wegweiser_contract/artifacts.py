"""The files that are made from the sources: what each must hold, and which of them are stale."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wegweiser_contract.bundling import bundle
from wegweiser_contract.errors import SourceError
from wegweiser_contract.sources import SOURCE_FOLDER, Sources
from wegweiser_contract.twin import to_openapi_31
from wegweiser_contract.yaml_text import from_yaml, to_yaml

if TYPE_CHECKING:
    from pathlib import Path

DATA_FOLDER = "tooling/wegweiser_contract/data"
RELEASES_FOLDER = "spec/releases"


def heading(command: str) -> str:
    return f"# Generated from {SOURCE_FOLDER} by `{command}`; do not edit.\n"


def artifacts(repository: Path) -> dict[str, str]:
    """Every generated file, as seen from the repository, with its text."""
    sources = Sources(repository)
    document = bundle(sources).document
    line = heading("wegweiser spec bundle")
    texts = {
        "spec/bundled/openapi.yaml": line + to_yaml(document),
        "spec/bundled/openapi-3.1.yaml": line + to_yaml(to_openapi_31(document)),
        f"{DATA_FOLDER}/openapi.json": _json(document),
        f"{DATA_FOLDER}/requirements.json": _json(requirement_groups(sources)),
        f"{DATA_FOLDER}/code-lists.json": _json(code_lists(sources)),
    }
    return texts | _overlays(sources) | _releases(repository)


def stale(repository: Path, texts: dict[str, str]) -> list[str]:
    """The files that differ from what they must hold, are missing, or should be gone."""
    wrong = [name for name, text in texts.items() if _text_of(repository / name) != text]
    return sorted(wrong + superfluous(repository, texts))


def superfluous(repository: Path, texts: dict[str, str]) -> list[str]:
    present = (repository / DATA_FOLDER).rglob("*.json")
    return sorted({path.relative_to(repository).as_posix() for path in present} - set(texts))


def write(repository: Path, texts: dict[str, str]) -> list[str]:
    """Bring the stale files up to date; returns their names."""
    changed = stale(repository, texts)
    for name in changed:
        path = repository / name
        if name in texts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[name], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    return changed


def requirement_groups(sources: Sources) -> list[dict[str, Any]]:
    return [sources.read(name) for name in sources.names("requirements")]


def code_lists(sources: Sources) -> list[dict[str, Any]]:
    return [sources.read(name) for name in sources.names("code-lists")]


def frozen(repository: Path) -> dict[str, Any]:
    """The whole contract in one document, as a release keeps it: nothing the suite judges by lies outside."""
    sources = Sources(repository)
    document = bundle(sources).document
    return {
        **document,
        "x-requirements": requirement_groups(sources),
        "x-code-lists": code_lists(sources),
    }


def read_releases(repository: Path) -> dict[str, dict[str, Any]]:
    """Version → document, of every file in `spec/releases`."""
    found = {}
    for path in sorted((repository / RELEASES_FOLDER).glob("*.yaml")):
        shown = f"{RELEASES_FOLDER}/{path.name}"
        document = from_yaml(path.read_bytes(), shown)
        version = document.get("info", {}).get("version") if isinstance(document, dict) else None
        if version != path.stem:
            raise SourceError(shown, f"info.version is {version!r}, but the file name says {path.stem!r}")
        found[path.stem] = document
    return found


def _releases(repository: Path) -> dict[str, str]:
    releases = read_releases(repository)
    return {f"{DATA_FOLDER}/releases/{version}.json": _json(releases[version]) for version in releases}


def _overlays(sources: Sources) -> dict[str, str]:
    """So that who has the package alone can show the contract in German."""
    names = sources.names("overlays")
    return {f"{DATA_FOLDER}/{name.removesuffix('.yaml')}.json": _json(sources.read(name)) for name in names}


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
