"""From which field of today's services each property comes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tooling.docs.generated.schemas import schemas
from tooling.docs.markup import code, inline, link, raw, spoken, table
from tooling.docs.page import href

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tooling.docs.edition import Edition

SYSTEMS = (
    *("jobsuche", "kursnet", "sprachfoerderung", "navi"),
    *("open-qcat", "hr-ba-xml", "schema-org", "hsds", "elm"),
)
RECORDS = ("Job", "CourseSession", "Course", "Office")
"""The records that a publisher fills; the coverage is counted over their properties and those within."""


def mapping_tables(edition: Edition, here: str) -> str:
    parts = [_overview(edition, here)]
    for system in SYSTEMS:
        rows = [
            (
                link(href(here, f"schemas/{schema}", name), code(f"{schema}.{name}")),
                spoken("en", code(node["x-source"][system])),
                inline(node.get("description", "")),
            )
            for schema, name, node in _properties(edition)
            if system in node.get("x-source", {})
        ]
        title = edition[f"system-{system}"]
        parts += [f"## {title}\n", edition[f"about-{system}"] + "\n"]
        heads = (edition["property"], edition["field-there"], edition["what-it-is"])
        parts.append(raw(table(heads, rows, title)))
    return "\n".join(parts)


def _properties(edition: Edition) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for schema, node in schemas(edition).items():
        for name, told in node.get("properties", {}).items():
            yield schema, name, told


def _overview(edition: Edition, here: str) -> str:
    """Per cent of a record's own properties that the system has a field for."""
    rows = [
        (
            link(f"#{_anchor(edition[f'system-{system}'])}", edition[f"system-{system}"]),
            *(_share(edition, record, system) for record in RECORDS),
        )
        for system in SYSTEMS
    ]
    heads = (
        edition["system"],
        *(link(href(here, f"schemas/{one}"), edition[f"schema-{one}"]) for one in RECORDS),
    )
    return edition["coverage-intro"] + "\n" + raw(table(heads, rows, edition["coverage"]))


def _share(edition: Edition, record: str, system: str) -> str:
    nodes = [
        node
        for node in schemas(edition)[record]["properties"].values()
        if set(node.get("x-source", {})) != {"new"}
    ]
    found = sum(system in node.get("x-source", {}) for node in nodes)
    return f"{round(100 * found / len(nodes))} % <small>({found}/{len(nodes)})</small>" if found else "–"


def _anchor(title: str) -> str:
    """As docutils makes it of a heading."""
    plain = title.lower().replace("ä", "a").replace("ö", "o").replace("ü", "u")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
