"""Requirements: sentences that can be judged, with ids that never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.lint.shapes import LEVELS, REQUIREMENT_FILE
from wegweiser_contract.lint.validation import mismatches
from wegweiser_contract.pointers import lookup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.lint.subject import Subject

GROUPS = (
    "service-description",
    "paging",
    "query",
    "problems",
    "filters",
    "sorting",
    "text-search",
    "place-search",
    "languages",
    "records",
    "values",
    "personal-data",
    "access",
    "live",
    "cors",
    "methods",
    "changes",
    "static",
    "jobs",
    "course-sessions",
    "courses",
    "offices",
    "code-lists",
)


@house_rule("requirements/shape")
def shape(subject: Subject) -> Iterator[Fault]:
    """A file of requirements has its shape: known keys, levels, demands, English and German."""
    for file, raw in subject.requirement_files.items():
        for mismatch in mismatches(raw, REQUIREMENT_FILE, {}):
            yield Fault(
                file, f"{_who(raw, mismatch.place)}: {mismatch.wrong}", "the shape of the other files"
            )


@house_rule("requirements/groups")
def groups(subject: Subject) -> Iterator[Fault]:
    """There is one file for each group, and it is called as the group is."""
    files = {f"requirements/{group}.yaml": group for group in GROUPS}
    for file, raw in subject.requirement_files.items():
        if raw.get("group") != files.get(file, ""):
            yield Fault(
                file, f"the group is {raw.get('group')!r}", "file name and group alike, and a known group"
            )
    for file in files.keys() - subject.requirement_files.keys():
        yield Fault(file, "the file is missing", "requirements of the group")


@house_rule("requirements/ids")
def ids(subject: Subject) -> Iterator[Fault]:
    """An id begins with its group and exists once."""
    seen: set[str] = set()
    for file, requirement in subject.requirements():
        id_ = requirement["id"]
        if not id_.startswith(f"{subject.requirement_files[file].get('group')}/"):
            yield Fault(file, f"the id {id_!r} belongs to another group", "<group>/<slug>")
        if id_ in seen:
            yield Fault(file, f"the id {id_!r} exists twice", "an id of its own")
        seen.add(id_)


@house_rule("requirements/class")
def class_(subject: Subject) -> Iterator[Fault]:
    """A requirement bears the name of one class, and needs existing ones."""
    for file, requirement in subject.requirements():
        for name in (requirement["class"], *requirement.get("needs", ())):
            if name not in subject.classes:
                yield Fault(file, f"{requirement['id']}: there is no class {name!r}", "one of x-classes")


@house_rule("requirements/sentence")
def sentence(subject: Subject) -> Iterator[Fault]:
    """The English sentence says its level in capitals, no higher one, and ends with a full stop."""
    for file, requirement in subject.requirements():
        text, level = requirement["sentence"]["en"], requirement["level"]
        said = [word for word in LEVELS if word in text.replace(".", " ").replace(",", " ").split()]
        if said[:1] != [level]:
            yield Fault(
                file, f"{requirement['id']}: the sentence says {said or 'no level'}", f"{level} in capitals"
            )
        for language in ("en", "de"):
            if not requirement["sentence"][language].rstrip().endswith("."):
                yield Fault(file, f"{requirement['id']}: no full stop ({language})", "one whole sentence")


@house_rule("requirements/not-tested")
def not_tested(subject: Subject) -> Iterator[Fault]:
    """What is only declared has a reason why it cannot be tested, and nothing else has."""
    for file, requirement in subject.requirements():
        declared, reason = requirement["judged"] == "declared", "notTested" in requirement
        if declared and not reason:
            yield Fault(
                file, f"{requirement['id']}: declared, but without a reason", "notTested: {en: …, de: …}"
            )
        if reason and not declared:
            wrong = f"{requirement['id']}: judged {requirement['judged']}, and yet not tested"
            yield Fault(file, wrong, "judged: declared, or no notTested")


@house_rule("requirements/place")
def place(subject: Subject) -> Iterator[Fault]:
    """The place of a requirement exists in the bundle."""
    for file, requirement in subject.requirements():
        pointer = requirement["place"]
        if pointer.startswith(("/", "#")) and not _exists(subject.document, pointer):
            yield Fault(file, f"{requirement['id']}: {pointer} leads nowhere", "a pointer into the bundle")


@house_rule("requirements/frozen")
def frozen(subject: Subject) -> Iterator[Fault]:
    """No id of the newest release is missing: ids never change."""
    present = {requirement["id"] for _, requirement in subject.requirements()}
    release: Mapping[str, Any] = subject.newest_release or {}
    for group in release.get("x-requirements", ()):
        for requirement in group["requirements"]:
            if requirement["id"] not in present:
                wrong = f"{requirement['id']} of the newest release is gone"
                yield Fault(f"requirements/{group['group']}.yaml", wrong, "the requirement, under its id")


def _exists(document: Mapping[str, Any], pointer: str) -> bool:
    try:
        lookup(document, pointer)
    except LookupError:
        return False
    return True


def _who(raw: Mapping[str, Any], place: str) -> str:
    """The id of the requirement that a place in the file lies in."""
    parts = place.split("/")
    if parts[0] == "requirements" and len(parts) > 1:
        return str(raw["requirements"][int(parts[1])].get("id", place)) + " " + "/".join(parts[2:])
    return place or "the file"
