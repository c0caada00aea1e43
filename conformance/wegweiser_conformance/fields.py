"""The properties of a schema as flat paths, and every value of a record at such a path, with its pointer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract import Contract

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Field:
    """One property: `locations[].postcode`, with what the contract says of it."""

    path: str
    component: str
    keywords: Mapping[str, Any]

    def get(self, keyword: str) -> Any:
        return self.keywords.get(keyword)

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2].removesuffix("[]")

    @property
    def code_list(self) -> str | None:
        found: str | None = self.get("x-code-list")
        return found

    @property
    def guard(self) -> str | None:
        """The requirement that keeps personal data out of this property, if it needs one."""
        personal = self.get("x-personal-data")
        return personal.get("guarded") if isinstance(personal, dict) else None


class Fields:
    """All properties of a component, nested ones included."""

    def __init__(self, contract: Contract, component: str) -> None:
        self._contract = contract
        self.all = tuple(self._below(component, "", 0))

    def __iter__(self) -> Iterator[Field]:
        return iter(self.all)

    def where(self, **keywords: Any) -> list[Field]:
        """Those with exactly these keywords: `where(format="date")`."""
        return [field for field in self.all if all(field.get(k) == v for k, v in keywords.items())]

    def of(self, *components: str) -> list[Field]:
        """Those that are such a component: `of("Text")`."""
        return [field for field in self.all if field.component in components]

    def _below(self, component: str, prefix: str, depth: int) -> Iterator[Field]:
        if depth > _DEEPEST:
            return
        for name, node in self._contract.schema(component).get("properties", {}).items():
            yield from self._field(f"{prefix}{name}", node, depth)

    def _field(self, path: str, node: Mapping[str, Any], depth: int) -> Iterator[Field]:
        reference = _component(node)
        keywords = {**node}
        if node.get("type") == "array":
            items = node.get("items", {})
            path, reference = f"{path}[]", _component(items)
            keywords |= {key: value for key, value in items.items() if key != "$ref"}
        yield Field(path, reference, keywords)
        if reference:
            yield from self._below(reference, f"{path}.", depth + 1)


@lru_cache(maxsize=32)
def _fields(key: int, component: str) -> Fields:
    return Fields(_contracts[key], component)


_contracts: dict[int, Contract] = {}


def fields_of(contract: Contract, component: str) -> Fields:
    """The fields of a component; made once for a contract."""
    _contracts[id(contract)] = contract
    return _fields(id(contract), component)


def component_of(contract: Contract, collection: str) -> str:
    """The schema of a collection's records, as its item operation names it: `Job` for `jobs`."""
    for operation in contract.operations:
        if operation.collection == collection and operation.kind == "item":
            media = operation.responses["200"]["content"]["application/json"]
            return str(media["schema"]["$ref"]).rpartition("/")[2]
    raise LookupError(f"the contract has no items of {collection}")


def located(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value at the path with its JSON pointer; members left out yield nothing."""
    found: list[tuple[str, Any]] = [("", value)]
    for step in path.split("."):
        name, repeated = step.removesuffix("[]"), step.endswith("[]")
        found = [
            (f"{at}/{name}", node[name]) for at, node in found if isinstance(node, dict) and name in node
        ]
        if repeated:
            found = [
                (f"{at}/{place}", one)
                for at, node in found
                if isinstance(node, list)
                for place, one in enumerate(node)
            ]
    yield from found


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every string, number, boolean and null below a value with its pointer, known to the contract or not."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, f"{pointer}/{_escaped(name)}")
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from leaves(one, f"{pointer}/{place}")
    else:
        yield pointer, value


def members(value: Any, pointer: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every member of every object below a value: pointer, name, value."""
    if isinstance(value, dict):
        for name, one in value.items():
            below = f"{pointer}/{_escaped(name)}"
            yield below, name, one
            yield from members(one, below)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from members(one, f"{pointer}/{place}")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _component(node: Mapping[str, Any]) -> str:
    references = [node, *node.get("allOf", ())]
    found = next((one["$ref"] for one in references if "$ref" in one), "")
    return str(found).rpartition("/")[2]
