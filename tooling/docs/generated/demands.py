"""The demands, and the requirements that answer each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import yaml
from tooling.docs.generated.requirements import group_titles, requirement_link
from tooling.docs.markup import code, entries, facts, inline, link, raw
from tooling.docs.page import href
from tooling.docs.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tooling.docs.edition import Edition

    from wegweiser_contract import Requirement


@cache
def demands() -> Mapping[str, Mapping[str, str]]:
    text = (ROOT / "tooling" / "docs" / "demands.yaml").read_text("utf-8")
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return found


def demands_table(edition: Edition, here: str) -> str:
    return raw(entries(_demand(edition, name, here) for name in demands()))


def _demand(edition: Edition, name: str, here: str) -> tuple[str, str, str]:
    serving = [one for one in edition.contract.requirements.values() if name in one.demands]
    musts = sum(one.level == "MUST" for one in serving)
    count = edition["requirements-of-which"].format(len(serving), musts)
    meaning = f"<p>{inline(edition.of(demands()[name]))}</p>"
    if serving:
        listed = _by_group(edition, serving, here)
        meaning += f"<details><summary>{count}</summary>{listed}</details>"
    operations = [
        link(href(here, f"operations/{one.operation_id}"), code(one.operation_id))
        for one in edition.contract.operations
        if name in edition.contract.document["paths"][one.path]["get"].get("x-demands", ())
    ]
    return name, name, meaning + facts([(edition["operations"], ", ".join(operations))])


def _by_group(edition: Edition, some: list[Requirement], here: str) -> str:
    titles, groups = group_titles(edition), dict.fromkeys(one.group for one in some)
    return facts(
        (titles[group], ", ".join(requirement_link(one.id, here) for one in some if one.group == group))
        for group in groups
    )
