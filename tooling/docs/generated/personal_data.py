"""The data-protection statement: what travels, what guards it, what never does, what no machine sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tooling.docs.generated.requirements import requirement_link
from tooling.docs.generated.schemas import schemas
from tooling.docs.markup import code, inline, link, raw, table
from tooling.docs.page import href

from wegweiser_conformance.checks.personal_data import forbidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tooling.docs.edition import Edition

    from wegweiser_contract import Requirement


FIRST = (
    *("Job", "CourseSession", "Course", "Office", "Organisation", "Place", "Text"),
    *("RequestData", "FunctionalContact"),
)
"""What a data-protection officer looks at before everything else."""


def personal_data_table(edition: Edition, here: str) -> str:
    """One table for each schema that publishers fill: records first."""
    parts = [_summary(edition)]
    for name, schema in sorted(schemas(edition).items(), key=_weight):
        rows = [_row(edition, name, key, node, here) for key, node in schema.get("properties", {}).items()]
        if rows:
            heads = (
                edition["property"],
                edition["what-travels"],
                edition["guarded-how"],
                edition["how-judged"],
            )
            about = " ".join(schema.get("description", "").split())
            parts += [
                f"### {edition[f'schema-{name}']} (`{name}`)\n\n{about}\n",
                raw(table(heads, rows, edition["properties-of"].format(name))),
            ]
    return "\n".join(parts)


def _weight(schema: tuple[str, Any]) -> int:
    return FIRST.index(schema[0]) if schema[0] in FIRST else len(FIRST)


def _summary(edition: Edition) -> str:
    marks = [
        node.get("x-personal-data")
        for schema in schemas(edition).values()
        for node in schema.get("properties", {}).values()
    ]
    guarded = sum(isinstance(mark, dict) for mark in marks)
    return edition["personal-data-summary"].format(len(marks), len(marks) - guarded, guarded) + "\n"


def _row(
    edition: Edition, schema: str, name: str, node: Mapping[str, Any], here: str
) -> tuple[str, str, str, str]:
    mark = node.get("x-personal-data")
    property_ = link(href(here, f"schemas/{schema}", name), code(name))
    told = inline(node.get("description", ""))
    if not isinstance(mark, dict):
        return property_, told, edition["no-guard-needed"], "–"
    requirement = edition.contract.requirements[str(mark["guarded"])]
    return property_, told, requirement_link(requirement.id, here), edition[f"judged-{requirement.judged}"]


def personal_data_never(edition: Edition, here: str) -> str:
    """The names of members that the suite looks for, and the patterns in texts."""
    within, whole = sorted(forbidden.WITHIN.split()), sorted(forbidden.WHOLE.split())
    rules = [
        (requirement_link(one.id, here), inline(edition.of(one.sentence)))
        for one in _rules(edition)
        if one.judged != "declared"
    ]
    return "\n".join(
        [
            raw(
                table(
                    (edition["requirement"], edition["sentence"]),
                    rows=rules,
                    caption=edition["rules-of-absence"],
                )
            ),
            f"{edition['never-within']}\n",
            raw(f"<p class='words'>{' '.join(map(code, within))}</p>"),
            f"{edition['never-whole']}\n",
            raw(f"<p class='words'>{' '.join(map(code, whole))}</p>"),
        ]
    )


def _rules(edition: Edition) -> Iterator[Requirement]:
    return (one for one in edition.contract.requirements.values() if one.group == "personal-data")


def personal_data_unseen(edition: Edition, here: str) -> str:
    rows = [
        (
            requirement_link(one.id, here),
            inline(edition.of(one.sentence)),
            inline(edition.of(one.not_tested)) if one.not_tested else edition["how-declared"],
        )
        for one in edition.contract.requirements.values()
        if one.judged == "declared"
    ]
    heads = (edition["requirement"], edition["sentence"], edition["why-no-machine"])
    return raw(table(heads, rows, edition["unseen"]))


def signature(edition: Edition, here: str) -> str:
    """Lines to fill in and sign by hand."""
    fields = ("sign-publisher", "sign-classes", "sign-report", "sign-place", "sign-unit", "sign-signature")
    lines = "".join(f"<p class='sign-line'><span>{edition[field]}</span></p>" for field in fields)
    intro = edition["sign-intro"].format(code(edition.contract.version))
    return f"\n## {edition['sign-heading']}\n" + raw(f"<div class='sign'><p>{intro}</p>{lines}</div>")
