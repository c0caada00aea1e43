"""Releases: what was released stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.sources import ROOT_DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.lint.subject import Subject


@house_rule("frozen/version")
def version(subject: Subject) -> Iterator[Fault]:
    """A contract that bears the version of a release is that release."""
    own = subject.document["info"]["version"]
    if own in subject.releases and subject.releases[own] != dict(subject.whole):
        yield Fault(ROOT_DOCUMENT, f"the sources differ from the release {own}", "a higher info.version")
