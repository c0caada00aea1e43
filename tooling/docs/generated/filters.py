"""Every filter: which property it judges and how; and the codes of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tooling.docs.generated.typing_words import code_list_link
from tooling.docs.markup import code, inline, link, raw, spoken, table
from tooling.docs.page import href

if TYPE_CHECKING:
    from tooling.docs.edition import Edition


def filters_table(edition: Edition, here: str) -> str:
    rows = []
    for operation in edition.contract.operations:
        for one in operation.parameters:
            if one.filter and operation.kind == "list":
                there = href(here, f"operations/{operation.operation_id}", one.name)
                rows.append(
                    (
                        f"{link(there, code(one.name))} <small>{code(operation.path)}</small>",
                        code(one.filter.property),
                        inline(edition[f"match-{one.filter.match}"]),
                        code_list_link(one.code_list, here) if one.code_list else "–",
                    )
                )
    heads = (edition["parameter"], edition["property"], edition["match"], edition["code-list"])
    return raw(table(heads, rows, edition["filters"]))


def problem_codes(edition: Edition, here: str) -> str:
    rows = []
    for entry in edition.contract.code_lists["problem-codes"].entries.values():
        told = {text["lang"]: text["value"] for text in entry.raw.get("description", ())}
        label = entry.labels.get(edition.lang) or spoken("en", entry.labels["en"])
        there = href(here, "code-lists/problem-codes", entry.code)
        rows.append((link(there, code(entry.code)), inline(label), inline(told.get(edition.lang, ""))))
    heads = (edition["code"], edition["title"], edition["what-it-is"])
    return raw(table(heads, rows, edition["problem-codes"]))
