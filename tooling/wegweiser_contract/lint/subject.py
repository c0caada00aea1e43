"""What the house rules look at: the bundle and the files around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wegweiser_contract.artifacts import frozen, read_releases
from wegweiser_contract.bundling import bundle
from wegweiser_contract.operations import resolve
from wegweiser_contract.pointers import lookup
from wegweiser_contract.sources import ROOT_DOCUMENT, SOURCE_FOLDER, Sources
from wegweiser_contract.versions import precedence
from wegweiser_contract.walking import reached_from, schemas_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Files = Mapping[str, Mapping[str, Any]]
    """File as seen from `spec/v1` → the mapping in it."""


@dataclass(frozen=True)
class Subject:
    """`releases` by version; `whole` is the contract as a release would freeze it now."""

    document: dict[str, Any]
    origins: Mapping[str, str] = field(default_factory=dict)
    component_files: tuple[str, ...] = ()
    requirement_files: Files = field(default_factory=dict)
    code_list_files: Files = field(default_factory=dict)
    overlay_files: Files = field(default_factory=dict)
    releases: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    whole: Mapping[str, Any] = field(default_factory=dict)

    def shown(self, place: str) -> str:
        """A pointer into the bundle, as the file and place an author opens."""
        if not place.startswith("/"):
            return f"{SOURCE_FOLDER}/{place}"
        start = "/".join(place.split("/")[: 4 if place.startswith("/components/") else 3])
        file = self.origins.get(start, ROOT_DOCUMENT)
        inside = place if file == ROOT_DOCUMENT else place[len(start) :]
        return f"{SOURCE_FOLDER}/{file} at {inside or '/'}"

    def resolve(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        return resolve(self.document, node)

    def meant(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema behind a reference or a one-member `allOf`."""
        while "$ref" in schema or "allOf" in schema:
            schema = lookup(self.document, schema["$ref"]) if "$ref" in schema else schema["allOf"][0]
        return schema

    @property
    def classes(self) -> Mapping[str, Mapping[str, Any]]:
        found: Mapping[str, Mapping[str, Any]] = self.document["x-classes"]
        return found

    @property
    def newest_release(self) -> Mapping[str, Any] | None:
        newest = max(self.releases, key=precedence, default=None)
        return self.releases[newest] if newest else None

    def requirements(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """File and requirement."""
        for file, group in self.requirement_files.items():
            for requirement in group.get("requirements") or ():
                yield file, requirement

    def properties(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every property of every schema that answers are made of."""
        for pointer, schema in schemas_of(self.document):
            if isinstance(schema.get("properties"), dict):
                yield from ((f"{pointer}/properties/{name}", p) for name, p in schema["properties"].items())

    def answer_schemas(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every schema outside of parameters: those of components, headers and bodies."""
        for pointer, schema in schemas_of(self.document):
            if not pointer.startswith("/components/parameters/") and "/parameters/" not in pointer:
                yield pointer, schema

    def properties_of_single_things(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The properties that records and the service description are made of, however deep."""
        items = self.document["paths"].values()
        single = [item for item in items if item.get("x-kind") in ("item", "description")]
        bodies = [item.get("get", {}).get("responses", {}).get("200") for item in single]
        reached = reached_from(bodies, self.document)
        for pointer, schema in self.properties():
            if "#" + "/".join(pointer.split("/")[:4]) in reached:
                yield pointer, schema


def subject_of(repository: Path) -> Subject:
    """The contract as it lies in the repository."""
    sources = Sources(repository)
    made = bundle(sources)
    return Subject(
        document=made.document,
        origins=made.origins,
        component_files=tuple(sources.component_names()),
        requirement_files={name: sources.read(name) for name in sources.names("requirements")},
        code_list_files={name: sources.read(name) for name in sources.names("code-lists")},
        overlay_files={name: sources.read(name) for name in sources.names("overlays")},
        releases=read_releases(repository),
        whole=frozen(repository),
    )
