"""A contract ready for use: the one thing that server and suite ask for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from wegweiser_contract.claims import faults_of_claim
from wegweiser_contract.codelists import CodeList, read_code_lists
from wegweiser_contract.errors import ContractError
from wegweiser_contract.operations import Operation, operations_in, resolve
from wegweiser_contract.projection import project
from wegweiser_contract.requirements import Requirement, read_requirements
from wegweiser_contract.versions import precedence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, eq=False)
class Contract:
    """`document` is OpenAPI 3.0.3 in one piece; treat it as read-only, it is shared.

    Two contracts are equal only if they are the same object, so that a contract can be a key.
    """

    document: dict[str, Any]
    requirement_groups: tuple[Mapping[str, Any], ...] = ()
    raw_code_lists: tuple[Mapping[str, Any], ...] = ()

    @property
    def version(self) -> str:
        return str(self.document["info"]["version"])

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.document["x-classes"])

    def project(self, classes: Iterable[str]) -> Contract:
        """The contract of someone who claims just these classes, be the claim valid or not."""
        claimed = frozenset(classes)
        unknown = sorted(claimed - self.classes)
        if unknown:
            known = ", ".join(sorted(self.classes))
            raise ContractError(f"no such conformance class: {', '.join(unknown)}; there are {known}")
        return Contract(project(self.document, claimed), self.requirement_groups, self.raw_code_lists)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        return operations_in(self.document)

    def operation(self, operation_id: str) -> Operation:
        for operation in self.operations:
            if operation.operation_id == operation_id:
                return operation
        raise ContractError(f"the contract has no operation {operation_id!r}")

    def resolve(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """The component that a reference means, or the node itself."""
        return resolve(self.document, node)

    def schema(self, name: str) -> Mapping[str, Any]:
        try:
            found: Mapping[str, Any] = self.document["components"]["schemas"][name]
        except KeyError:
            raise ContractError(f"the contract has no schema {name!r}") from None
        return found

    @cached_property
    def code_lists(self) -> Mapping[str, CodeList]:
        return read_code_lists(self.raw_code_lists)

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        """Those of the contract's classes, by id."""
        every = read_requirements(self.requirement_groups)
        return {id_: requirement for id_, requirement in every.items() if requirement.binds(self.classes)}


def releases() -> tuple[str, ...]:
    """The versions shipped, oldest first: every release, and the contract as it stands."""
    return tuple(sorted({*_release_files(), load_contract().version}, key=precedence))


def load_contract(version: str | None = None) -> Contract:
    """The contract as it stands, or the release of that version."""
    if version is not None and version in _release_files():
        return _released(version)
    current = _current()
    if version in (None, current.version):
        return current
    raise ContractError(f"no contract {version!r} is shipped; there are {', '.join(releases())}")


def check_claim(classes: Iterable[str], contract: Contract | None = None) -> list[str]:
    """What is wrong with a `conformsTo`, a message each; none if it is valid."""
    return faults_of_claim(list(classes), (contract or load_contract()).document["x-classes"])


def contract_of_release(document: Mapping[str, Any]) -> Contract:
    """A release holds requirements and code lists in the same document."""
    rest = dict(document)
    groups = rest.pop("x-requirements", ())
    code_lists = rest.pop("x-code-lists", ())
    return Contract(rest, tuple(groups), tuple(code_lists))


def _data() -> Traversable:
    return resources.files("wegweiser_contract") / "data"


def _release_files() -> dict[str, Traversable]:
    folder = _data() / "releases"
    files = folder.iterdir() if folder.is_dir() else ()
    return {file.name.removesuffix(".json"): file for file in files if file.name.endswith(".json")}


@cache
def _released(version: str) -> Contract:
    return contract_of_release(_read(_release_files()[version]))


@cache
def _current() -> Contract:
    parts = [_read(_data() / name) for name in ("openapi.json", "requirements.json", "code-lists.json")]
    return Contract(parts[0], tuple(parts[1]), tuple(parts[2]))


def _read(file: Traversable) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fault = "is missing; `wegweiser spec bundle` writes it"
    except ValueError as error:
        fault = f"is no valid JSON ({error}); `wegweiser spec bundle` writes it anew"
    raise ContractError(f"wegweiser_contract/data/{file.name} {fault}")
