"""What the checks of the group read in the description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance.model import NotTested

if TYPE_CHECKING:
    from collections import Counter

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Contract


def described(target: Target) -> Exchange:
    answer = target.description_answer
    if not answer.object:
        raise NotTested(f"{answer.what} gave no service description")
    return answer


def claimed_by(target: Target) -> Contract:
    """The projection that the description itself claims: it is judged by that, whatever `--classes` says.

    With `core`, claimed or not: that one is missing is for the claim's own check to say.
    """
    claim = target.description.get("conformsTo")
    known = {one for one in claim if isinstance(one, str)} if isinstance(claim, list) else set()
    known &= target.contract.classes
    return target.contract.project(known | {"core"}) if known else target.projection


def entries(answer: Exchange, name: str) -> list[tuple[int, dict[str, Any]]]:
    listed = answer.object.get(name)
    entries = enumerate(listed) if isinstance(listed, list) else ()
    return [(place, entry) for place, entry in entries if isinstance(entry, dict)]


def collections_of(answer: Exchange) -> list[tuple[int, dict[str, Any]]]:
    return entries(answer, "collections")


def filled_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def number(holder: Any, name: str) -> int | None:
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def told(holder: Any, name: str) -> str:
    value = holder.get(name) if isinstance(holder, dict) else None
    return str(value)[:80] if isinstance(value, (int, float, str)) else "nothing of the kind"


def counted(names: Counter[str]) -> str:
    return (
        ", ".join(f"{name} ({count}×)" if count > 1 else name for name, count in sorted(names.items()))
        or "none"
    )
