"""The classes: what each demands, what it costs, and what remains for one who claims just some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from tooling.docs.generated.operations import class_tag, operations_table
from tooling.docs.generated.requirements import requirement_link, requirements_list
from tooling.docs.markup import code, entries, facts, inline, link, raw, table
from tooling.docs.page import Page, href
from tooling.docs.places import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tooling.docs.edition import Edition

    from wegweiser_contract import Operation

USEFUL: Mapping[str, tuple[str, ...]] = {
    "offices-as-files": ("core", "static", "offices"),
    "bamf-as-files": ("core", "static", "course-sessions", "offices"),
    "bamf-with-queries": ("core", "query", "course-sessions", "offices", "place-search", "text-search"),
    "ba-as-files": ("core", "static", "jobs", "course-sessions", "courses"),
    "ba-with-queries": ("core", "query", "jobs", "place-search", "text-search", "live"),
    "everything-with-queries": (
        *("core", "query", "jobs", "course-sessions", "courses", "offices"),
        *("text-search", "place-search", "languages", "live", "changes"),
    ),
}
"""Claims that an agency would think of, the least first; the names stand in words.yaml."""


def classes_table(edition: Edition, here: str) -> str:
    efforts = _efforts()
    rows = []
    for name, told in edition.contract.document["x-classes"].items():
        some = [one for one in edition.contract.requirements.values() if one.class_ == name]
        rows.append(
            (
                class_tag(edition, name, here),
                _told(edition, told, here),
                str(sum(one.level == "MUST" for one in some)),
                _effort(edition, efforts.get(name)),
            )
        )
    heads = (
        edition["class"],
        edition["what-it-demands"],
        edition["musts"],
        edition["effort"],
    )
    return raw(table(heads, rows, edition["classes"]))


def _told(edition: Edition, told: Mapping[str, Any], here: str) -> str:
    needed = " ".join(class_tag(edition, one, here) for one in told["presupposes"])
    words = f"<strong>{inline(told['title'])}</strong><br>{inline(told['description'])}"
    return words + facts([(edition["presupposes"], needed)])


def _efforts() -> Mapping[str, Any]:
    file = PAGES / "effort.yaml"
    told = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {}
    found: Mapping[str, Any] = (told or {}).get("classes") or {}
    return found


def _effort(edition: Edition, told: Any) -> str:
    if not told:
        return edition["not-measured"]
    basis = inline(edition.of(told.get("basis", {"en": ""})))
    return edition["hours"].format(told["low"], told["high"]) + (
        f"<br><small>{basis}</small>" if basis else ""
    )


def _sum(edition: Edition, classes: Iterable[str]) -> str:
    efforts = _efforts()
    if not all(name in efforts for name in classes):
        return edition["not-measured"]
    low, high = (sum(efforts[name][bound] for name in classes) for bound in ("low", "high"))
    return edition["hours"].format(low, high)


def projections(edition: Edition, here: str) -> str:
    """The useful claims, each with what remains."""
    rows = []
    for name, classes in USEFUL.items():
        narrow = edition.projected(frozenset(classes))
        rows.append(
            (
                link(href(here, f"classes/{name}"), inline(edition[f"claim-{name}"])),
                ", ".join(map(code, classes)),
                str(len(narrow.contract.operations)),
                str(len(_parameters(narrow))),
                str(sum(one.level == "MUST" for one in narrow.contract.requirements.values())),
                _sum(edition, classes),
            )
        )
    names = ("claim", "classes", "operations", "parameters", "musts", "effort")
    heads = tuple(edition[name] for name in names)
    return raw(table(heads, rows, edition["claims"]))


def _parameters(edition: Edition) -> list[str]:
    names = (one.name for operation in edition.contract.operations for one in operation.parameters)
    return sorted(set(names))


def projection_pages(edition: Edition) -> Iterator[Page]:
    for name, classes in USEFUL.items():
        narrow = edition.projected(frozenset(classes))
        yield Page(f"classes/{name}", "\n".join(_projection(narrow, name, classes)), searched=False)


def _projection(edition: Edition, name: str, classes: tuple[str, ...]) -> Iterator[str]:
    here = f"classes/{name}"
    yield f"# {edition['claim-' + name]}\n"
    yield edition["claim-intro"] + "\n"
    files = [link(f"{name}.{ending}", f"{name}.{ending}") for ending in ("yaml", "json")]
    yield raw(
        facts(
            [
                ("conformsTo", " ".join(class_tag(edition, one, here) for one in classes)),
                (edition["contract-as-file"], ", ".join(files)),
                (
                    edition["same-by-command"],
                    code(f"wegweiser spec bundle --classes {','.join(classes)} --out my.yaml"),
                ),
            ]
        )
    )
    yield f"## {edition['operations']}\n"
    yield operations_table(edition, here)
    yield f"## {edition['parameters']}\n"
    yield raw(entries(_carried(edition, one, here) for one in _parameters(edition)))
    yield f"## {edition['requirements']}\n"
    yield _declared(edition, here)
    yield requirements_list(edition, here)


def _carried(edition: Edition, name: str, here: str) -> tuple[str, str, str]:
    carrying = [one for one in edition.contract.operations if one.parameter(name)]
    return "", code(name), ", ".join(_deep(one, name, here) for one in carrying)


def _deep(operation: Operation, name: str, here: str) -> str:
    return link(href(here, f"operations/{operation.operation_id}", name), code(operation.operation_id))


def _declared(edition: Edition, here: str) -> str:
    some = [one for one in edition.contract.requirements.values() if one.judged == "declared"]
    listed = ", ".join(requirement_link(one.id, here) for one in some)
    return raw(f"<p>{edition['declared-of-these'].format(listed)}</p>")
