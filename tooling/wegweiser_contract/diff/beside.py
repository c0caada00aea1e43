"""What a release holds beside OpenAPI: code lists and requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.changes import Change, additive, breaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Document = Mapping[str, Any]

_LEVELS = ("MAY", "SHOULD", "MUST")


def code_list_changes(old: Document, new: Document) -> Iterator[Change]:
    """A new code is additive: clients show its label. A code that goes takes filters and labels along."""
    if "x-code-lists" not in old or "x-code-lists" not in new:
        return
    before, after = ({raw["id"]: raw for raw in side["x-code-lists"]} for side in (old, new))
    for id_ in before.keys() - after.keys():
        yield breaking("code-list/removed", f"code-lists/{id_}", "the list is gone")
    for id_ in after.keys() - before.keys():
        yield additive("code-list/added", f"code-lists/{id_}", "the list is new")
    for id_ in before.keys() & after.keys():
        yield from _codes(f"code-lists/{id_}", before[id_], after[id_])


def _codes(place: str, old: Document, new: Document) -> Iterator[Change]:
    for key in ("scheme", "pattern"):
        if old.get(key) != new.get(key):
            yield breaking("code-list/scheme-changed", place, f"{key} was {old.get(key)}, is {new.get(key)}")
    before, after = ({entry["code"] for entry in side["codes"]} for side in (old, new))
    for code in sorted(before - after):
        yield breaking("code-list/code-removed", place, f"{code!r} is gone")
    for code in sorted(after - before):
        yield additive("code-list/code-added", place, f"{code!r} is new")


def requirement_changes(old: Document, new: Document) -> Iterator[Change]:
    """What publishers must do is what clients may rely on."""
    if "x-requirements" not in old or "x-requirements" not in new:
        return
    before, after = _requirements(old), _requirements(new)
    for id_ in before.keys() - after.keys():
        yield breaking("requirement/removed", id_, "nobody must do this any more")
    for id_ in after.keys() - before.keys():
        yield additive("requirement/added", id_, f"publishers {after[id_]['level']} do this now")
    for id_ in before.keys() & after.keys():
        yield from _requirement(id_, before[id_], after[id_])


def _requirement(id_: str, old: Document, new: Document) -> Iterator[Change]:
    was, becomes = _LEVELS.index(old["level"]), _LEVELS.index(new["level"])
    if was != becomes:
        judge, word = (breaking, "weakened") if becomes < was else (additive, "strengthened")
        yield judge(f"requirement/{word}", id_, f"it was {old['level']}, is {new['level']}")
    binding = [(side["class"], sorted(side.get("needs", ()))) for side in (old, new)]
    if binding[0] != binding[1]:
        yield breaking("requirement/binds-others", id_, f"it bound {binding[0]}, binds {binding[1]}")


def _requirements(document: Document) -> dict[str, Document]:
    return {r["id"]: r for group in document["x-requirements"] for r in group["requirements"]}
