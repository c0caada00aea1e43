"""Requirements: the sentences a publisher is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_contract.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Requirement:
    """One entry of `spec/v1/requirements`; texts are keyed by language.

    It binds whoever claims `class_` and all that it `needs`. A `sandbox` one asks by other methods than GET.
    """

    id: str
    group: str
    class_: str
    level: str
    judged: str
    sentence: Mapping[str, str]
    demands: tuple[str, ...]
    place: str
    mend: Mapping[str, str]
    not_tested: Mapping[str, str] | None
    needs: tuple[str, ...] = ()
    sandbox: bool = False

    def binds(self, classes: Collection[str]) -> bool:
        return all(name in classes for name in (self.class_, *self.needs))


def read_requirements(groups: Iterable[Mapping[str, Any]]) -> dict[str, Requirement]:
    """By id, in the order of the files."""
    found: dict[str, Requirement] = {}
    for group in groups:
        for raw in group.get("requirements", ()):
            requirement = _requirement(str(group.get("group")), raw)
            found[requirement.id] = requirement
    return found


def _requirement(group: str, raw: Mapping[str, Any]) -> Requirement:
    try:
        return Requirement(
            id=raw["id"],
            group=group,
            class_=raw["class"],
            level=raw["level"],
            judged=raw["judged"],
            sentence=raw["sentence"],
            demands=tuple(raw.get("demands", ())),
            place=raw.get("place", ""),
            mend=raw.get("mend", {}),
            not_tested=raw.get("notTested"),
            needs=tuple(raw.get("needs", ())),
            sandbox=bool(raw.get("sandbox")),
        )
    except KeyError as missing:
        name = raw.get("id", "a requirement without id")
        raise ContractError(f"requirements/{group}.yaml: {name} has no {missing}") from None
