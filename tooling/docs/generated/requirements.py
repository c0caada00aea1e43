"""A page for each group of requirements; each requirement at an address that never changes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tooling.docs.markup import code, facts, inline, link, raw, spoken, table, tag
from tooling.docs.page import Page, href

from wegweiser_server.defects import DEFECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tooling.docs.edition import Edition

    from wegweiser_contract import Requirement


def requirement_link(requirement: str, here: str) -> str:
    group, _, name = requirement.partition("/")
    return link(href(here, f"requirements/{group}", name), code(requirement))


def level_tag(edition: Edition, level: str) -> str:
    return tag(edition.level(level), level.lower())


def group_titles(edition: Edition) -> dict[str, str]:
    groups = edition.contract.requirement_groups
    return {str(group["group"]): edition.of(group["title"]) for group in groups}


def by_group(edition: Edition) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {name: [] for name in group_titles(edition)}
    for requirement in edition.contract.requirements.values():
        found[requirement.group].append(requirement)
    return {name: some for name, some in found.items() if some}


def requirement_pages(edition: Edition) -> Iterator[Page]:
    titles = group_titles(edition)
    for group, some in by_group(edition).items():
        text = "\n".join(part for one in some for part in _section(edition, one))
        yield Page(f"requirements/{group}", f"# {titles[group]}\n\n{text}")


@cache
def defects() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Requirement → the defects that it convicts: id and what is wrong."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in DEFECTS.values():
        found[one.convicts] = (*found.get(one.convicts, ()), (one.id, one.says))
    return found


def _section(edition: Edition, one: Requirement) -> Iterator[str]:
    here = f"requirements/{one.group}"
    yield f"## {one.id.partition('/')[2]}\n"
    classes = [one.class_, *one.needs]
    marks = [level_tag(edition, one.level), *(_class(name, here) for name in classes)]
    marks.append(tag(edition[f"judged-{one.judged}"]))
    yield raw(
        f"<p class='marks'>{' '.join(marks)}</p>\n<p class='sentence'>{inline(edition.of(one.sentence))}</p>"
    )
    judged = edition[f"how-{one.judged}"]
    if one.not_tested:
        judged = f"{edition['not-tested']}: {inline(edition.of(one.not_tested))}"
    yield raw(
        facts(
            [
                ("id", code(one.id)),
                (edition["to-mend"], inline(edition.of(one.mend))),
                (edition["how-judged"], judged),
                (edition["check"], _check(edition, one)),
                (edition["defects"], _defects(edition, one.id)),
                (edition["demands"], ", ".join(_demand(demand, here) for demand in one.demands)),
                (edition["place"], code(one.place)),
            ],
            column=True,
        )
    )


def _class(name: str, here: str) -> str:
    return tag(link(href(here, "code-lists/conformance-classes", name), name), "class")


def _check(edition: Edition, one: Requirement) -> str:
    return "" if one.not_tested else code(f"wegweiser check URL --only {one.id}")


def _defects(edition: Edition, requirement: str) -> str:
    found = [f"{code(name)} {spoken('en', inline(says))}" for name, says in defects().get(requirement, ())]
    note = f"<p>{edition['defects-note']}</p>" if edition["defects-note"] else ""
    return f"{note}<ul class='plain'>{''.join(f'<li>{one}</li>' for one in found)}</ul>" if found else ""


def _demand(demand: str, here: str) -> str:
    return link(href(here, "why", demand), demand)


def requirements_list(edition: Edition, here: str) -> str:
    """One table for each group."""
    titles = group_titles(edition)
    parts = []
    for group, some in by_group(edition).items():
        heads = (edition["requirement"], edition["level"], edition["class"], edition["sentence"])
        rows = [row(edition, one, here) for one in some]
        parts.append(f"### {titles[group]}\n")
        parts.append(raw(table(heads, rows, titles[group])))
    return "\n".join(parts)


def row(edition: Edition, one: Requirement, here: str) -> tuple[str, str, str, str]:
    return (
        requirement_link(one.id, here),
        level_tag(edition, one.level),
        " ".join(_class(name, here) for name in (one.class_, *one.needs)),
        inline(edition.of(one.sentence)),
    )


def requirements_by_class(edition: Edition, here: str) -> str:
    """How many of each level a class brings."""
    rows = []
    for name in edition.contract.document["x-classes"]:
        some = [one for one in edition.contract.requirements.values() if one.class_ == name]
        counts = [str(sum(one.level == level for one in some)) for level in ("MUST", "SHOULD", "MAY")]
        rows.append((_class(name, here), edition.class_title(name), *counts))
    heads = (edition["class"], edition["title"], *(edition.level(one) for one in ("MUST", "SHOULD", "MAY")))
    return raw(table(heads, rows, edition["requirements-by-class"]))
