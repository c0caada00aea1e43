"""Files: one for each path and component, named by what it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wegweiser_contract.lint.rules import Fault, house_rule, last_key
from wegweiser_contract.sources import ROOT_DOCUMENT
from wegweiser_contract.walking import path_items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.lint.subject import Subject


@house_rule("files/path")
def path(subject: Subject) -> Iterator[Fault]:
    """Each path lies in its own file: `/jobs/{jobId}` in `paths/jobs_{jobId}.yaml`."""
    for pointer, _ in path_items_of(subject.document):
        name = last_key(pointer).strip("/").replace("/", "_") or "root"
        lies_in = subject.origins.get(pointer, ROOT_DOCUMENT)
        if lies_in != f"paths/{name}.yaml":
            yield Fault(pointer, f"the path lies in {lies_in}", f"paths/{name}.yaml")


@house_rule("files/component")
def component(subject: Subject) -> Iterator[Fault]:
    """Each component lies in its own file, called as the component is."""
    for kind, entries in subject.document.get("components", {}).items():
        for name in entries if kind != "securitySchemes" else ():
            pointer = f"/components/{kind}/{name}"
            if subject.origins.get(pointer) != f"components/{kind}/{name}.yaml":
                yield Fault(pointer, "the component has no file of its own", f"components/{kind}/{name}.yaml")


@house_rule("files/used")
def used(subject: Subject) -> Iterator[Fault]:
    """Every component file is referred to."""
    for file in subject.component_files:
        match = re.fullmatch(r"components/(\w+)/([^/]+)\.yaml", file)
        if match and match[2] not in subject.document.get("components", {}).get(match[1], {}):
            yield Fault(file, "nothing refers to this component", "a reference to it, or no such file")
